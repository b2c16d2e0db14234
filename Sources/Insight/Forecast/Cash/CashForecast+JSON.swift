import Ledger
import Wire

extension CashForecast {
    /// Papers that a part names; the largest.
    private static let papersNamed = 6

    /// The members of a JSON object, the same from the server and in the browser. Amounts are
    /// money, chances numbers from 0 to 1.
    public func writeMembers(for basis: CashBasis, to writer: inout JSONWriter) {
        let names = CashNames(basis)
        writer.member("currency", currency.code)
        writer.member("as_of", asOf.iso)
        writer.member("opening", opening, in: currency)
        writer.key("weeks")
        writer.array(weeks) { write($0, names, to: &$1) }
        if let shortage {
            writer.key("shortage")
            writer.object { writer in
                writer.member("chance", chance: shortage.chance)
                writer.member("day", shortage.day.iso)
                writer.member("amount", shortage.amount, in: currency)
            }
        }
    }

    private func write(_ week: Week, _ names: CashNames, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("start", week.start.iso)
            writer.member("end", week.end.iso)
            writer.member("p10", week.p10, in: currency)
            writer.member("p50", week.p50, in: currency)
            writer.member("p90", week.p90, in: currency)
            writer.member("expected", week.expected, in: currency)
            writer.member("short_chance", chance: week.short)
            writer.key("parts")
            writer.array(week.parts) { write($0, names, to: &$1) }
        }
    }

    private func write(_ part: Part, _ names: CashNames, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("cause", part.cause.rawValue)
            writer.member("direction", part.direction.rawValue)
            if let subject = part.subject { writer.member("subject", subject) }
            writer.member("name", names.name(of: part))
            writer.member("amount", part.amount, in: currency)
            writer.member("paper_count", Int64(part.papers.count))
            writer.key("papers")
            writer.array(part.papers.prefix(Self.papersNamed)) { paper, writer in
                writer.object { writer in
                    writer.member("id", paper.id)
                    writer.member("number", names.number(of: paper.id))
                    writer.member("amount", paper.amount, in: currency)
                    writer.member("chance", chance: paper.chance)
                }
            }
        }
    }
}

extension JSONWriter {
    /// Minor units as money.
    fileprivate mutating func member(_ key: StaticString, _ amount: Int64, in currency: Currency) {
        self.key(key)
        object { writer in
            writer.member("amount", Money(minorUnits: amount, currency: currency).decimal)
            writer.member("currency", currency.code)
        }
    }

    /// Millionths as a number from 0 to 1.
    fileprivate mutating func member(_ key: StaticString, chance: Int64) {
        self.key(key)
        double(Double(chance) / Double(LatenessCurve.whole))
    }
}

/// What the ids of a basis are called.
private struct CashNames {
    private var names: [String: String] = [:]
    private var numbers: [String: String] = [:]

    init(_ basis: CashBasis) {
        for party in basis.parties { names[party.id] = party.name }
        for item in basis.items { names[item.id] = item.name }
        for paper in basis.papers { numbers[paper.id] = paper.number }
    }

    func name(of part: CashForecast.Part) -> String {
        part.subject.flatMap { names[$0] } ?? ""
    }

    func number(of paper: String) -> String { numbers[paper] ?? "" }
}

extension CashBacktest {
    /// The members of a JSON object; amounts are money.
    public func writeMembers(in currency: Currency, to writer: inout JSONWriter) {
        writer.member("weeks", Int64(weeks))
        writer.member("coverage", chance: coverage)
        writer.member("loss", loss, in: currency)
        writer.member("guess", guess.rawValue)
        writer.member("guess_loss", guessLoss, in: currency)
        writer.member("guess_wins", guessWins)
        writer.key("trials")
        writer.array(trials) { trial, writer in
            writer.object { writer in
                writer.member("as_of", trial.asOf.iso)
                writer.member("end", trial.end.iso)
                writer.member("p10", trial.p10, in: currency)
                writer.member("p50", trial.p50, in: currency)
                writer.member("p90", trial.p90, in: currency)
                writer.member("actual", trial.actual, in: currency)
            }
        }
    }
}
