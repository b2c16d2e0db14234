/// How a series resembles itself some steps earlier.
enum Autocorrelation {
    /// Coefficients of the lags 0 to `limit`; empty for a constant series. Where values are missing
    /// (NaN), each lag has the mean product of its known pairs, for as many as there would be.
    static func values(_ series: [Double], upTo limit: Int) -> [Double] {
        let count = series.count
        let known = series.lazy.filter { !$0.isNaN }
        let knownCount = known.count
        guard knownCount > 1 else { return [] }
        let mean = known.reduce(0, +) / Double(knownCount)
        let centred = series.map { $0 - mean }
        let variance = centred.reduce(0) { $1.isNaN ? $0 : $0 + $1 * $1 }
        guard variance > 1e-12 * Double(knownCount) * mean * mean, variance > 0 else { return [] }
        guard knownCount < count else {
            return (0...min(limit, count - 1)).map { lag in
                var sum = 0.0
                for index in lag..<count { sum += centred[index] * centred[index - lag] }
                return sum / variance
            }
        }
        let usual = variance / Double(knownCount)
        return (0...min(limit, count - 1)).map { lag in
            var (sum, pairs) = (0.0, 0.0)
            for index in lag..<count {
                let product = centred[index] * centred[index - lag]
                if product.isNaN { continue }
                sum += product
                pairs += 1
            }
            let share = Double(count - lag) / Double(count)
            return pairs > 0 ? sum / pairs * share / usual : 0
        }
    }
}
