import Insight
import Ledger

/// Decisions by group of one protected attribute, so coarsely that nobody is told apart: how many
/// there are is a step of `GroupSize`, shares are rounded, a group of fewer than ten businesses or
/// people is not shown, nor one of which fewer than three were approved or fewer than three were
/// not. Ratios and intervals follow from what is shown and from nothing else, and the verdict about
/// groups that are not shown from no more than `BoundedSums` has.
public struct FairnessReport: Codable, Sendable {
    public enum Verdict: String, Codable, Sendable, CaseIterable { case fair, adverse, unknown }

    public struct Group: Codable, Sendable {
        public let value: String
        /// So many businesses or people at least: 10, 20, 30, 60, 100, 200 and so on.
        public let people: Int64
        /// Of them the share that was approved.
        public let approved: Double
        /// Of the good the share that was not approved; absent where too few outcomes are known.
        public let goodDeclined: Double?
        /// Of the bad the share that was approved; absent where too few outcomes are known.
        public let badApproved: Double?
        /// How often it is approved for each time that the reference is; absent for the reference.
        public let impact: Double?
        public let impactLow: Double?
        public let impactHigh: Double?
        public let verdict: Verdict?
    }

    public let attribute: String
    /// The group that is approved most often; the others are compared with it.
    public let reference: String?
    public let groups: [Group]
    /// About groups of twenty and more where one is not shown by itself, as fewer than three of it
    /// were approved or were not, or as it hides a small one: whether one is approved much less
    /// often than another. Absent where all are shown.
    public let unshown: Verdict?

    /// Fewer businesses or people in a group are too few for a verdict.
    static let fewest = PopulationStability.fewest
}

/// How many there are in a group, as far as it is told.
enum GroupSize {
    static let fewest: Int64 = 10
    private static let steps: [Int64] = [10, 20, 30, 60, 100, 200, 300, 600]

    /// The step below, up to ten times 600; 0 for fewer than ten.
    static func atLeast(_ people: Int64) -> Int64 {
        (steps + steps.map { $0 * 10 }).last { $0 <= people } ?? 0
    }

    static let fewestOfAKind: Int64 = 3

    /// Steps of 0.2, 0.5, 1, 2 and 5 per cent in a whole.
    private static let parts: [Int64] = [500, 200, 100, 50, 20]

    /// Into how many steps a whole of so many is cut: into the most of which each is three people
    /// at least, so that one more or less of them moves a share seldom. Few people have large
    /// steps, many have fine ones, in which rare approvals can be compared too.
    private static func steps(of people: Int64) -> Double {
        if let fine = parts.first(where: { $0 * fewestOfAKind <= people }) { return Double(fine) }
        return 20 / Double((fewestOfAKind * 20 + people - 1) / people)
    }

    /// The share of a part, rounded; nil where it would tell somebody apart.
    static func share(_ part: Int64, of whole: Int64) -> Double? {
        let people = atLeast(whole)
        guard people > 0, min(part, whole - part) >= fewestOfAKind else { return nil }
        let steps = steps(of: people)
        return min(1, (Double(part) / Double(whole) * steps).rounded() / steps)
    }
}

/// The sums of one group, each business or person once.
struct GroupSums: Equatable, Sendable {
    var value: String
    var people: Int64 = 0
    var approved: Int64 = 0
    /// Of the approved whose outcome is known.
    var outcomes: Int64 = 0
    var bad: Int64 = 0
    /// Of those who were not approved, or only on worse terms, whose outcome is known.
    var declinedOutcomes: Int64 = 0
    var declinedBad: Int64 = 0

    /// Somebody who was not counted before.
    mutating func add(isApproved: Bool, isBad: Bool?) {
        people += 1
        approved += isApproved ? 1 : 0
        guard let isBad else { return }
        outcomes += isApproved ? 1 : 0
        bad += isApproved && isBad ? 1 : 0
        declinedOutcomes += isApproved ? 0 : 1
        declinedBad += !isApproved && isBad ? 1 : 0
    }

    /// Whether enough of a kind are in it.
    fileprivate var isShown: Bool { GroupSize.share(approved, of: people) != nil }

    fileprivate static func + (left: GroupSums, right: GroupSums) -> GroupSums {
        GroupSums(
            value: left.value, people: left.people + right.people,
            approved: left.approved + right.approved, outcomes: left.outcomes + right.outcomes,
            bad: left.bad + right.bad,
            declinedOutcomes: left.declinedOutcomes + right.declinedOutcomes,
            declinedBad: left.declinedBad + right.declinedBad)
    }
}

extension FairnessReport {
    /// What groups that are too small to be shown are called together.
    static let joint = "other"

