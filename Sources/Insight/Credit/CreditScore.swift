import Wire

/// The answer of a model about one snapshot, with everything that explains it. Pure: the same
/// model and the same snapshot give the same bytes on a server and on a phone.
public struct CreditScore: Sendable {
    public enum Abstention: String, Sendable, CaseIterable {
        /// Nothing in the books rests on twenty rows.
        case thinHistory = "thin_history"
        /// Fewer than half of what the model asks for and the books can hold of such a subject.
        case fewFeatures = "few_features"
    }

    public struct Part: Sendable {
        public let feature: String
        /// Points above what every row starts from; below zero where it costs.
        public let points: Double
        /// Points that it would bring and does not, for want of proof.
        public let withheld: Double
    }

    public struct Reason: Sendable {
        public let feature: String
        public let value: Double
        /// What its group costs, in points.
        public let points: Double

        public init(feature: String, value: Double, points: Double) {
            self.feature = feature
            self.value = value
            self.points = points
        }
    }

    public struct Action: Sendable {
        public let feature: String
        public let from: Double
        public let to: Double
        /// Of the whole changed snapshot, scored again.
        public let points: Int
        public let probability: Double

        public init(
            feature: String, from: Double, to: Double, points: Int, probability: Double
        ) {
            self.feature = feature
            self.from = from
            self.to = to
            self.points = points
            self.probability = probability
        }
    }

    public let raw: Double
    public let probability: Double
    public let interval: (low: Double, high: Double)?
    public let points: Int
    public let band: ScoreBand
    /// What stays of the points when good news counts only as far as it is proven.
    public let evidencePoints: Int
    /// Of the model's features that the snapshot lists, the share that is known.
    public let coverage: Double
    /// Why no number should be shown; nil: there is enough to go by.
    public let abstention: Abstention?
    /// What every row starts from, in points.
    public let basePoints: Double
    /// By feature that the model uses, in its order.
    public let parts: [Part]
    /// Most adverse first, at most four.
    public let reasons: [Reason]
    /// Most useful first, at most three.
    public let actions: [Action]

    static let fewestRows = 20
    static let leastCoverage = 0.5
    /// What costs less than half a point is no reason for anything.
    static let leastReason = 0.5
}

extension CreditModel {
    /// A row in the model's order; NaN where the snapshot does not know.
    public func row(of snapshot: FeatureSnapshot) -> [Double] { row(items(of: snapshot)) }

    /// In the model's order; nil where the snapshot does not list the feature.
    private func items(of snapshot: FeatureSnapshot) -> [FeatureSnapshot.Item?] {
        featureNames.map { snapshot.item($0) }
    }

    private func row(_ items: [FeatureSnapshot.Item?]) -> [Double] {
        items.map { $0?.value ?? .nan }
    }

    public func score(_ snapshot: FeatureSnapshot, scale: PointScale = PointScale()) -> CreditScore
    {
        let items = items(of: snapshot)
        let row = row(items)
        let raw = ensemble.rawScore(row)
        let shares = attribution.contributions(row)
        let base = shares.last ?? 0
        // Where the calibration bends, every feature has its share of the bend.
        let steepness = steepness(from: base, to: raw)
        let contributions = shares.dropLast().map { $0 * steepness }
        let logOdds = logOdds(raw: raw)
        let perLogOdds = scale.points(logOdds: -1) - scale.points(logOdds: 0)
        var withheld = 0.0
        var parts: [CreditScore.Part] = []
        for (place, share) in contributions.enumerated() where isUsed[place] {
            let proof = items[place]?.proof ?? 0
            // Bad news is believed as it stands.
            let lost = share < 0 && !row[place].isNaN ? -share * (1 - proof) : 0
            withheld += lost
            parts.append(
                CreditScore.Part(
                    feature: featureNames[place], points: -share * perLogOdds,
                    withheld: lost * perLogOdds))
        }
        let probability = probability(raw: raw)
        let coverage = coverage(items)
        return CreditScore(
            raw: raw, probability: probability, interval: intervals.interval(probability),
            points: scale.wholePoints(logOdds: logOdds),
            band: ScoreBand(probability: probability),
            evidencePoints: scale.wholePoints(logOdds: logOdds + withheld),
            coverage: coverage, abstention: abstention(snapshot, coverage),
            basePoints: scale.points(logOdds: self.logOdds(raw: base)), parts: parts,
            reasons: reasons.reasons(told(contributions, of: items)).map {
                CreditScore.Reason(
                    feature: featureNames[$0.feature], value: row[$0.feature],
                    points: $0.logOdds * perLogOdds)
            }.filter { $0.points >= CreditScore.leastReason },
            actions: actions(items, row, scale))
    }

    /// The band of a snapshot without what explains it; nil where the model abstains.
    public func band(of snapshot: FeatureSnapshot) -> ScoreBand? {
        let items = items(of: snapshot)
        guard abstention(snapshot, coverage(items)) == nil else { return nil }
        return ScoreBand(probability: probability(raw: ensemble.rawScore(row(items))))
    }

    /// What may be a reason: that the books here cannot know something is nobody's doing.
    private func told(
        _ contributions: some Sequence<Double>, of items: [FeatureSnapshot.Item?]
    ) -> [Double] {
        zip(items, contributions).map { item, share in
            guard let item else { return 0 }
            let isAlive = CreditFeature(rawValue: item.name)?.isAlive ?? true
            return isAlive || !item.value.isNaN ? share : 0
        }
    }

    private func actions(
        _ items: [FeatureSnapshot.Item?], _ row: [Double], _ scale: PointScale
    ) -> [CreditScore.Action] {
        var changeable: [Actions.Changeable] = []
        for (place, name) in featureNames.enumerated() where isUsed[place] {
            guard items[place] != nil, let feature = CreditFeature(rawValue: name) else { continue }
            let values = feature.reachable(from: row[place])
            if !values.isEmpty {
                changeable.append(Actions.Changeable(feature: place, values: values))
            }
        }
        let found = Actions.actions(row, changeable: changeable) {
            logOdds(raw: ensemble.rawScore($0))
        }
        return found.map { action in
            var changed = row
            changed[action.feature] = action.to
            let raw = ensemble.rawScore(changed)
            return CreditScore.Action(
                feature: featureNames[action.feature], from: action.from, to: action.to,
                points: scale.wholePoints(logOdds: logOdds(raw: raw)),
                probability: probability(raw: raw))
        }
    }

    private func coverage(_ items: [FeatureSnapshot.Item?]) -> Double {
        var (known, possible) = (0, 0)
        for (place, item) in items.enumerated() where isUsed[place] {
            guard let item else { continue }
            possible += 1
            if !item.value.isNaN { known += 1 }
        }
        return possible == 0 ? 0 : (Double(known) / Double(possible) * 1_000).rounded() / 1_000
    }

    private func abstention(
        _ snapshot: FeatureSnapshot, _ coverage: Double
    ) -> CreditScore.Abstention? {
        var rows = 0
        for item in snapshot.items { rows = max(rows, item.rows) }
        if rows < CreditScore.fewestRows { return .thinHistory }
        return coverage < CreditScore.leastCoverage ? .fewFeatures : nil
    }
}
