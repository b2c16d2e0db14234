import Ledger
import Wire

extension CashBasis {
    /// As it travels: amounts as decimal text of `currency`, days as ISO, chances in millionths.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("currency")
        writer.string(currency.code)
        writer.key("as_of")
        writer.string(asOf.iso)
        writer.key("weeks")
        writer.integer(Int64(weeks))
        writer.key("seed")
        writer.string(String(seed))
        writer.key("opening")
        write(opening, to: &writer)
        writer.key("papers")
        writer.beginArray()
        for paper in papers { write(paper, to: &writer) }
        writer.endArray()
        writer.key("habits")
        writer.beginArray()
        for habit in habits { write(habit, to: &writer) }
        writer.endArray()
        writer.key("items")
        writer.beginArray()
        for item in items { write(item, to: &writer) }
        writer.endArray()
        writer.key("parties")
        writer.beginArray()
        for party in parties {
            writer.beginObject()
            writer.key("id")
            writer.string(party.id)
            writer.key("name")
            writer.string(party.name)
            writer.endObject()
        }
        writer.endArray()
        writer.key("incoming")
        write(trade.incoming, to: &writer)
        writer.key("outgoing")
        write(trade.outgoing, to: &writer)
        writer.key("gaps")
        writer.beginArray()
        for gap in gaps { writer.string(gap.rawValue) }
        writer.endArray()
        writer.endObject()
    }

    private func write(_ amount: Int64, to writer: inout JSONWriter) {
        writer.string(Money(minorUnits: amount, currency: currency).decimal)
    }

    private func write(_ courses: [[Int64]], to writer: inout JSONWriter) {
        writer.beginArray()
        for course in courses {
            writer.beginArray()
            for amount in course { write(amount, to: &writer) }
            writer.endArray()
        }
        writer.endArray()
    }

    private func write(_ paper: OpenPaper, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("id")
        writer.string(paper.id)
        writer.key("number")
        writer.string(paper.number)
        writer.key("party")
        writer.string(paper.party)
        writer.key("direction")
        writer.string(paper.direction.rawValue)
        writer.key("due")
        writer.string(paper.due.iso)
        writer.key("amount")
        write(paper.amount, to: &writer)
        writer.key("habit")
        writer.integer(Int64(paper.habit))
        writer.endObject()
    }

    private func write(_ habit: Habit, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("direction")
        writer.string(habit.direction.rawValue)
        writer.key("party")
        writer.string(habit.party)
        writer.key("papers")
        writer.integer(Int64(habit.curve.papers))
        writer.key("tail")
        writer.integer(habit.curve.tail)
        writer.key("unpaid")
        writer.beginArray()
        for chance in habit.curve.unpaid { writer.integer(chance) }
        writer.endArray()
        writer.endObject()
    }

    private func write(_ item: CashItem, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("id")
        writer.string(item.id)
        writer.key("name")
        writer.string(item.name)
        writer.key("source")
        writer.string(item.source.rawValue)
        writer.key("direction")
        writer.string(item.direction.rawValue)
        if let party = item.party {
            writer.key("party")
            writer.string(party)
        }
        if let terms = item.terms {
            writer.key("terms")
            writer.integer(Int64(terms))
        }
        writer.key("days")
        writer.beginArray()
        for day in item.days { writer.string(day.iso) }
        writer.endArray()
        writer.key("amounts")
        writer.beginArray()
        for amount in item.amounts { write(amount, to: &writer) }
        writer.endArray()
        writer.endObject()
    }
}
