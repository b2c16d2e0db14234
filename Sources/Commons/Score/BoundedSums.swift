import Insight

/// A group of twenty and more with how many of it are approved at least and at most: as far as its
/// share is told, or, where it is not, fewer than three or all but so few. A verdict that holds at
/// both ends gives nobody away: one more or less of the few changes nothing.
struct BoundedSums {
    private let value: String
    private let people: Int
    private let approved: ClosedRange<Int>
    private let isShown: Bool

    /// About groups that are large enough and not shown; nil where there are none.
    ///
    /// - Parameter shown: the groups that are, as they are.
    static func verdict(_ sums: [GroupSums], shown: [GroupSums]) -> FairnessReport.Verdict? {
        let groups = sums.compactMap { BoundedSums($0, isShown: shown.contains($0)) }.sorted {
            $0.people == $1.people ? $0.value < $1.value : $0.people > $1.people
        }
        let reference = groups.max { $0.surely < $1.surely }
        guard let reference, groups.count > 1, groups.contains(where: { !$0.isShown }) else {
            return nil
        }
        let verdicts = groups.filter { $0.value != reference.value }
            .filter { !$0.isShown || !reference.isShown }.map { $0.verdict(against: reference) }
        if verdicts.contains(.adverse) { return .adverse }
        return verdicts.contains(.unknown) ? .unknown : .fair
    }

    /// Nil for a group that is too small for a verdict.
    private init?(_ sums: GroupSums, isShown: Bool) {
        let people = Int(GroupSize.atLeast(sums.people))
        guard people >= FairnessReport.fewest else { return nil }
        value = sums.value
        self.people = people
        self.isShown = isShown
        let few = Int(GroupSize.fewestOfAKind) - 1
        if let told = CoarseSums(sums) {
            approved = told.approved...told.approved
        } else if sums.approved <= Int64(few) {
            approved = 0...few
        } else {
            approved = people - few...people
        }
    }

    /// The lower end of the share's interval, so that luck makes no group the one to compare with.
    private var surely: Double {
        ShareInterval(events: approved.lowerBound, rows: people)?.low ?? 0
    }

    /// Adverse if it is where this group is approved as often as can be, and the other as rarely;
    /// fair if it is the other way round.
    private func verdict(against other: BoundedSums) -> FairnessReport.Verdict {
        func verdict(_ own: Int, _ others: Int) -> AdverseImpactRatio.Verdict? {
            AdverseImpactRatio(
                approved: own, of: people, referenceApproved: others, of: other.people)?.verdict
        }
        if verdict(approved.upperBound, other.approved.lowerBound) == .adverse { return .adverse }
        let isFair = verdict(approved.lowerBound, other.approved.upperBound) == .fair
        return isFair ? .fair : .unknown
    }
}
