/// How a series resembles itself some steps earlier.
enum Autocorrelation {
    /// Coefficients of the lags 0 to `limit`; empty for a constant series.
    static func values(_ series: [Double], upTo limit: Int) -> [Double] {
        let count = series.count
        guard count > 1 else { return [] }
        let mean = series.reduce(0, +) / Double(count)
        let centred = series.map { $0 - mean }
        let variance = centred.reduce(0) { $0 + $1 * $1 }
        guard variance > 1e-12 * Double(count) * mean * mean, variance > 0 else { return [] }
        return (0...min(limit, count - 1)).map { lag in
            var sum = 0.0
            for index in lag..<count { sum += centred[index] * centred[index - lag] }
            return sum / variance
        }
    }
}
