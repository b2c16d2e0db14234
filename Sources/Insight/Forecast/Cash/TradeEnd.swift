import Ledger

/// Up to which day the books tell of trade as it was, and of papers.
struct TradeEnd {
    /// The last day whose trade is booked whole: weeks of the past end with it.
    private(set) var day: Day
    /// The day until whose end papers are known that a week's trade is held against.
    private(set) var known: Day
    /// Whether the days after it have brought nothing for longer than this trade is ever silent:
    /// they are not booked yet.
    private(set) var isBehind = false

    /// A longer silence is no lag of the books: nothing was sold.
    private static let longest = CashEntering.longest
    /// Days before the silence of which the others are looked at, how many there must be, and of
    /// how many one may be as long.
    private static let looked = 182
    private static let fewest = 8
    private static let longOneIn = 50

    /// All that is known of `day`.
    init(_ day: Day) {
        self.day = day
        known = day
    }

    /// - Parameters:
    ///   - today: the last day of what is known.
    ///   - isOver: whether that day is past, so that nothing more of it will be booked.
    ///   - lag: days after its own on which a paper is usually entered.
    init(
        _ flows: [TradeFlow], on today: Day, isOver: Bool, papers: [CashHistory.Paper], lag: Int
    ) {
        let over = isOver ? today : today.adding(days: -1)
        self.init(over)
        if let last = Self.lastBooked(flows, on: today, over) {
            day = last
            isBehind = true
        }
        let announced = papers.map { $0.announced }.filter { $0 <= today }.max() ?? day
        known = min(max(day.adding(days: lag), announced), today)
    }

    /// Nil where trade is silent for no longer than it is now and then.
    private static func lastBooked(_ flows: [TradeFlow], on today: Day, _ over: Day) -> Day? {
        let booked = Set(flows.map { $0.day }.filter { $0 <= today }).sorted()
        guard let last = booked.last, last < over, last.days(to: over) <= longest
        else { return nil }
        let recent = booked.filter { $0.days(to: last) <= looked }
        let open = openDays(recent)
        func silence(from day: Day, before next: Day) -> Int {
            (1..<day.days(to: next)).count { open.contains(day.adding(days: $0).weekday) }
        }
        let now = silence(from: last, before: over.adding(days: 1))
        let others = zip(recent, recent.dropFirst()).map { silence(from: $0, before: $1) }
        let long = others.count { $0 >= now }
        guard now > 0, others.count >= fewest, long * longOneIn <= others.count
        else { return nil }
        return last
    }

    /// Days of the week on which more often than not something is sold or bought; a silence is as
    /// long as the number of these. All of them, where there is none.
    private static func openDays(_ booked: [Day]) -> Set<Weekday> {
        guard let first = booked.first, let last = booked.last else { return [] }
        var counts: [Weekday: Int] = [:]
        for day in booked { counts[day.weekday, default: 0] += 1 }
        let weeks = first.days(to: last) / 7 + 1
        let open = Weekday.allCases.filter { (counts[$0] ?? 0) * 2 > weeks }
        return Set(open.isEmpty ? Weekday.allCases : open)
    }
}
