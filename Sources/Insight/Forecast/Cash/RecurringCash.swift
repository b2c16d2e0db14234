import Ledger

/// What recurs in the books by itself: papers of one party, its payments that settle none, or
/// movements with one wording, in one rhythm and of amounts that `RecurringAmounts` knows.
struct RecurringCash {
    private(set) var items: [CashItem] = []
    /// What belongs to an item and is therefore no trade.
    private(set) var papers: Set<String> = []
    private(set) var movements: Set<String> = []

    /// Whatever recurs beyond the largest of them stays in trade.
    private static let mostItems = 60

    init(_ history: CashHistory, on today: Day, until end: Day) {
        // From its first day on a plan replaces what was found, which is no trade all the same.
        var own: [Found] = []
        var replaced: [CashItem] = []
        for one in Self.found(history, on: today, until: end) {
            guard let start = one.replacedFrom(in: history) else {
                own.append(one)
                continue
            }
            claim(one)
            for var item in one.items {
                item.days.removeAll { $0 >= start }
                if !item.days.isEmpty { replaced.append(item) }
            }
        }
        let kept = own.sorted { ($1.weight, $0.item.id) < ($0.weight, $1.item.id) }
            .prefix(Self.mostItems)
        for one in kept { claim(one) }
        items = (kept.flatMap { $0.items } + replaced).sorted {
            ($0.id, $0.days.count) < ($1.id, $1.days.count)
        }
    }

    /// All that recurs, whatever was declared and however much it is.
    fileprivate static func found(
        _ history: CashHistory, on today: Day, until end: Day
    ) -> [Found] {
        CashDirection.allCases.flatMap { direction in
            let papers = paperGroups(history, direction).compactMap {
                found($0, direction, isPaper: true, on: today, until: end)
            }
            return papers + movementGroups(history, direction).compactMap {
                found($0, direction, isPaper: false, on: today, until: end)
            }
        }
    }

    private mutating func claim(_ found: Found) {
        let ids = found.events.map { $0.id }
        if found.isPaper { papers.formUnion(ids) } else { movements.formUnion(ids) }
    }

    /// An item with what it was found in.
    fileprivate struct Found {
        var item: CashItem
        /// Days of it that bring another amount, of the same id.
        var besides: [CashItem]
        var rhythm: CashRhythm
        var name: CashName
        var events: [Event]
        var isPaper: Bool

        var items: [CashItem] { [item] + besides }

        /// All that it moves within the forecast.
        var weight: Int128 { Int128(item.expected) * Int128(max(item.days.count, 1)) }

        /// The day from which on what was declared stands for it; nil where nothing does.
        func replacedFrom(in history: CashHistory) -> Day? {
            guard let lastSeen = events.last?.day else { return nil }
            return history.declared
                .filter { $0.stands(for: item, rhythm, name, lastSeen: lastSeen) }
                .map { $0.start }.min()
        }
    }

    /// How a movement is named in `movements`.
    static func mark(_ movement: CashHistory.Movement) -> String {
        (movement.amount > 0 ? "in:" : "out:") + movement.key
    }

    private static func mark(payment: String) -> String { "payment:" + payment }

    /// The same books without the payments that are items, of which nothing is trade.
    func left(of history: CashHistory) -> CashHistory {
        var left = history
        left.movements.removeAll { movement in
            movement.payment.map { movements.contains(Self.mark(payment: $0)) } ?? false
        }
        return left
    }

    struct Event {
        var id: String
        var day: Day
        var amount: Int64
        var terms: Int?
    }

    private struct Group {
        var key: String
        var name: String
        var party: String?
        /// What its sums are called, in words.
        var wordings: [String]
        var events: [Event]
    }

    private static func paperGroups(
        _ history: CashHistory, _ direction: CashDirection
    ) -> [Group] {
        var events: [String: [Event]] = [:]
        for paper in history.papers
        where paper.direction == direction && paper.voidAt == nil && !paper.isElsewhere {
            events[paper.party, default: []].append(
                Event(
                    id: paper.id, day: paper.day, amount: paper.cash(of: paper.amount),
                    terms: paper.day.days(to: paper.due)))
        }
        return events.keys.sorted().flatMap { party -> [Group] in
            let whole = Group(
                key: "paper:" + party, name: history.names[party] ?? "", party: party,
                wordings: history.wordings(of: party),
                events: events[party]?.sorted { ($0.day, $0.id) < ($1.day, $1.id) } ?? [])
            return rhythm(of: whole.events) == nil ? sameAmounts(whole) : [whole]
        }
    }

