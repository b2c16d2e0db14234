import Insight
import Ledger

/// Decisions by group of one protected attribute, in sums: of each score the last one. Groups of
/// fewer than five businesses or people are joined so that nobody is told apart, and fewer than
/// twenty of them have no verdict, however often they were decided about.
public struct FairnessReport: Codable, Sendable {
    public enum Verdict: String, Codable, Sendable, CaseIterable { case fair, adverse, unknown }

    public struct Group: Codable, Sendable {
        public let value: String
        public let decided: Int64
        public let approved: Int64
        /// Of the approved whose outcome is known.
        public let outcomes: Int64
        public let bad: Int64
        /// Of those who were not approved, or only on worse terms, whose outcome is known.
        public let declinedOutcomes: Int64
        public let declinedBad: Int64
        /// Of the good the share that was not approved; absent where no outcome is good.
        public let goodDeclined: Double?
        /// Of the bad the share that was approved; absent where no outcome is bad.
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
}

/// The sums of one group.
struct GroupSums: Equatable, Sendable {
    var value: String
    /// How many businesses or people are behind the decisions.
    var entities: Int64 = 0
    var decided: Int64 = 0
    var approved: Int64 = 0
    var outcomes: Int64 = 0
    var bad: Int64 = 0
    var declinedOutcomes: Int64 = 0
    var declinedBad: Int64 = 0

    /// One more decision about somebody who was not counted before.
    mutating func add(isApproved: Bool, isBad: Bool?) {
        entities += 1
        decided += 1
        approved += isApproved ? 1 : 0
        guard let isBad else { return }
        outcomes += isApproved ? 1 : 0
        bad += isApproved && isBad ? 1 : 0
        declinedOutcomes += isApproved ? 0 : 1
        declinedBad += !isApproved && isBad ? 1 : 0
    }

    fileprivate static func + (left: GroupSums, right: GroupSums) -> GroupSums {
        GroupSums(
            value: left.value, entities: left.entities + right.entities,
            decided: left.decided + right.decided, approved: left.approved + right.approved,
            outcomes: left.outcomes + right.outcomes, bad: left.bad + right.bad,
            declinedOutcomes: left.declinedOutcomes + right.declinedOutcomes,
            declinedBad: left.declinedBad + right.declinedBad)
    }
}

extension FairnessReport {
    static let fewest: Int64 = 5

    init(attribute: String, sums: [GroupSums]) {
        let shown = Self.joined(
            sums.sorted {
                $0.decided == $1.decided ? $0.value < $1.value : $0.decided > $1.decided
            })
        let reference = Self.reference(of: shown)
        self.init(
            attribute: attribute, reference: reference?.value,
            groups: shown.map { Group($0, against: reference) })
    }

    /// Whether a group is approved so much less often that it is no accident.
    var isAdverse: Bool { groups.contains { $0.verdict == .adverse } }

    /// The group with the highest share approved (29 CFR 1607.4 D). The lower ends of the shares'
    /// intervals decide, so that a small group that was lucky hides nobody; where no group is of
    /// enough businesses or people it is the largest.
    private static func reference(of groups: [GroupSums]) -> GroupSums? {
        func surely(_ group: GroupSums) -> Double {
            ShareInterval(events: Int(group.approved), rows: Int(group.decided))?.low ?? 0
        }
        return groups.filter { $0.entities >= PopulationStability.fewest }
            .max { surely($0) < surely($1) } ?? groups.first
    }

    /// Small groups become one, and none is shown if even that is small.
    private static func joined(_ sums: [GroupSums]) -> [GroupSums] {
        let rest = sums.filter { $0.entities < fewest }
            .reduce(GroupSums(value: "other")) { $0 + $1 }
        return sums.filter { $0.entities >= fewest } + (rest.entities >= fewest ? [rest] : [])
    }
}

extension FairnessReport.Group {
    fileprivate init(_ sums: GroupSums, against reference: GroupSums?) {
        let isReference = sums == reference
        let ratio =
            isReference
            ? nil
            : reference.flatMap {
                AdverseImpactRatio(
                    approved: Int(sums.approved), of: Int(sums.decided),
                    referenceApproved: Int($0.approved), of: Int($0.decided),
                    subjects: Int(min(sums.entities, $0.entities)))
            }
        let verdict: FairnessReport.Verdict? =
            switch ratio?.verdict {
            case .fair: .fair
            case .adverse: .adverse
            case .unknown: .unknown
            case nil: isReference ? nil : .unknown
            }
        func share(_ part: Int64, _ whole: Int64) -> Double? {
            whole == 0 ? nil : Double(part) / Double(whole)
        }
        let goodDeclined = sums.declinedOutcomes - sums.declinedBad
        self.init(
            value: sums.value, decided: sums.decided, approved: sums.approved,
            outcomes: sums.outcomes, bad: sums.bad, declinedOutcomes: sums.declinedOutcomes,
            declinedBad: sums.declinedBad,
            goodDeclined: share(goodDeclined, goodDeclined + sums.outcomes - sums.bad),
            badApproved: share(sums.bad, sums.bad + sums.declinedBad), impact: ratio?.ratio,
            impactLow: ratio?.low, impactHigh: ratio?.high, verdict: verdict)
    }
}
