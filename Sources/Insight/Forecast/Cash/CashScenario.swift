import Ledger

/// What if: changes to a basis, applied in the order in which they are given.
public struct CashScenario: Sendable, Equatable {
    public enum Change: Sendable, Equatable {
        /// A party pays, or is paid, so many days later than it would be.
        case late(party: String, days: Int)
        /// Coming trade brings so many per cent more, or fewer when negative.
        case sales(percent: Int)
        /// Coming purchases cost so many per cent more, or fewer.
        case purchases(percent: Int)
        /// A paper or an item is left out.
        case skip(id: String)
        /// Money that comes once, or goes when it is negative.
        case once(day: Day, amount: Int64)
    }

    public var changes: [Change]

    public init(_ changes: [Change] = []) { self.changes = changes }

    public static let mostChanges = 20
    static let daysAllowed = 0...365
    static let percentAllowed = -100...300

    /// Reads `late:PARTY:21,sales:-20,purchases:10,skip:ID,once:2026-12-05:-2500.00`. A name that
    /// has a comma or a colon stands in quotation marks, and each of its own twice, as in CSV:
    /// `late:"Otieno, Sons: ""Best""":21`.
    public init(
        _ text: String, currency: Currency
    ) throws(CashScenarioRefusal) {
        changes = []
        for (index, part) in try CashScenarioText.changes(text).enumerated() {
            guard index < Self.mostChanges else { throw .tooMany }
            changes.append(try Self.change(part, currency))
        }
    }

    private static func change(
        _ part: CashScenarioText, _ currency: Currency
    ) throws(CashScenarioRefusal) -> Change {
        let (text, fields) = (part.written, part.fields)
        guard fields.count > 1, fields[1] != "" else { throw .unknown(text) }
        switch (fields[0], fields.count) {
        case ("sales", 2): return .sales(percent: try number(fields[1], percentAllowed, text))
        case ("purchases", 2):
            return .purchases(percent: try number(fields[1], percentAllowed, text))
        // Ids of items have colons of their own.
        case ("skip", 2...): return .skip(id: fields.dropFirst().joined(separator: ":"))
        case ("late", 3):
            return .late(party: fields[1], days: try number(fields[2], daysAllowed, text))
        case ("once", 3):
            guard let day = Day(iso: fields[1]) else { throw .unknown(text) }
            do throws(MoneyError) {
                let money = try Money(decimal: fields[2], currency: currency)
                return .once(day: day, amount: money.minorUnits)
            } catch {
                throw .unknown(text)
            }
        default: throw .unknown(text)
        }
    }

    private static func number(
        _ text: String, _ range: ClosedRange<Int>, _ whole: String
    ) throws(CashScenarioRefusal) -> Int {
        guard let number = Int(text), range ~= number else { throw .unknown(whole) }
        return number
    }

    /// Days by which a party's money is late.
    func delay(of party: String?) -> Int {
        changes.reduce(0) { sum, change in
            if case .late(let late, let days) = change, late == party { return sum + days }
            return sum
        }
    }

    func skips(_ id: String) -> Bool { changes.contains(.skip(id: id)) }

    /// Coming trade after the changes, to the minor unit.
    func traded(_ amount: Int64, _ direction: CashDirection) -> Int64 {
        changes.reduce(amount) { amount, change in
            switch (change, direction) {
            case (.sales(let percent), .in), (.purchases(let percent), .out):
                let part = Int128(amount) * Int128(100 + percent)
                return Int64(clamping: Rounding.halfUp.quotient(part, dividedBy: 100))
            default: return amount
            }
        }
    }

    /// The single payments among the changes, as items.
    var planned: [CashItem] {
        changes.enumerated().compactMap { index, change in
            guard case .once(let day, let amount) = change, amount != 0 else { return nil }
            return CashItem(
                id: "once:" + String(index), name: "", source: .declared,
                direction: amount > 0 ? .in : .out, days: [day],
                amounts: [Int64(clamping: amount.magnitude)])
        }
    }
}

