import Insight
import Ledger
import Storage
import Wire

/// How a model would treat the groups of every attribute that was kept: everybody of whom one is
/// known is scored again, from the newest snapshot with an outcome or else the newest one. Of
/// several loans that were given on that one the outcome that was kept last counts.
struct ModelFairness: Sendable {
    /// Somebody's group, what was known of them, and what became of it.
    private struct Member: Sendable {
        let attribute: String
        let value: String
        let snapshot: FeatureSnapshot
        let isBad: Bool?
    }

    private let members: [Member]
    private let attributes: Set<String>

    init(of organisation: ID<Organisation>, in snapshot: any Snapshot) throws {
        members = try snapshot.rows(
            """
            SELECT a.attribute, a.value, s.snapshot, o.is_bad
            FROM protected_attribute a
            JOIN score s ON s.organisation_id = a.organisation_id AND s.id = (
                SELECT n.id FROM score n
                LEFT JOIN score_outcome k ON k.organisation_id = n.organisation_id
                    AND k.score_id = n.id
                WHERE n.organisation_id = a.organisation_id AND n.entity_id = a.entity_id
                    AND (n.purpose = 'live'
                        OR n.purpose = 'contest' AND k.score_id IS NOT NULL)
                ORDER BY CASE WHEN k.score_id IS NULL THEN 1 ELSE 0 END, n.as_of DESC,
                    n.made_at DESC, n.id DESC LIMIT 1)
            LEFT JOIN score_outcome o
                ON o.organisation_id = s.organisation_id AND o.score_id = s.id
                AND NOT EXISTS (
                    SELECT 1 FROM score_outcome l
                    WHERE l.organisation_id = o.organisation_id AND l.score_id = o.score_id
                        AND (l.recorded_at > o.recorded_at
                            OR l.recorded_at = o.recorded_at AND l.loan > o.loan))
            WHERE a.organisation_id = $1 ORDER BY a.attribute, a.entity_id
            """, [.id(organisation)]
        ) { row in
            Member(
                attribute: try row.text(0), value: try row.text(1),
                snapshot: try FeatureSnapshot(stored: try row.text(2)),
                isBad: try row.integerIfAny(3).map { $0 == 1 })
        }
        attributes = Set(
            try snapshot.rows(
                "SELECT DISTINCT attribute FROM protected_attribute WHERE organisation_id = $1",
                [.id(organisation)]
            ) { try $0.text(0) })
    }

    /// A report an attribute. Whoever gets no number is not decided about.
    func reports(of model: CreditModel) -> [FairnessReport] {
        var sums: [String: [String: GroupSums]] = [:]
        for member in members {
            guard let band = model.band(of: member.snapshot) else { continue }
            var group = sums[member.attribute]?[member.value] ?? GroupSums(value: member.value)
            group.add(isApproved: band.suggestsApproval, isBad: member.isBad)
            sums[member.attribute, default: [:]][member.value] = group
        }
        return attributes.sorted().map { attribute in
            FairnessReport(attribute: attribute, sums: Array((sums[attribute] ?? [:]).values))
        }
    }

    /// The newest moment at which an attribute was kept; nil where none is.
    static func newestAttribute(
        of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> Instant? {
        try snapshot.first(
            """
            SELECT recorded_at FROM protected_attribute WHERE organisation_id = $1
            ORDER BY recorded_at DESC LIMIT 1
            """, [.id(organisation)]
        ) { try $0.instant(0) }
    }
}

extension ModelCheck {
    /// Without what only who reads the fairness report may know, for anybody else.
    func told(to role: Role) -> ModelCheck {
        guard name == .fairness, finding?.code != .noGroups,
            !Action.readFairness.roles.contains(role)
        else { return self }
        return ModelCheck(name, isMet: isMet, isBlocking: isBlocking, .withheld)
    }

    /// Without what an earlier release said of groups, which was exact.
    var withoutFigures: ModelCheck {
        guard name == .fairness else { return self }
        return ModelCheck(
            name, isMet: isMet, isBlocking: isBlocking,
            detail: "groups were compared by an earlier release: check it again to see how")
    }

    /// What the reports say in one line: of each attribute the group that fares worst. Large
    /// groups of which nobody can say how they fare are no better than ones that fare worse.
    static func fairness(_ reports: [FairnessReport]) -> ModelCheck {
        ModelCheck(
            .fairness, isMet: !reports.contains { $0.isAdverse || $0.isUnsaid },
            isBlocking: false, .groups(reports),
            detail: reports.isEmpty ? nil : reports.map(\.line).joined(separator: "; "))
    }
}

extension FairnessReport {
    fileprivate var line: String {
        let said = [rating, doubt, unshown.map(Self.words)].compactMap { $0 }
        return "\(attribute): "
            + (said.isEmpty ? "too few to compare" : said.joined(separator: ", and "))
    }

    private static func words(of unshown: Verdict) -> String {
        let verdict =
            switch unshown {
            case .adverse: "one is approved much less often than another"
            case .unknown: "it cannot be said whether one is approved much less often"
            case .fair: "none is approved much less often than another"
            }
        return "among groups of \(fewest) and more, some of which are not shown, \(verdict)"
    }

    /// Of groups that are large enough the one that may fare worst, where that cannot be told.
    private var doubt: String? {
        guard let worst = unclear.min(by: { ($0.impact ?? 1) < ($1.impact ?? 1) }),
            let words = ratio(of: worst)
        else { return nil }
        return "cannot be told yet: " + words
    }

    /// Ratios are named only where both groups are large enough for a verdict.
    private var rating: String? {
        let rated = groups.filter { $0.verdict == .adverse || $0.verdict == .fair }
        guard let worst = rated.min(by: { ($0.impact ?? 1) < ($1.impact ?? 1) }),
            let words = ratio(of: worst)
        else { return nil }
        return words + (worst.verdict == .adverse ? ", adverse" : ", fair")
    }

    private func ratio(of group: Group) -> String? {
        guard let impact = group.impact, let low = group.impactLow, let high = group.impactHigh,
            let reference
        else { return nil }
        func two(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
        return "\(group.value) would be approved \(two(impact)) times as often as "
            + "\(reference) (95% from \(two(low)) to \(two(high)))"
    }
}
