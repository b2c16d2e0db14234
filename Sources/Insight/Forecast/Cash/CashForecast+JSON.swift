import Ledger
import Wire

extension CashForecast {
    /// Papers that a part names; the largest.
    private static let papersNamed = 6

    /// The members of a JSON object, the same from the server and in the browser. Amounts are
    /// money, chances numbers from 0 to 1.
    public func writeMembers(for basis: CashBasis, to writer: inout JSONWriter) {
        let names = CashNames(basis)
        writer.key("currency")
        writer.string(currency.code)
        writer.key("as_of")
        writer.string(asOf.iso)
        write(opening, as: "opening", to: &writer)
        writer.key("weeks")
        writer.beginArray()
        for week in weeks { write(week, names, to: &writer) }
        writer.endArray()
        if let shortage {
            writer.key("shortage")
            writer.beginObject()
            write(chance: shortage.chance, as: "chance", to: &writer)
            writer.key("day")
            writer.string(shortage.day.iso)
            write(shortage.amount, as: "amount", to: &writer)
            writer.endObject()
        }
    }

    private func write(_ week: Week, _ names: CashNames, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("start")
        writer.string(week.start.iso)
        writer.key("end")
        writer.string(week.end.iso)
        write(week.p10, as: "p10", to: &writer)
        write(week.p50, as: "p50", to: &writer)
        write(week.p90, as: "p90", to: &writer)
        write(week.expected, as: "expected", to: &writer)
        write(chance: week.short, as: "short_chance", to: &writer)
        writer.key("parts")
        writer.beginArray()
        for part in week.parts { write(part, names, to: &writer) }
        writer.endArray()
        writer.endObject()
    }

    private func write(_ part: Part, _ names: CashNames, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("cause")
        writer.string(part.cause.rawValue)
        writer.key("direction")
        writer.string(part.direction.rawValue)
        if let subject = part.subject {
            writer.key("subject")
            writer.string(subject)
        }
        writer.key("name")
        writer.string(names.name(of: part))
        write(part.amount, as: "amount", to: &writer)
        writer.key("paper_count")
        writer.integer(Int64(part.papers.count))
        writer.key("papers")
        writer.beginArray()
        for paper in part.papers.prefix(Self.papersNamed) {
            writer.beginObject()
            writer.key("id")
            writer.string(paper.id)
            writer.key("number")
            writer.string(names.number(of: paper.id))
            write(paper.amount, as: "amount", to: &writer)
            write(chance: paper.chance, as: "chance", to: &writer)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private func write(_ amount: Int64, as key: StaticString, to writer: inout JSONWriter) {
        writer.key(key)
        writer.beginObject()
        writer.key("amount")
        writer.string(Money(minorUnits: amount, currency: currency).decimal)
        writer.key("currency")
        writer.string(currency.code)
        writer.endObject()
    }

    private func write(chance: Int64, as key: StaticString, to writer: inout JSONWriter) {
        writer.key(key)
        writer.double(Double(chance) / Double(LatenessCurve.whole))
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
        func write(_ amount: Int64, as key: StaticString, to writer: inout JSONWriter) {
            writer.key(key)
            writer.beginObject()
            writer.key("amount")
            writer.string(Money(minorUnits: amount, currency: currency).decimal)
            writer.key("currency")
            writer.string(currency.code)
            writer.endObject()
        }
        writer.key("weeks")
        writer.integer(Int64(weeks))
        writer.key("coverage")
        writer.double(Double(coverage) / Double(LatenessCurve.whole))
        write(loss, as: "loss", to: &writer)
        writer.key("guess")
        writer.string(guess.rawValue)
        write(guessLoss, as: "guess_loss", to: &writer)
        writer.key("guess_wins")
        writer.bool(guessWins)
        writer.key("trials")
        writer.beginArray()
        for trial in trials {
            writer.beginObject()
            writer.key("as_of")
            writer.string(trial.asOf.iso)
            writer.key("end")
            writer.string(trial.end.iso)
            write(trial.p10, as: "p10", to: &writer)
            write(trial.p50, as: "p50", to: &writer)
            write(trial.p90, as: "p90", to: &writer)
            write(trial.actual, as: "actual", to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }
}
