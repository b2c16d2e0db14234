/// What a characteristic says of each row of a table: which bin, and what that weighs.
struct BinnedColumn {
    /// By row; one more than there are bins where no bin is known.
    private let places: [UInt8]
    /// By place.
    private let weights: [Double]

    init(_ characteristic: Characteristic, values: [Double]) {
        places = characteristic.places(of: values)
        weights = characteristic.bins.map { $0.weight } + [0]
    }

    subscript(row: Int) -> Double { weights[Int(places[row])] }

    /// How much less the log-loss would be with a slope for this column beside what is known, to
    /// second order (the score test); 0 where the slope would be above zero.
    ///
    /// - Parameters:
    ///   - rests: by row, the probability less the outcome.
    ///   - curvatures: by row, the probability times one less it.
    func gain(rests: [Double], curvatures: [Double], ridge: Double) -> Double {
        var sums = [Double](repeating: 0, count: weights.count)
        var squares = sums
        for (row, place) in places.enumerated() {
            sums[Int(place)] += rests[row]
            squares[Int(place)] += curvatures[row]
        }
        var (slope, curvature) = (0.0, ridge)
        for (place, weight) in weights.enumerated() {
            slope += sums[place] * weight
            curvature += squares[place] * weight * weight
        }
        return slope > 0 && curvature > 0 ? slope * slope / (2 * curvature) : 0
    }
}

extension Characteristic {
    /// By value `place(of:)`, the number of bins for nil: what it says of many values at once.
    func places(of values: [Double]) -> [UInt8] {
        var borders: [(through: Double, place: UInt8)] = []
        var codes: [Double: UInt8] = [:]
        var specials: [(value: Double, place: UInt8)] = []
        let none = UInt8(bins.count)
        var missing = none
        for (place, bin) in bins.enumerated() {
            let place = UInt8(place)
            switch bin.attribute {
            case .through(let border): borders.append((border, place))
            case .categories(let own): for code in own { codes[Double(code)] = place }
            case .special(let value): specials.append((value, place))
            case .missing: missing = place
            }
        }
        return values.map { value in
            if value.isNaN { return missing }
            if let special = specials.first(where: { $0.value == value }) { return special.place }
            if let border = borders.first(where: { value <= $0.through }) { return border.place }
            return codes.isEmpty ? none : codes[value] ?? none
        }
    }
}
