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

    /// More characteristics than this are no scorecard that anybody reads, and take time with the
    /// square of their number: of more, those are kept that add most beside the others.
    public static let mostCharacteristics = 200

    /// Characteristics whose slope would have the wrong sign beside the others are left out, so
    /// that more evidence of good never costs points. Nil when no characteristic is left.
    public init?(_ table: [Column], isBad: [Bool], ridge: Double = 1) {
        var found: [(place: Int, characteristic: Characteristic, column: BinnedColumn)] = []
        for (place, column) in table.enumerated() {
            guard let made = Characteristic(
                column.name, values: column.values, isBad: isBad,
                isCategorical: column.isCategorical),
                made.informationValue >= Self.leastInformation
            else { continue }
            found.append((place, made, BinnedColumn(made, values: column.values)))
        }
        let telling = found.indices.sorted {
            (found[$1].characteristic.informationValue, $0)
                < (found[$0].characteristic.informationValue, $1)
        }
        guard !found.isEmpty else { return nil }
        let signed = SignedRegression(
            columns: found.map { $0.column }, outcomes: isBad, ridge: ridge)
        let answer = signed.answer(
            from: Array(telling.prefix(SignedRegression.first)), most: Self.mostCharacteristics)
        var slopes = answer.slopes.sorted { $0.place < $1.place }
        while !slopes.isEmpty {
            guard let fitted = LogisticRegression(
                signed.loss(slopes.map { $0.place }),
                from: [answer.intercept] + slopes.map { $0.slope })
            else { return nil }
            let wrong = fitted.slopes.enumerated().filter { $0.element >= 0 }.map { $0.offset }
            guard !wrong.isEmpty else {
                characteristics = slopes.map { found[$0.place].characteristic }
                columns = slopes.map { found[$0.place].place }
                regression = fitted
                return
            }
            for place in wrong.reversed() { slopes.remove(at: place) }
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
