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

    public init(
        _ item: CashItem, _ rhythm: CashRhythm, from first: Day, until last: Day? = nil,
        replaces: String? = nil, key: String? = nil, isAllOfParty: Bool = false
    ) {
        self.item = item
        self.rhythm = rhythm
        self.first = first
        self.last = last
        self.replaces = replaces
        self.key = key
        self.isAllOfParty = isAllOfParty
    }

    /// The day from which on nothing of what it stands for is expected besides it.
    var start: Day { first.adding(days: -reach) }

    /// Whether its first day is no further than one of its rhythm ahead, so that it and not trade
    /// tells what comes.
    func hasBegun(on today: Day) -> Bool {
        first <= today.adding(days: rhythm.gaps.upperBound)
    }

    /// Whether it stands for what was found, by name or because it is alike; what comes once stands
    /// for nothing that returns.
    func stands(for found: CashItem, key: String, lastSeen: Day) -> Bool {
        if rhythm != .once, replaces == found.id { return !isOver(on: lastSeen) }
        return stands(
            for: found.expected, found.direction, party: found.party, key: key, on: lastSeen)
    }

    /// Whether a sum of the books is one of those that this returns with: of its party or its name,
    /// about as large, and not after its last day.
    func stands(
        for amount: Int64, _ direction: CashDirection, party: String?, key other: String?,
        on day: Day
    ) -> Bool {
        guard rhythm != .once, direction == item.direction, !isOver(on: day) else { return false }
        if let party { return party == item.party && (isAllOfParty || isLike(amount)) }
        return item.party == nil && Self.names(key, within: other)
    }

    private func isOver(on day: Day) -> Bool {
        last.map { day > $0.adding(days: reach) } ?? false
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

    /// Without the days for which a paper of its party is there already: one day for each paper
    /// that falls due within half a rhythm of it and is about as large.
    func without(_ papers: [CashBasis.OpenPaper]) -> CashItem {
        var item = item
        for paper in papers
        where paper.party == item.party && paper.direction == item.direction
            && isLike(paper.amount)
        {
            let near = item.days.enumerated().min {
                abs($0.element.days(to: paper.due)) < abs($1.element.days(to: paper.due))
            }
            if let near, abs(near.element.days(to: paper.due)) <= reach {
                item.days.remove(at: near.offset)
            }
        }
        return item
    }

    /// How far from its day a paper may fall due that is the same money.
    private var reach: Int {
        switch rhythm {
        case .once, .quarterly, .yearly: 31
        case .monthly: 15
        case .fortnightly: 7
        case .weekly: 3
        }
    }
}

extension Int64 {
    /// The sum, held at the ends of what a number can be.
    func addingClamped(_ other: Int64) -> Int64 {
        let (sum, isBeyond) = addingReportingOverflow(other)
        return isBeyond ? (other > 0 ? .max : .min) : sum
    }
}
