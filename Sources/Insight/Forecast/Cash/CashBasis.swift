import Ledger

/// All that a cash forecast rests on, small enough to be sent to a phone: with it the same
/// forecast, and any "what if", is computed anywhere without the books.
public struct CashBasis: Sendable, Equatable {
    /// An open paper and what is left of it, as money.
    public struct OpenPaper: Sendable, Equatable {
        public var id: String
        public var number: String
        public var party: String
        public var direction: CashDirection
        public var due: Day
        public var amount: Int64
        /// Which of `habits` its payer has.
        public var habit: Int
    }

    public struct Habit: Sendable, Equatable {
        public var direction: CashDirection
        public var party: String
        public var curve: LatenessCurve
    }

    public struct Party: Sendable, Equatable {
        public var id: String
        public var name: String
    }

    /// What a forecast could not take in.
    public enum Gap: String, Sendable, CaseIterable {
        /// The books are too young for a forecast of coming trade.
        case tradeUnknown = "trade_unknown"
        /// Nobody has declared what tax falls due.
        case taxesUndeclared = "taxes_undeclared"
        /// Nobody has declared instalments of loans.
        case loansUndeclared = "loans_undeclared"
        /// One account's forecast: a plan of these weeks names no account, so that it counts in no
        /// account alone.
        case plansLeftOut = "plans_left_out"
        /// Trade of the days after `bookedUntil` seems not to be booked yet: what such days usually
        /// bring is expected in the first week.
        case notBooked = "not_booked"
        /// No earlier date could be tried, so that the band is as wide as the model alone says.
        case doubtUntried = "doubt_untried"
    }

    public var currency: Currency
    /// The last day of what is known; the first week begins on the next.
    public var asOf: Day
    public var weeks: Int
    /// What lay on the accounts at the end of `asOf`.
    public var opening: Int64
    public var seed: UInt64
    public var papers: [OpenPaper]
    public var habits: [Habit]
    public var items: [CashItem]
    public var parties: [Party]
    public var trade: FutureTrade
    /// What all of these do not doubt and the books' own past does: half of an 80 % band for the
    /// balance at the end of each week, in minor units; none where the past is too short.
    public var doubt: [Int64]
    public var gaps: [Gap]
    /// The last day with booked trade, where those after it seem not to be booked yet.
    public var bookedUntil: Day?

    public static let weeksAllowed = 1...26

    public var end: Day { asOf.adding(days: 7 * weeks) }
}

extension CashBasis {
    /// From the books as `history` has them.
    ///
    /// - Parameters:
    ///   - asOf: the last day whose movements count.
    ///   - weeks: of the forecast, within `weeksAllowed`.
    ///   - isOver: whether `asOf` is past; of a day that is not, more will be booked.
    ///   - days: as they are counted where the books are kept.
    public init(
        _ history: CashHistory, asOf: Day, weeks: Int, seed: UInt64 = 1, isOver: Bool = true,
        days: CashDays = .utc
    ) {
        var past = CashPast(weeks: weeks, days: days)
        self.init(history, asOf: asOf, weeks: weeks, seed: seed, isOver: isOver, past: &past)
    }

    /// - Parameter past: what earlier forecasts of the same books said.
    init(
        _ history: CashHistory, asOf: Day, weeks: Int, seed: UInt64 = 1, isOver: Bool = true,
        past: inout CashPast
    ) {
        let seen = past.seen(history)
        self.init(
            plain: seen.history, asOf: asOf, weeks: weeks, seed: seed, isOver: isOver,
            lag: seen.entering.papers)
        let whole = bookedUntil ?? (isOver ? asOf : asOf.adding(days: -1))
        doubt = CashDoubt.halves(
            &past, of: seen, on: asOf, until: whole, now: CashPast.bands(of: self))
        if doubt.isEmpty, !gaps.contains(.tradeUnknown) { gaps.append(.doubtUntried) }
    }

    /// Without what the books' own past says of such forecasts.
    ///
    /// - Parameters:
    ///   - lag: days after its own on which a paper is usually entered.
    ///   - courses: the most that tell of the doubt of trade.
    init(
        plain history: CashHistory, asOf: Day, weeks: Int, seed: UInt64, isOver: Bool = true,
        lag: Int = 0, courses: Int = FutureTrade.mostCourses
    ) {
        currency = history.currency
        self.asOf = asOf
        self.weeks = weeks
        self.seed = seed
        opening = history.balance(on: asOf)
        let end = asOf.adding(days: 7 * weeks)
        let recurring = RecurringCash(history, on: asOf, until: end)
        items = recurring.items + Self.announced(history, after: asOf)
        let flows = TradeFlow.all(
            recurring.left(of: history), without: recurring, on: asOf, weeks: weeks)
        let whole = TradeEnd(
            flows, on: asOf, isOver: isOver, papers: history.papers, lag: lag)
        trade = FutureTrade(flows, on: asOf, until: whole, weeks: weeks, most: courses)
        bookedUntil = whole.isBehind && !trade.isEmpty ? whole.day : nil
        doubt = []
        papers = []
        habits = []
        parties = []
        // Where all recurs there is no trade to come, and nothing is unknown.
        let isUnknown = trade.isEmpty && (!flows.isEmpty || history.isYoung(on: asOf))
        gaps = (isUnknown ? [.tradeUnknown] : []) + (bookedUntil == nil ? [] : [.notBooked])
        let known = PaymentHabits(history, on: asOf)
        open(history, known)
        items = (history.declared.map { $0.without(history, on: asOf) } + items)
            .filter { $0.days.contains { $0 <= end } }
        takeHabits(of: items, known)
        nameParties(history)
    }

