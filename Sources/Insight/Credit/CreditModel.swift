import Wire

/// A model folder as one value: LightGBM's text, the calibration and what the card says of
/// reasons and doubt. Scores anybody whose features are known, the same way everywhere.
public struct CreditModel: Sendable {
    public let ensemble: TreeEnsemble
    public let calibration: Calibration?
    public let intervals: ProbabilityBands
    let attribution: PathAttribution
    let reasons: Reasons
    /// By feature: whether any tree asks for it.
    let isUsed: [Bool]

    private static let mostLogOdds = 1e6
    /// On a shorter way rounding would be the larger part.
    private static let shortest = 1e-6

    /// Whether each of its trees asks for one feature, as the points of a scorecard do.
    public let isScorecard: Bool

    public var featureNames: [String] { ensemble.featureNames }
    public var usedFeatures: [String] {
        featureNames.indices.filter { isUsed[$0] }.map { featureNames[$0] }
    }

    /// - Parameters:
    ///   - text: LightGBM's text model with a binary objective.
    ///   - calibration: `calibration.json`; nil: the objective's own curve.
    ///   - card: `card.json`; nil: no groups and no interval.
    ///   - protected: features that are never named.
    public init(
        text: [UInt8], calibration: [UInt8]? = nil, card: JSONValue? = nil,
        protected: Set<String> = []
    ) throws(CreditModelError) {
        let model: LightGBMModel
        do throws(ModelTextError) {
            model = try LightGBMModel(text: text)
        } catch {
            throw .text(line: error.line, error.message)
        }
        guard case .binary(let slope) = model.objective, !model.averages else {
            throw .noProbability
        }
        // Also false for a sum that is no number.
        guard model.largestRawScore * slope <= Self.mostLogOdds else { throw .beyondReason }
        ensemble = TreeEnsemble(model)
        do throws(AttributionError) {
            attribution = try PathAttribution(ensemble)
        } catch {
            throw .attribution(error)
        }
        if let calibration {
            guard let read = Calibration(json: calibration) else { throw .calibration }
            self.calibration = read
            // Between the ends it rises, so that nothing is further from 0 than they are.
            for end in [-model.largestRawScore, model.largestRawScore] {
                guard abs(read.logOdds(of: end) ?? 0) <= Self.mostLogOdds else {
                    throw .beyondReason
                }
            }
        } else {
            self.calibration = nil
        }
        intervals = ProbabilityBands(card: card)
        var isUsed = [Bool](repeating: false, count: model.featureNames.count)
        isScorecard = model.trees.allSatisfy {
            Set($0.features.prefix($0.splitCount)).count <= 1
        }
        for tree in model.trees {
            for split in 0..<tree.splitCount { isUsed[tree.features[split]] = true }
        }
        self.isUsed = isUsed
        let names = model.featureNames
        reasons = Reasons(
            groups: Reasons.groups(card: card, count: names.count),
            protected: Set(names.indices.filter { protected.contains(names[$0]) }))
    }

    public func probability(raw: Double) -> Double {
        calibration?.probability(of: raw) ?? ensemble.answer(to: raw)
    }

    /// Of default, calibrated: what points are made of, so that they say what the probability says.
    public func logOdds(raw: Double) -> Double {
        calibration?.logOdds(of: raw) ?? ensemble.logOdds(of: raw) ?? raw
    }

    /// Calibrated log-odds for one of the raw score on the way from `base` to `raw`.
    func steepness(from base: Double, to raw: Double) -> Double {
        let isLevel = abs(raw - base) < Self.shortest
        let (low, high) = isLevel ? (base - Self.shortest, base + Self.shortest) : (base, raw)
        return (logOdds(raw: high) - logOdds(raw: low)) / (high - low)
    }
}

/// Why a model cannot score.
public enum CreditModelError: Error, Equatable, Sendable {
    case text(line: Int, String)
    /// Its objective gives no probability, or it is a forest, whose sums are no log-odds.
    case noProbability
    /// Its scores cannot be explained.
    case attribution(AttributionError)
    case calibration
    /// Its leaves, or they as the calibration has them, add up to log-odds that no data gives, in
    /// which rounding hides everything else.
    case beyondReason

    public var message: String {
        switch self {
        case .text(let line, let message): "line \(line): \(message)"
        case .noProbability: "the model gives no log-odds; a boosted binary objective is needed"
        case .attribution(let error): error.message
        case .calibration: "the calibration is none that commons train writes"
        case .beyondReason: "its scores reach log-odds beyond a million"
        }
    }
}

extension CreditModel {
    /// By row, how far its contributions miss its raw score; zero but for rounding. Rows stand one
    /// behind another, because a large model takes many at once.
    public func additivityGaps(_ rows: [Double]) -> [Double] {
        let contributions = attribution.contributions(rows: rows)
        let width = featureNames.count + 1
        return ensemble.rawScores(rows).enumerated().map { place, raw in
            abs(contributions[place * width..<(place + 1) * width].reduce(0, +) - raw)
        }
    }
}
