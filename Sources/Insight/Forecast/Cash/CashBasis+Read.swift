import Ledger
import Wire

extension CashBasis {
    /// Reads what `write(to:)` wrote; nil for anything else.
    public init?(_ value: JSONValue) {
        guard let currency = value["currency"]?.string.flatMap({ Currency(code: $0) }),
            let asOf = Self.day(value["as_of"]),
            let weeks = value["weeks"]?.integer, weeks >= 1, weeks <= 26,
            let seed = value["seed"]?.string.flatMap({ UInt64($0) }),
            let opening = Self.amount(value["opening"], currency),
            let habits = Self.all(value["habits"], Self.habit),
            let parties = Self.all(value["parties"], Self.party),
            let items = Self.all(value["items"], { Self.item($0, currency) }),
            let papers = Self.all(value["papers"], { Self.paper($0, currency) }),
            let incoming = Self.courses(value["incoming"], currency, Int(weeks)),
            let outgoing = Self.courses(value["outgoing"], currency, Int(weeks)),
            let doubt = Self.doubt(value["doubt"], currency, Int(weeks)),
            let gaps = Self.all(value["gaps"], { $0.string.flatMap { Gap(rawValue: $0) } }),
            let bookedUntil = Self.dayIfAny(value["booked_until"]),
            papers.allSatisfy({ habits.indices.contains($0.habit) })
        else { return nil }
        self.init(
            currency: currency, asOf: asOf, weeks: Int(weeks), opening: opening, seed: seed,
            papers: papers, habits: habits, items: items, parties: parties,
            trade: FutureTrade(incoming: incoming, outgoing: outgoing), doubt: doubt, gaps: gaps,
            bookedUntil: bookedUntil)
    }

    /// Nil as soon as one of them cannot be read.
    private static func all<Element>(
        _ value: JSONValue?, _ read: (JSONValue) -> Element?
    ) -> [Element]? {
        guard let array = value?.array else { return nil }
        var elements: [Element] = []
        for item in array {
            guard let element = read(item) else { return nil }
            elements.append(element)
        }
        return elements
    }

    private static func day(_ value: JSONValue?) -> Day? {
        value?.string.flatMap { Day(iso: $0) }
    }

    /// Nil for what is no day; none where there is no value.
    private static func dayIfAny(_ value: JSONValue?) -> Day?? {
        guard let value else { return .some(nil) }
        return day(value).map { .some($0) }
    }

    private static func direction(_ value: JSONValue?) -> CashDirection? {
        value?.string.flatMap { CashDirection(rawValue: $0) }
    }

    private static func amount(_ value: JSONValue?, _ currency: Currency) -> Int64? {
        guard let text = value?.string else { return nil }
        do throws(MoneyError) {
            return try Money(decimal: text, currency: currency).minorUnits
        } catch {
            return nil
        }
    }

    private static func courses(
        _ value: JSONValue?, _ currency: Currency, _ weeks: Int
    ) -> [[Int64]]? {
        let read = all(value) { course in all(course) { amount($0, currency) } }
        guard let read, read.allSatisfy({ $0.count == weeks }) else { return nil }
        return read
    }

    /// None in what was written before forecasts learnt from their misses.
    private static func doubt(
        _ value: JSONValue?, _ currency: Currency, _ weeks: Int
    ) -> [Int64]? {
        guard let value else { return [] }
        let read = all(value) { amount($0, currency) }
        guard let read, read.isEmpty || read.count == weeks, read.allSatisfy({ $0 >= 0 })
        else { return nil }
        return read
    }

    private static func party(_ value: JSONValue) -> Party? {
        guard let id = value["id"]?.string, let name = value["name"]?.string else { return nil }
        return Party(id: id, name: name)
    }

    private static func paper(_ value: JSONValue, _ currency: Currency) -> OpenPaper? {
        guard let id = value["id"]?.string, let number = value["number"]?.string,
            let party = value["party"]?.string, let direction = direction(value["direction"]),
            let due = day(value["due"]), let amount = amount(value["amount"], currency),
            let habit = value["habit"]?.integer
        else { return nil }
        return OpenPaper(
            id: id, number: number, party: party, direction: direction, due: due,
            amount: amount, habit: Int(clamping: habit))
    }

    private static func habit(_ value: JSONValue) -> Habit? {
        guard let direction = direction(value["direction"]), let party = value["party"]?.string,
            let papers = value["papers"]?.integer, let tail = value["tail"]?.integer,
            0...LatenessCurve.whole ~= tail,
            let unpaid = all(value["unpaid"], { $0.integer }),
            unpaid.count == LatenessCurve.days.count,
            unpaid.allSatisfy({ 0...LatenessCurve.whole ~= $0 })
        else { return nil }
        return Habit(
            direction: direction, party: party,
            curve: LatenessCurve(unpaid: unpaid, tail: tail, papers: Int(clamping: papers)))
    }

    /// No two days lie further apart.
    private static let mostTerms: Int64 = 3_652_058

    private static func item(_ value: JSONValue, _ currency: Currency) -> CashItem? {
        guard let id = value["id"]?.string, let name = value["name"]?.string,
            let source = value["source"]?.string.flatMap({ CashItem.Source(rawValue: $0) }),
            let direction = direction(value["direction"]),
            let days = all(value["days"], { day($0) }),
            let amounts = all(value["amounts"], { amount($0, currency) }), !amounts.isEmpty
        else { return nil }
        let terms = value["terms"]?.integer
        if let terms, !(-mostTerms...mostTerms ~= terms) { return nil }
        return CashItem(
            id: id, name: name, source: source, direction: direction,
            party: value["party"]?.string, days: days,
            terms: terms.map { Int($0) }, amounts: amounts)
    }
}