    /// Movements that are booked for days to come, those too that are undone or undo something: the
    /// other of the two may lie in the opening balance.
    private static func announced(_ history: CashHistory, after day: Day) -> [CashItem] {
        let coming = history.movements.filter { $0.day > day && $0.amount != 0 }
        let idle = undoneAtOnce(coming)
        let moving = coming.filter { $0.entry.map { !idle.contains($0) } ?? true }
        return moving.enumerated().map { item in
            CashItem(
                id: "booked:" + String(item.offset), name: item.element.name, source: .found,
                direction: item.element.amount > 0 ? .in : .out, party: item.element.party,
                days: [item.element.day], amounts: [Int64(clamping: item.element.amount.magnitude)])
        }
    }

    /// Entries that another of the same day takes back whole, and those others: together they move
    /// nothing on any day.
    private static func undoneAtOnce(_ movements: [CashHistory.Movement]) -> Set<String> {
        var entries: [String: CashHistory.Movement] = [:]
        for movement in movements {
            if let entry = movement.entry { entries[entry] = movement }
        }
        var idle: Set<String> = []
        for movement in movements {
            guard let entry = movement.entry, let undone = movement.undoes.flatMap({ entries[$0] }),
                undone.day == movement.day, undone.amount == -movement.amount,
                !idle.contains(entry), let other = undone.entry, !idle.contains(other)
            else { continue }
            idle.formUnion([entry, other])
        }
        return idle
    }

    private mutating func open(_ history: CashHistory, _ known: PaymentHabits) {
        var settled: [String: Int64] = [:]
        for settling in history.settlings { settled[settling.paper, default: 0] += settling.amount }
        var advances = Self.advances(history)
        let waiting = history.papers.filter { $0.voidAt == nil && !$0.isElsewhere }
            .sorted { ($0.due, $0.id) < ($1.due, $1.id) }
        for paper in waiting {
            var left = paper.cash(of: paper.amount - (settled[paper.id] ?? 0))
            // An advance that settles nothing yet will settle the oldest paper.
            let key = PaymentHabits.Key(direction: paper.direction, party: paper.party)
            let used = min(advances[key] ?? 0, max(left, 0))
            advances[key, default: 0] -= used
            left -= used
            guard left > 0 else { continue }
            let curve = known.curve(
                of: paper.party, paper.direction, terms: paper.day.days(to: paper.due))
            papers.append(
                OpenPaper(
                    id: paper.id, number: paper.number, party: paper.party,
                    direction: paper.direction, due: paper.due, amount: left,
                    habit: habit(curve, paper.direction, paper.party)))
        }
    }

    private mutating func takeHabits(of items: [CashItem], _ known: PaymentHabits) {
        for item in items {
            guard let party = item.party, let terms = item.terms else { continue }
            let curve = known.curve(of: party, item.direction, terms: terms)
            _ = habit(curve, item.direction, party)
        }
    }

    /// Payments less what they settled, by party.
    private static func advances(_ history: CashHistory) -> [PaymentHabits.Key: Int64] {
        let refunds = Set(history.settlings.compactMap { $0.refund })
        var settled = history.givenBack
        for settling in history.settlings where settling.refund == nil {
            if let payment = settling.payment { settled[payment, default: 0] += settling.amount }
        }
        var paid: [String: Int64] = [:]
        var whose: [String: String] = [:]
        for movement in history.movements {
            guard let payment = movement.payment, let party = movement.party,
                !refunds.contains(payment)
            else { continue }
            paid[payment, default: 0] += movement.amount
            whose[payment] = party
        }
        var left: [PaymentHabits.Key: Int64] = [:]
        for (payment, amount) in paid {
            guard let party = whose[payment], amount != 0 else { continue }
            let rest = Int64(clamping: amount.magnitude) - (settled[payment] ?? 0)
            guard rest > 0 else { continue }
            left[.init(direction: amount > 0 ? .in : .out, party: party), default: 0] += rest
        }
        return left
    }

    private mutating func habit(
        _ curve: LatenessCurve, _ direction: CashDirection, _ party: String
    ) -> Int {
        let found = habits.firstIndex { $0.direction == direction && $0.party == party }
        if let found { return found }
        habits.append(Habit(direction: direction, party: party, curve: curve))
        return habits.count - 1
    }

    private mutating func nameParties(_ history: CashHistory) {
        let spoken = Set(habits.map { $0.party } + items.compactMap { $0.party })
        parties = spoken.sorted().map { Party(id: $0, name: history.names[$0] ?? "") }
    }

    func habit(of item: CashItem) -> LatenessCurve? {
        guard let party = item.party, item.terms != nil else { return nil }
        return habits.first { $0.direction == item.direction && $0.party == party }?.curve
    }
}
