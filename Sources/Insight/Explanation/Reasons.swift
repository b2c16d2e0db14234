import Wire

/// Why a score is not better: at most four causes, most adverse first. Features that move together
/// are one cause, named by the one that weighs most in it; protected ones are never named. What one
/// of them brings hides nothing of what another costs.
public struct Reasons: Sendable {
    public struct Reason: Equatable, Sendable {
        public let feature: Int
        /// What the features of its group that cost add to the log-odds of bad; above zero.
        public let logOdds: Double
    }

    public static let most = 4
    /// A cause below this share of the largest one is no cause.
    static let leastShare = 0.02

    /// By feature: its group.
    private let groups: [Int]
    private let isProtected: [Bool]

    /// `groups` as `CorrelatedGroups` makes them.
    public init(groups: [Int], protected: Set<Int> = []) {
        self.groups = groups
        isProtected = groups.indices.map { protected.contains($0) }
    }

    /// By feature: its group as a model's card names it; each its own where the card names none,
    /// or anything but one group from 0 to `count` - 1 for each of `count` features.
    public static func groups(card: JSONValue?, count: Int) -> [Int] {
        let own = Array(0..<count)
        guard let list = card?["groups"]?.array, list.count == count else { return own }
        var groups: [Int] = []
        for item in list {
            guard let number = item.integer, 0..<Int64(count) ~= number else { return own }
            groups.append(Int(number))
        }
        return groups
    }

    /// `contributions`: by feature, what it adds to the log-odds of bad. Ties go to the feature
    /// that comes first, so that the order never depends on anything else.
    public func reasons(_ contributions: some Sequence<Double>) -> [Reason] {
        var sums = [Double](repeating: 0, count: (groups.max() ?? -1) + 1)
        var largest = [(feature: Int, value: Double)?](repeating: nil, count: sums.count)
        for (feature, value) in zip(groups.indices, contributions) where !isProtected[feature] {
            let group = groups[feature]
            sums[group] += max(0, value)
            if value > (largest[group]?.value ?? -.infinity) { largest[group] = (feature, value) }
        }
        var found: [Reason] = []
        for (sum, top) in zip(sums, largest) {
            if let top, sum > 0 { found.append(Reason(feature: top.feature, logOdds: sum)) }
        }
        found.sort { ($1.logOdds, $0.feature) < ($0.logOdds, $1.feature) }
        let least = (found.first?.logOdds ?? 0) * Self.leastShare
        return Array(found.prefix(Self.most).filter { $0.logOdds >= least })
    }
}
