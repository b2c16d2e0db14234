/// Splits an amount by weights so that the parts sum to the whole, to the minor unit.
public enum Allocation {
    /// Who gets the minor units that are left when every part is cut down to whole units.
    public enum Remainder: String, Hashable, Sendable, CaseIterable {
        /// One each to the parts that were cut most; the earlier one on a tie.
        case largest
        /// All to the first part whose weight is not zero.
        case first
        /// All to the part with the largest weight; the earlier one on a tie.
        case largestHolder = "largest_holder"
    }

    public enum Refusal: Error, Hashable, Sendable {
        case noWeights
        case negativeWeight(index: Int)
        case allWeightsZero

        /// A stable, lowercase code.
        public var code: String {
            switch self {
            case .noWeights: "allocation_no_weights"
            case .negativeWeight: "allocation_negative_weight"
            case .allWeightsZero: "allocation_all_weights_zero"
            }
        }
    }

    /// The parts in the order of the weights. A negative whole gives the mirror image of the
    /// positive one. A weight of zero gets nothing.
    public static func split(
        _ whole: Money, byWeights weights: [Int64], remainder rule: Remainder
    ) throws(Refusal) -> [Money] {
        if weights.isEmpty { throw .noWeights }
        for (index, weight) in weights.enumerated() where weight < 0 {
            throw .negativeWeight(index: index)
        }
        let total = weights.reduce(Int128(0)) { $0 + Int128($1) }
        if total == 0 { throw .allWeightsZero }

        let magnitude = Int128(whole.minorUnits.magnitude)
        var parts: [Int128] = []
        var cuts: [Int128] = []
        for weight in weights {
            let (part, cut) = (magnitude * Int128(weight)).quotientAndRemainder(
                dividingBy: total)
            parts.append(part)
            cuts.append(cut)
        }
        let left = Int(magnitude - parts.reduce(0, +))
        for index in receivers(of: left, weights: weights, cuts: cuts, rule: rule) {
            parts[index] += 1
        }
        return parts.map { part in
            let units = whole.isNegative ? -part : part
            // A part is never larger than the whole, which fits.
            return Money(minorUnits: Int64(units), currency: whole.currency)
        }
    }

    /// Equal parts, the first ones larger by a unit where it does not divide.
    public static func split(_ whole: Money, intoEqualParts count: Int) throws(Refusal) -> [Money] {
        try split(
            whole, byWeights: Array(repeating: 1, count: max(0, count)), remainder: .largest)
    }

    private static func receivers(
        of count: Int, weights: [Int64], cuts: [Int128], rule: Remainder
    ) -> [Int] {
        switch rule {
        case .largest:
            let order = weights.indices.sorted { (cuts[$1], $0) < (cuts[$0], $1) }
            return Array(order.prefix(count))
        case .first:
            let first = weights.firstIndex { $0 > 0 } ?? 0
            return Array(repeating: first, count: count)
        case .largestHolder:
            var holder = 0
            for index in weights.indices where weights[index] > weights[holder] { holder = index }
            return Array(repeating: holder, count: count)
        }
    }
}