    init(attribute: String, sums: [GroupSums]) {
        let kept = Self.shown(sums)
        let shown = kept.compactMap(CoarseSums.init).sorted {
            $0.people == $1.people ? $0.value < $1.value : $0.people > $1.people
        }
        let reference = Self.reference(of: shown)
        self.init(
            attribute: attribute, reference: reference?.value,
            groups: shown.map { Group($0, against: reference) },
            unshown: BoundedSums.verdict(sums, shown: kept))
    }

    /// Whether a group is approved so much less often that it is no accident.
    var isAdverse: Bool {
        unshown == .adverse || groups.contains { $0.verdict == .adverse }
    }

    /// Whether it cannot be said of groups that are large enough.
    var isUnsaid: Bool { !isAdverse && unshown == .unknown }

    /// Groups that are large enough, and of which the interval holds four fifths all the same: more
    /// decisions will tell.
    var unclear: [Group] {
        guard let other = groups.first(where: { $0.value == reference }),
            other.people >= Int64(Self.fewest)
        else { return [] }
        return groups.filter {
            $0.verdict == .unknown && $0.impact != nil && $0.people >= Int64(Self.fewest)
        }
    }

    var isUnclear: Bool { !unclear.isEmpty }

    /// Whether a verdict was given about any group.
    var isTold: Bool {
        unshown == .fair || unshown == .adverse
            || groups.contains { $0.verdict == .fair || $0.verdict == .adverse }
    }

    /// Whether there was nothing to compare.
    var isTooFew: Bool { groups.count < 2 && unshown == nil }

    /// The group with the highest share approved (29 CFR 1607.4 D). The lower ends of the shares'
    /// intervals decide, so that a small group that was lucky hides nobody; where no group is of
    /// enough businesses or people it is the largest.
    private static func reference(of groups: [CoarseSums]) -> CoarseSums? {
        func surely(_ group: CoarseSums) -> Double {
            ShareInterval(events: group.approved, rows: group.people)?.low ?? 0
        }
        return groups.filter { $0.people >= fewest }
            .max { surely($0) < surely($1) } ?? groups.first
    }

    /// Small groups become one, with whoever is called so already. Where that is still too small
    /// it is left out; if it is one group alone the smallest of the others is left out as well:
    /// who knows all decisions could take the others away from them.
    private static func shown(_ sums: [GroupSums]) -> [GroupSums] {
        let isSmall = { (group: GroupSums) in !group.isShown }
        let kept = sums.filter { $0.people > 0 }
        guard kept.contains(where: isSmall) else { return kept }
        let apart = kept.filter { !isSmall($0) && $0.value != joint }
        let small = kept.filter { isSmall($0) || $0.value == joint }
        let rest = small.reduce(GroupSums(value: joint)) { $0 + $1 }
        if rest.isShown { return apart + [rest] }
        guard small.count == 1 else { return apart }
        let next = apart.min { ($0.people, $1.value) < ($1.people, $0.value) }
        return apart.filter { $0 != next }
    }
}

/// What is told of a group's sums; nil where it is not shown.
struct CoarseSums: Equatable {
    let value: String
    let people: Int
    let share: Double
    let goodDeclined: Double?
    let badApproved: Double?

    init?(_ sums: GroupSums) {
        guard let share = GroupSize.share(sums.approved, of: sums.people) else { return nil }
        value = sums.value
        people = Int(GroupSize.atLeast(sums.people))
        self.share = share
        let goodDeclined = sums.declinedOutcomes - sums.declinedBad
        self.goodDeclined = GroupSize.share(
            goodDeclined, of: goodDeclined + sums.outcomes - sums.bad)
        badApproved = GroupSize.share(sums.bad, of: sums.bad + sums.declinedBad)
    }

    /// Of `people`, as the rounded share has it.
    var approved: Int { min(people, Int((share * Double(people)).rounded())) }
}

extension FairnessReport.Group {
    fileprivate init(_ sums: CoarseSums, against reference: CoarseSums?) {
        let isReference = sums == reference
        let ratio =
            isReference
            ? nil
            : reference.flatMap {
                AdverseImpactRatio(
                    approved: sums.approved, of: sums.people, referenceApproved: $0.approved,
                    of: $0.people)
            }
        let verdict: FairnessReport.Verdict? =
            switch ratio?.verdict {
            case .fair: .fair
            case .adverse: .adverse
            case .unknown: .unknown
            case nil: isReference ? nil : .unknown
            }
        self.init(
            value: sums.value, people: Int64(sums.people), approved: sums.share,
            goodDeclined: sums.goodDeclined, badApproved: sums.badApproved, impact: ratio?.ratio,
            impactLow: ratio?.low, impactHigh: ratio?.high, verdict: verdict)
    }
}
