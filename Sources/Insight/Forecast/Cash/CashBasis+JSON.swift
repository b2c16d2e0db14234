import Ledger
import Wire

extension CashBasis {
    /// As it travels: amounts as decimal text of `currency`, days as ISO, chances in millionths.
    public func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("currency", currency.code)
            writer.member("as_of", asOf.iso)
            writer.member("weeks", Int64(weeks))
            writer.member("seed", String(seed))
            writer.key("opening")
            write(opening, to: &writer)
            writer.key("papers")
            writer.array(papers) { write($0, to: &$1) }
            writer.key("habits")
            writer.array(habits) { write($0, to: &$1) }
            writer.key("items")
            writer.array(items) { write($0, to: &$1) }
            writer.key("parties")
            writer.array(parties) { party, writer in
                writer.object { writer in
                    writer.member("id", party.id)
                    writer.member("name", party.name)
                }
            }
            writer.key("incoming")
            write(trade.incoming, to: &writer)
            writer.key("outgoing")
            write(trade.outgoing, to: &writer)
            writer.key("doubt")
            writer.array(doubt) { write($0, to: &$1) }
            writer.key("gaps")
            writer.array(gaps) { $1.string($0.rawValue) }
            if let bookedUntil { writer.member("booked_until", bookedUntil.iso) }
        }
    }

    private func write(_ amount: Int64, to writer: inout JSONWriter) {
        writer.string(Money(minorUnits: amount, currency: currency).decimal)
    }

    private func write(_ courses: [[Int64]], to writer: inout JSONWriter) {
        writer.array(courses) { course, writer in
            writer.array(course) { write($0, to: &$1) }
        }
    }

    private func write(_ paper: OpenPaper, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", paper.id)
            writer.member("number", paper.number)
            writer.member("party", paper.party)
            writer.member("direction", paper.direction.rawValue)
            writer.member("due", paper.due.iso)
            writer.key("amount")
            write(paper.amount, to: &writer)
            writer.member("habit", Int64(paper.habit))
        }
    }

    private func write(_ habit: Habit, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("direction", habit.direction.rawValue)
            writer.member("party", habit.party)
            writer.member("papers", Int64(habit.curve.papers))
            writer.member("tail", habit.curve.tail)
            writer.key("unpaid")
            writer.array(habit.curve.unpaid) { $1.integer($0) }
        }
    }

    private func write(_ item: CashItem, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", item.id)
            writer.member("name", item.name)
            writer.member("source", item.source.rawValue)
            writer.member("direction", item.direction.rawValue)
            if let party = item.party { writer.member("party", party) }
            if let terms = item.terms { writer.member("terms", Int64(terms)) }
            writer.key("days")
            writer.array(item.days) { $1.string($0.iso) }
            writer.key("amounts")
            writer.array(item.amounts) { write($0, to: &$1) }
        }
    }
}
