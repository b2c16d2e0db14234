import Insight

/// One way to tell the outcomes of a table apart, judged on rows that it had not seen.
struct Contender {
    let kind: ModelKind
    let name: String
    let area: Double
    /// By row, the log-odds from a model that did not see it.
    let scores: [Double]
    let leaves: Int
    /// Nil but for a scorecard alone.
    let scorecard: Scorecard?
    /// Fit models to all rows, each with its share; the shares add up to one.
    let members: [Member]

    struct Member {
        let share: Double
        /// LightGBM texts that count alike.
        let fit: () throws(TrainingRefusal) -> [[UInt8]]

        func scaled(by factor: Double) -> Member { Member(share: share * factor, fit: fit) }
    }

    init(
        _ kind: ModelKind, name: String? = nil, scores: [Double], outcomes: [Bool], leaves: Int,
        members: [Member], scorecard: Scorecard? = nil
    ) {
        self.kind = kind
        self.name = name ?? kind.rawValue
        self.scores = scores
        self.leaves = leaves
        self.members = members
        self.scorecard = scorecard
        area = Discrimination(scores: scores, outcomes: outcomes)?.areaUnderCurve ?? 0
    }

    /// The mean of two in log-odds: `share` of the other, the rest of this one.
    func blended(with other: Contender, share: Double, outcomes: [Bool]) -> Contender {
        Contender(
            .blend, name: "\(parts(1 - share)) + \(other.parts(share))",
            scores: zip(scores, other.scores).map { $0 * (1 - share) + $1 * share },
            outcomes: outcomes, leaves: max(leaves, other.leaves),
            members: members.map { $0.scaled(by: 1 - share) }
                + other.members.map { $0.scaled(by: share) })
    }

    /// The name with its share, parts by parts: `scorecard 0.25`.
    private func parts(_ share: Double) -> String {
        name.split(separator: " + ").map { part in
            let words = part.split(separator: " ")
            let own = words.count > 1 ? Double(words[1]) ?? 1 : 1
            return "\(words[0]) \(own * share)"
        }.joined(separator: " + ")
    }

    func model(
        _ table: TrainingTable, folds: [Int], seed: UInt64, trials: [ModelTrial]
    ) throws(TrainingRefusal) -> TrainedModel {
        var texts: [(text: [UInt8], share: Double)] = []
        for member in members {
            let fitted = try member.fit()
            texts += fitted.map { ($0, member.share / Double(fitted.count)) }
        }
        return try TrainedModel(
            text: ModelAverage.text(texts), table: table, scores: scores, folds: folds,
            kind: kind, leaves: leaves, seed: seed, scorecard: scorecard, trials: trials)
    }
}

/// What a model is made of.
public enum ModelKind: String, Sendable, CaseIterable {
    case trees, scorecard, regression
    /// Boosted trees and a sum of step functions, averaged in log-odds.
    case blend
}

/// What was tried, and how well it told the outcomes apart out of fold.
public struct ModelTrial: Equatable, Sendable {
    /// Such as `trees` or `trees 0.75 + scorecard 0.25`.
    public let name: String
    public let area: Double
}
