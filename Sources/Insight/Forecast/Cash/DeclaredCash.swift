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
        for found: CashItem, _ rhythm: CashRhythm, _ name: CashName, lastSeen: Day
    ) -> Bool {
        if self.rhythm != .once, replaces == found.id { return !isOver(on: lastSeen) }
        return self.rhythm.gaps.upperBound <= rhythm.gaps.upperBound
            && stands(for: found.expected, found.direction, name, on: lastSeen)
    }

    /// Whether a sum of the books is one of those that this returns with: of its party or its name,
    /// about as large, and not after its last day.
    func stands(
        for amount: Int64, _ direction: CashDirection, _ name: CashName, on day: Day
    ) -> Bool {
        guard rhythm != .once, direction == item.direction, !isOver(on: day) else { return false }
        if isReplaced(name) { return true }
        return switch fit(name) {
        case .none: false
        case .inPart: isLike(amount)
        case .wholly: isAnyAmount || isLike(amount)
        }
    }

    /// Whether the item that it replaces was all of a party's papers or payments, or of a wording.
    private func isReplaced(_ name: CashName) -> Bool {
        guard let replaces else { return false }
        let own = replaces.drop { $0 != ":" }.dropFirst()
        return name.key.map { own == $0 } ?? false
            || name.party.map { own == "paper:" + $0 || own == "payment:" + $0 } ?? false
    }

    private func fit(_ name: CashName) -> CashName.Fit {
        guard let party = item.party else { return name.fit(key) }
        return name.party == party ? .wholly : .none
    }

    /// A party gets many taxes, of which one is paid once a year.
    private var isAnyAmount: Bool { isAllOfParty && rhythm != .yearly }

    /// Whether a sum near one of its days is that day's. Taxes and instalments may turn out larger
    /// than was declared, but a small bill or a fee of the same party is none of them.
    private func isMet(by amount: Int64, _ name: CashName) -> Bool {
        switch fit(name) {
        case .none: false
        case .inPart: isLike(amount)
        case .wholly: isLike(amount) || isAnyAmount && amount >= item.expected
        }
    }

    private func isOver(on day: Day) -> Bool {
        last.map { day > $0.adding(days: rhythm.reach) } ?? false
    }

    /// Between half and double.
    private func isLike(_ amount: Int64) -> Bool {
        let (own, other) = (Int128(item.expected), Int128(amount))
        return own <= 2 * other && other <= 2 * own
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
        where paper.direction == item.direction && paper.voidAt == nil
            && isMet(by: paper.cash(of: paper.amount), history.name(of: paper))
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
            if isMet(by: amount, history.name(of: movement)) {
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