    private static func movementGroups(
        _ history: CashHistory, _ direction: CashDirection
    ) -> [Group] {
        var groups: [String: Group] = [:]
        let onAccount = history.onAccount
        for movement in history.lasting where (movement.amount > 0) == (direction == .in) {
            var (key, id, name) = (movement.key, mark(movement), movement.name)
            if let payment = movement.payment {
                guard let party = movement.party, onAccount.contains(payment) else { continue }
                (key, id) = ("payment:" + party, mark(payment: payment))
                name = history.names[party] ?? name
            }
            groups[
                key,
                default: Group(
                    key: key, name: name, party: movement.party,
                    wordings: history.name(of: movement).wordings, events: [])
            ].events.append(
                Event(
                    id: id, day: movement.day,
                    amount: Int64(clamping: movement.amount.magnitude)))
        }
        return groups.keys.sorted().compactMap { groups[$0] }
    }

    /// A subscription among other papers of the same party shows by its equal amounts.
    private static func sameAmounts(_ group: Group) -> [Group] {
        var events: [Int64: [Event]] = [:]
        for event in group.events { events[event.amount, default: []].append(event) }
        return events.keys.sorted().compactMap { amount -> Group? in
            guard let own = events[amount], own.count >= 3 else { return nil }
            return Group(
                key: group.key + ":" + String(amount), name: group.name, party: group.party,
                wordings: group.wordings, events: own)
        }
    }

    private static func found(
        _ group: Group, _ direction: CashDirection, isPaper: Bool, on today: Day, until end: Day
    ) -> Found? {
        guard let rhythm = rhythm(of: group.events), let last = group.events.last,
            last.day.days(to: today) <= rhythm.gaps.upperBound + 7,
            let amounts = RecurringAmounts(group.events, rhythm, isPaper: isPaper)
        else { return nil }
        let recent = group.events.suffix(8)
        let days = coming(after: recent.map { $0.day }, rhythm, on: today, until: end)
        let item = CashItem(
            id: direction.rawValue + ":" + group.key, name: group.name, source: .found,
            direction: direction, party: group.party,
            days: days.filter { amounts.yearly[$0.month] == nil },
            terms: last.terms.map { _ in median(recent.compactMap { $0.terms }) },
            amounts: amounts.usual)
        let besides = amounts.yearly.keys.sorted().compactMap { month -> CashItem? in
            var other = item
            other.days = days.filter { $0.month == month }
            other.amounts = amounts.yearly[month].map { [$0] } ?? []
            return other.days.isEmpty ? nil : other
        }
        return Found(
            item: item, besides: besides, rhythm: rhythm,
            name: CashName(party: group.party, key: group.key, wordings: group.wordings),
            events: group.events, isPaper: isPaper)
    }

    /// The rhythm that at least four of five gaps keep.
    private static func rhythm(of events: [Event]) -> CashRhythm? {
        let recent = Array(events.suffix(13))
        guard recent.count >= 2 else { return nil }
        let gaps = zip(recent.dropFirst(), recent).map { $1.day.days(to: $0.day) }
        let middle = median(gaps)
        return CashRhythm.allCases.first { rhythm in
            rhythm != .once && events.count >= rhythm.least && rhythm.gaps ~= middle
                && gaps.filter { rhythm.gaps ~= $0 }.count * 5 >= gaps.count * 4
        }
    }

    /// What is late already is expected tomorrow, once: who left out two does not bring both.
    private static func coming(
        after days: [Day], _ rhythm: CashRhythm, on today: Day, until end: Day
    ) -> [Day] {
        // Entries may be booked for days that lie beyond the forecast.
        guard let last = days.last, last <= end else { return [] }
        let usual = median(days.map { $0.day })
        var start = last
        if rhythm != .weekly, rhythm != .fortnightly {
            let length = Day.length(ofMonth: last.month, year: last.year)
            start = Day(year: last.year, month: last.month, day: min(usual, length)) ?? last
        }
        // The last one may have come before its day: December's wages before the feast.
        let days = rhythm.days(from: start, within: last...end)
            .filter { $0 > last.adding(days: rhythm.reach) }
        let coming = days.filter { $0 > today }
        return (coming.count < days.count ? [today.adding(days: 1)] : []) + coming
    }

    private static func median<Number: Comparable>(_ values: [Number]) -> Number {
        values.sorted()[values.count / 2]
    }
}

extension CashHistory {
    /// All items that recur, as a forecast made on `day` names them: what a plan may replace.
    public func recurring(on day: Day) -> [CashItem] {
        let end = day.adding(days: 7 * CashBasis.weeksAllowed.upperBound)
        return RecurringCash.found(self, on: day, until: end).map { $0.item }
    }
}