/// Why a scenario cannot be read.
public enum CashScenarioRefusal: Error, Sendable, Equatable {
    case unknown(String)
    case tooMany
    /// Nobody with open papers, and nothing that recurs, is called so.
    case nobody(String)
    /// No paper and no item of the forecast is called so.
    case nothing(String)
    case several(String)
    /// The day is not one of the forecast's.
    case outside(Day)
    case tooMuch(String)
    /// Nothing would be other than without it: nought, or left out twice.
    case unchanged(String)

    public var message: String {
        switch self {
        case .unknown(let text):
            "\(text) is none of late:PARTY:DAYS, sales:PERCENT, purchases:PERCENT, skip:ID and "
                + "once:DAY:AMOUNT; a name with a comma or a colon stands in quotation marks"
        case .nobody(let text): "names \(text), with whom nothing is open and nothing recurs"
        case .nothing(let text): "skips \(text), which is no paper and no item of this forecast"
        case .several(let text): "names \(text), and several are called so: give the id"
        case .outside(let day): "has \(day.iso), which is no day of this forecast"
        case .tooMuch(let text): "has \(text), more than a forecast takes"
        case .unchanged(let text): "would change nothing with \(text)"
        case .tooMany: "has more than \(CashScenario.mostChanges) changes"
        }
    }
}

extension CashScenario {
    /// The largest sum, in minor units, that a forecast is told to take in: a thousand courses of
    /// it still are numbers.
    public static let mostMoved: Int64 = 1_000_000_000_000_000

    /// The same with ids in place of names and numbers, as a forecast's basis has them.
    ///
    /// - Throws: what would change nothing, because the basis knows nothing of the kind.
    public func resolved(for basis: CashBasis) throws(CashScenarioRefusal) -> CashScenario {
        var resolved: [Change] = []
        for change in changes {
            switch change {
            case .late(let text, let days):
                guard days != 0 else { throw .unchanged(text) }
                let parties = basis.parties.map { (id: $0.id, name: $0.name) }
                guard let id = try Self.id(of: text, parties) else { throw .nobody(text) }
                resolved.append(.late(party: id, days: days))
            case .skip(let text):
                let papers = basis.papers.map { (id: $0.id, name: $0.number) }
                let items = basis.items.map { (id: $0.id, name: $0.name) }
                guard let id = try Self.id(of: text, papers + items) else {
                    throw .nothing(text)
                }
                guard !resolved.contains(.skip(id: id)) else { throw .unchanged(text) }
                resolved.append(.skip(id: id))
            case .once(let day, let amount):
                guard day > basis.asOf, day <= basis.end else { throw .outside(day) }
                guard amount != 0 else { throw .unchanged(day.iso) }
                guard amount.magnitude <= Self.mostMoved.magnitude else {
                    let money = Money(minorUnits: amount, currency: basis.currency)
                    throw .tooMuch(money.decimal)
                }
                resolved.append(change)
            case .sales(let percent), .purchases(let percent):
                guard percent != 0 else { throw .unchanged("0 per cent") }
                let (word, courses) = if case .sales = change {
                    ("sales", basis.trade.incoming)
                } else {
                    ("purchases", basis.trade.outgoing)
                }
                guard courses.contains(where: { $0.contains { $0 != 0 } }) else {
                    throw .unchanged(word + ":" + String(percent))
                }
                resolved.append(change)
            }
        }
        return CashScenario(resolved)
    }

    /// The one whose id this is, or whose name, in capitals or not.
    private static func id(
        of text: String, _ known: [(id: String, name: String)]
    ) throws(CashScenarioRefusal) -> String? {
        if let own = known.first(where: { $0.id == text }) { return own.id }
        let named = Set(known.filter { small($0.name) == small(text) }.map { $0.id })
        guard named.count < 2 else { throw .several(text) }
        return named.first
    }

    /// With small letters of the English alphabet.
    private static func small(_ text: String) -> [UInt8] {
        text.utf8.map { 0x41...0x5A ~= $0 ? $0 + 0x20 : $0 }
    }
}
