/// One column of a scorecard in bins, each with its weight of evidence.
public struct Characteristic: Equatable, Sendable {
    public enum Attribute: Equatable, Sendable {
        /// Numbers above the bin before, through this one; the last is infinite.
        case through(Double)
        /// One value that stands for something else, 98 for "not asked" say.
        case special(Double)
        /// Codes of categories that behave alike.
        case categories([Int])
        case missing
    }

    public struct Bin: Equatable, Sendable {
        public let attribute: Attribute
        public let counts: OutcomeCounts
        /// ln of its share of the good over its share of the bad; 0 for a bin too thin to say.
        public let weight: Double
    }

    public let name: String
    public let bins: [Bin]
    public let informationValue: Double

    /// Missing values and specials make a bin of their own from this many rows on.
    static let fewestApart = 20
    static let fineBins = 20

    /// Values are NaN where they are missing, codes from 0 where `isCategorical`. Nil when the
    /// column says nothing: no two bins of 5 % of the rows.
    public init?(
        _ name: String, values: [Double], isBad: [Bool], isCategorical: Bool = false,
        specials: [Double] = [], trend: OptimalBinning.Trend? = nil
    ) {
        var missing = OutcomeCounts()
        var special = [OutcomeCounts](repeating: OutcomeCounts(), count: specials.count)
        var present: [(value: Double, isBad: Bool)] = []
        for (value, isBad) in zip(values, isBad) {
            if value.isNaN {
                missing.count(isBad)
            } else if let place = specials.firstIndex(of: value) {
                special[place].count(isBad)
            } else {
                present.append((value, isBad))
            }
        }
        let fine = isCategorical ? Self.kinds(present) : Self.quantiles(present)
        let binning = OptimalBinning(
            fewestRows: max(Self.fewestApart, values.count / Self.fineBins))
        let groups = binning.groups(
            fine.map { $0.counts }, trend: isCategorical ? .rising : trend)
        guard groups != nil || missing.rows >= Self.fewestApart, !fine.isEmpty else { return nil }
        var found: [(Attribute, OutcomeCounts)] = []
        for group in groups ?? [fine.indices] {
            let counts = fine[group].reduce(OutcomeCounts()) { $0 + $1.counts }
            let attribute: Attribute = isCategorical
                ? .categories(fine[group].map { Int($0.through) }.sorted())
                : .through(group.upperBound == fine.count
                    ? .infinity : fine[group.upperBound - 1].through)
            found.append((attribute, counts))
        }
        for (value, counts) in zip(specials, special) where counts.rows > 0 {
            found.append((.special(value), counts))
        }
        if missing.rows > 0 { found.append((.missing, missing)) }
        guard let made = Self.weighed(found) else { return nil }
        self.name = name
        bins = made.bins
        informationValue = made.value
    }

    /// Missing values and specials with few rows weigh nothing rather than by chance.
    private static func weighed(
        _ found: [(Attribute, OutcomeCounts)]
    ) -> (bins: [Bin], value: Double)? {
        guard let evidence = WeightOfEvidence(
            good: found.map { $0.1.good }, bad: found.map { $0.1.bad })
        else { return nil }
        let bins = zip(found, evidence.weights).map { item, weight in
            Bin(
                attribute: item.0, counts: item.1,
                weight: item.1.rows < fewestApart ? 0 : weight)
        }
        return (bins, evidence.informationValue)
    }

    /// What is known of a row; 0 where nothing is, for a category never seen too.
    public func weight(of value: Double) -> Double {
        place(of: value).map { bins[$0].weight } ?? 0
    }

    public func place(of value: Double) -> Int? {
        if value.isNaN { return bins.firstIndex { $0.attribute == .missing } }
        if let special = bins.firstIndex(where: { $0.attribute == .special(value) }) {
            return special
        }
        return bins.firstIndex {
            switch $0.attribute {
            case .through(let border): value <= border
            case .categories(let codes): codes.contains { Double($0) == value }
            case .special, .missing: false
            }
        }
    }

    private typealias Fine = (through: Double, counts: OutcomeCounts)

    private static func quantiles(_ present: [(value: Double, isBad: Bool)]) -> [Fine] {
        let sorted = present.sorted { $0.value < $1.value }
        var fine: [Fine] = []
        var place = 0
        for bin in 1...fineBins where place < sorted.count {
            let stop = bin * sorted.count / fineBins
            guard stop > place else { continue }
            let border = sorted[stop - 1].value
            var counts = OutcomeCounts()
            while place < sorted.count, sorted[place].value <= border {
                counts.count(sorted[place].isBad)
                place += 1
            }
            fine.append((border, counts))
        }
        return fine
    }

    /// Categories in the order of their share of the bad, drawn towards all rows' share so that a
    /// rare one does not come first by luck.
    private static func kinds(_ present: [(value: Double, isBad: Bool)]) -> [Fine] {
        var counts: [Int: OutcomeCounts] = [:]
        for (value, isBad) in present { counts[Int(value), default: OutcomeCounts()].count(isBad) }
        let total = counts.values.reduce(OutcomeCounts(), +)
        let drawn = counts.map { code, count in
            (code, count, (Double(count.bad) + 10 * total.badShare) / Double(count.rows + 10))
        }
        return drawn.sorted { ($0.2, $0.0) < ($1.2, $1.0) }.map { (Double($0.0), $0.1) }
    }
}
