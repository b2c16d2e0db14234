/// A fitted points scorecard: characteristics in monotone bins, and one slope for each weight of
/// evidence (N. Siddiqi, "Credit Risk Scorecards", 2006).
public struct Scorecard: Sendable {
    public struct Column: Sendable {
        public let name: String
        /// NaN where missing; codes from 0 where categorical.
        public let values: [Double]
        public let isCategorical: Bool

        public init(name: String, values: [Double], isCategorical: Bool) {
            self.name = name
            self.values = values
            self.isCategorical = isCategorical
        }
    }

    public let characteristics: [Characteristic]
    /// By characteristic: the place of its column in the table it was fitted to.
    public let columns: [Int]
    public let regression: LogisticRegression

    /// Characteristics below this information value say nothing that lasts.
    static let leastInformation = 0.02

    /// Characteristics whose slope has the wrong sign beside the others are left out one by one,
    /// so that more evidence of good never costs points. Nil when no characteristic is left.
    public init?(_ table: [Column], isBad: [Bool], ridge: Double = 1) {
        var found: [(place: Int, characteristic: Characteristic)] = []
        for (place, column) in table.enumerated() {
            guard let made = Characteristic(
                column.name, values: column.values, isBad: isBad,
                isCategorical: column.isCategorical),
                made.informationValue >= Self.leastInformation
            else { continue }
            found.append((place, made))
        }
        while !found.isEmpty {
            var rows: [Double] = []
            rows.reserveCapacity(isBad.count * found.count)
            for row in isBad.indices {
                for (place, characteristic) in found {
                    rows.append(characteristic.weight(of: table[place].values[row]))
                }
            }
            guard let fitted = LogisticRegression(
                rows: rows, width: found.count, outcomes: isBad, ridge: ridge)
            else { return nil }
            let slopes = Array(fitted.slopes)
            guard let worst = slopes.indices.max(by: { slopes[$0] < slopes[$1] }),
                slopes[worst] >= 0
            else {
                characteristics = found.map { $0.characteristic }
                columns = found.map { $0.place }
                regression = fitted
                return
            }
            found.remove(at: worst)
        }
        return nil
    }

    /// By characteristic, of a row in the order of the table's columns.
    public func weights(_ row: [Double]) -> [Double] {
        zip(characteristics, columns).map { $0.weight(of: row[$1]) }
    }

    /// The log-odds of bad.
    public func logOdds(_ row: [Double]) -> Double { regression.logOdds(weights(row)) }

    /// The probability of bad with its 95 % interval, which says how sure the fit is of its
    /// coefficients, not whether they still hold.
    public func probability(_ row: [Double]) -> (low: Double, middle: Double, high: Double) {
        let known = weights(row)
        let middle = regression.logOdds(known)
        let reach = 1.959963984540054 * regression.standardError(known)
        func share(_ logOdds: Double) -> Double { 1 / (1 + Elementary.exp(-logOdds)) }
        return (share(middle - reach), share(middle), share(middle + reach))
    }

    /// By characteristic and bin: points in whole numbers. A score is their sum; the intercept and
    /// the scale's offset are spread evenly over the characteristics.
    ///
    /// - Parameter line: the calibration of the card's log-odds.
    public func points(
        _ scale: PointScale, calibratedBy line: PlattCalibration = .identity
    ) -> [[Int]] {
        let share =
            (line.slope * regression.intercept + line.intercept) / Double(characteristics.count)
        let origin = scale.points(logOdds: 0)
        let even = origin / Double(characteristics.count)
        return zip(characteristics, regression.slopes).map { characteristic, slope in
            characteristic.bins.map { bin in
                let logOdds = line.slope * slope * bin.weight + share
                return Int((even + scale.points(logOdds: logOdds) - origin).rounded())
            }
        }
    }
}
