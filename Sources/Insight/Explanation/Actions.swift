/// What an applicant can change, and what each change does: found by trying, and scored again.
public struct Actions: Sendable {
    /// A feature that can be changed, to which values, and nothing else.
    public struct Changeable: Sendable {
        public let feature: Int
        /// In the order in which they are easier.
        public let values: [Double]

        public init(feature: Int, values: [Double]) {
            self.feature = feature
            self.values = values
        }
    }

    public struct Action: Equatable, Sendable {
        public let feature: Int
        public let from: Double
        public let to: Double
        /// The log-odds of bad of the whole changed row.
        public let logOdds: Double
    }

    public static let most = 3
    /// A change that lowers the log-odds of bad by less is not worth anybody's effort.
    static let leastGain = 0.05

    /// One action a feature, the one that gains most first. Of values that gain about the same,
    /// 90 % of the most, the easiest is named.
    public static func actions(
        _ row: [Double], changeable: [Changeable], logOdds: ([Double]) -> Double
    ) -> [Action] {
        let now = logOdds(row)
        var found: [Action] = []
        for item in changeable where row.indices.contains(item.feature) {
            let tries = item.values.filter { $0 != row[item.feature] }.map { value in
                var changed = row
                changed[item.feature] = value
                return Action(
                    feature: item.feature, from: row[item.feature], to: value,
                    logOdds: logOdds(changed))
            }
            guard let lowest = tries.map({ $0.logOdds }).min(), now - lowest >= leastGain,
                let easiest = tries.first(where: { now - $0.logOdds >= 0.9 * (now - lowest) })
            else { continue }
            found.append(easiest)
        }
        found.sort { ($0.logOdds, $0.feature) < ($1.logOdds, $1.feature) }
        return Array(found.prefix(most))
    }
}
