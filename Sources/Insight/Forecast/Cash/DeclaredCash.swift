import Ledger

/// Money that somebody declared, and what of the books it stands for: nothing is counted as
/// declared and as found, open or usual trade as well.
public struct DeclaredCash: Sendable {
    public var item: CashItem
    public var rhythm: CashRhythm
    /// The day on which it comes first, and last; open without.
    public var first: Day
    public var last: Day?
    /// The id of the found item that it replaces, where somebody said so.
    public var replaces: String?
    /// Letters of its name, as movements without a party are told apart; nil for none.
    public var key: String?
    /// Taxes and instalments: its party gets nothing else, whatever the amount.
    public var isAllOfParty: Bool
    /// When somebody said so.
    public var declaredAt: Instant
    /// Whether the days whose money the books have already are out.
    private var isNetted = false

    public init(
        _ item: CashItem, _ rhythm: CashRhythm, from first: Day, until last: Day? = nil,
        replaces: String? = nil, key: String? = nil, isAllOfParty: Bool = false,
        declaredAt: Instant
    ) {
        self.item = item
        self.rhythm = rhythm
        self.first = first
        self.last = last
        self.replaces = replaces
        self.key = key
        self.isAllOfParty = isAllOfParty
        self.declaredAt = declaredAt
    }

    /// The day from which on nothing of what it stands for is expected besides it.
    var start: Day { first.adding(days: -rhythm.reach) }

    /// Whether its first day is no further than one of its rhythm ahead, and within so many weeks,
    /// so that it and not trade tells what comes.
    func hasBegun(on today: Day, weeks: Int) -> Bool {
        first <= today.adding(days: min(rhythm.gaps.upperBound, 7 * weeks))
    }

    /// Whether it stands for what was found: by name, or because it is alike and returns as often.
    /// What comes once stands for nothing that returns.
    func stands(
        for found: CashItem, _ rhythm: CashRhythm, key: String, lastSeen: Day
    ) -> Bool {
        if self.rhythm != .once, replaces == found.id { return !isOver(on: lastSeen) }
        return self.rhythm.gaps.upperBound <= rhythm.gaps.upperBound
            && stands(
                for: found.expected, found.direction, party: found.party, key: key, on: lastSeen)
    }

    /// Whether a sum of the books is one of those that this returns with: of its party or its name,
    /// about as large, and not after its last day.
    func stands(
        for amount: Int64, _ direction: CashDirection, party: String?, key other: String?,
        on day: Day
    ) -> Bool {
        guard rhythm != .once, direction == item.direction, !isOver(on: day) else { return false }
        return isReplaced(party, other) || isOf(party, other) && takes(amount)
    }

    /// Whether the item that it replaces was all of a party's papers, or all of a wording.
    private func isReplaced(_ party: String?, _ key: String?) -> Bool {
        guard let replaces else { return false }
        let name = replaces.drop { $0 != ":" }.dropFirst()
        return key.map { name == $0 } ?? false || party.map { name == "paper:" + $0 } ?? false
    }

    private func isOf(_ party: String?, _ other: String?) -> Bool {
        party.map { $0 == item.party } ?? (item.party == nil && Self.names(key, within: other))
    }

    /// A party gets many taxes, of which one is paid once a year.
    private func takes(_ amount: Int64) -> Bool {
        isAllOfParty && rhythm != .yearly || isLike(amount)
    }

    private func isOver(on day: Day) -> Bool {
        last.map { day > $0.adding(days: rhythm.reach) } ?? false
    }

    /// Between half and double.
    private func isLike(_ amount: Int64) -> Bool {
        let (own, other) = (Int128(item.expected), Int128(amount))
        return own <= 2 * other && other <= 2 * own
    }

    /// All words of a name, of a wording that has more words or the same.
    private static func names(_ key: String?, within other: String?) -> Bool {
        guard let key, let other else { return false }
        let (words, all) = (key.split(separator: "-"), Set(other.split(separator: "-")))
        return !words.isEmpty && words.allSatisfy { all.contains($0) }
    }

    /// The same without the days whose money these books have already; those of one account alone,
    /// which see less, then take out no more.
    public func netted(by history: CashHistory, on today: Day) -> DeclaredCash {
        var netted = self
        netted.item = without(history, on: today)
        netted.isNetted = true
        return netted
    }

    /// Without the days whose money the books have already: a paper that falls due near the day, or
    /// money that moved near it. What had come when the plan was declared was known to whoever
    /// declared it, and is other money.
    func without(_ history: CashHistory, on today: Day) -> CashItem {
        guard !isNetted else { return item }
        var item = item
        func drop(near day: Day, within reach: Int) {
            let near = item.days.enumerated().min {
                abs($0.element.days(to: day)) < abs($1.element.days(to: day))
            }
            if let near, abs(near.element.days(to: day)) <= reach {
                item.days.remove(at: near.offset)
            }
        }
        for paper in history.papers
        where paper.party == item.party && paper.direction == item.direction
            && paper.voidAt == nil && takes(paper.cash(of: paper.amount))
            && (paper.due > today || paper.knownAt > declaredAt)
        {
            drop(near: paper.due, within: rhythm.reach)
        }
        let reach = rhythm == .once ? 7 : rhythm.reach
        for movement in history.lasting
        where movement.payment == nil && (movement.amount > 0) == (item.direction == .in)
            && (movement.day > today || movement.knownAt > declaredAt)
        {
            let amount = Int64(clamping: movement.amount.magnitude)
            if isOf(movement.party, movement.key), takes(amount) {
                drop(near: movement.day, within: reach)
            }
        }
        return item
    }
}

extension Int64 {
    /// The sum, held at the ends of what a number can be.
    func addingClamped(_ other: Int64) -> Int64 {
        let (sum, isBeyond) = addingReportingOverflow(other)
        return isBeyond ? (other > 0 ? .max : .min) : sum
    }
}
