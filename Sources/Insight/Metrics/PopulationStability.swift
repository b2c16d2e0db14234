/// How far a distribution over bins has moved: Σ (now − then)·ln(now / then), of the shares.
/// Below 0.10 nothing to see, above 0.25 a shift (N. Siddiqi, 2006).
public struct PopulationStability: Equatable, Sendable {
    public let index: Double
    /// By bin, what it adds.
    public let parts: [Double]
    /// True when some bin holds fewer than 20 rows on either side: too few for a verdict.
    public let isThin: Bool

    public static let fewest = 20

    /// Nil when the bins differ in number, or a side is empty. An empty bin counts as one half of a
    /// row, so that the index stays finite.
    public init?(then: [Int], now: [Int]) {
        guard then.count == now.count, then.contains(where: { $0 > 0 }),
            now.contains(where: { $0 > 0 })
        else { return nil }
        let before = Double(then.reduce(0, +))
        let after = Double(now.reduce(0, +))
        parts = zip(then, now).map { then, now in
            let old = max(Double(then), 0.5) / before
            let new = max(Double(now), 0.5) / after
            return (new - old) * Elementary.log(new / old)
        }
        index = parts.reduce(0, +)
        isThin = zip(then, now).contains { $0 < Self.fewest || $1 < Self.fewest }
    }
}

/// The weight of evidence of bins: ln of their share of the good over their share of the bad.
public struct WeightOfEvidence: Equatable, Sendable {
    public let weights: [Double]
    public let informationValue: Double

    /// Nil when one outcome does not occur at all; a bin without one of them counts half a row.
    public init?(good: [Int], bad: [Int]) {
        let (goods, bads) = (Double(good.reduce(0, +)), Double(bad.reduce(0, +)))
        guard good.count == bad.count, goods > 0, bads > 0 else { return nil }
        var weights: [Double] = []
        var value = 0.0
        for (good, bad) in zip(good, bad) {
            let goodShare = (good == 0 || bad == 0 ? Double(good) + 0.5 : Double(good)) / goods
            let badShare = (good == 0 || bad == 0 ? Double(bad) + 0.5 : Double(bad)) / bads
            let weight = Elementary.log(goodShare / badShare)
            weights.append(weight)
            value += (goodShare - badShare) * weight
        }
        self.weights = weights
        informationValue = value
    }
}
