/// A conditional logit (D. McFadden, "Conditional logit analysis of qualitative choice
/// behavior", 1973): which of several candidates is the right one, or none of them. Its
/// probability is the confidence that is shown, so coefficients are fitted on papers with known
/// answers by `Benchmarks/receipts/fit.py`, never by hand.
struct ChoiceModel {
    var weights: [Double]
    /// The score of "none of these".
    var none: Double

    func score(_ evidence: [Double]) -> Double {
        zip(weights, evidence).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// One probability per candidate; what is missing to 1 belongs to "none".
    func probabilities(_ candidates: [[Double]]) -> [Double] {
        let scores = candidates.map(score)
        let top = max(scores.max() ?? none, none)
        let powers = scores.map { Exponential.exp($0 - top) }
        let sum = powers.reduce(Exponential.exp(none - top), +)
        return powers.map { $0 / sum }
    }
}
