/// Values less their mean, of length 1: their products add up to the correlation. What is missing
/// is as the mean.
struct Standardised {
    private let values: [Double]

    init(_ raw: [Double]) {
        let present = raw.filter(\.isFinite)
        let mean = present.isEmpty ? 0 : present.reduce(0, +) / Double(present.count)
        let centred = raw.map { $0.isFinite ? $0 - mean : 0 }
        let length = centred.reduce(0) { $0 + $1 * $1 }.squareRoot()
        values = length > 0 && length.isFinite
            ? centred.map { $0 / length } : centred.map { _ in 0 }
    }

    /// Equal values have their mean rank.
    init(ranksOf raw: [Double]) {
        let order = raw.indices.filter { !raw[$0].isNaN }.sorted { raw[$0] < raw[$1] }
        var ranks = [Double](repeating: .nan, count: raw.count)
        var start = 0
        while start < order.count {
            var end = start
            while end + 1 < order.count, raw[order[end + 1]] == raw[order[start]] { end += 1 }
            for place in start...end { ranks[order[place]] = Double(start + end) / 2 }
            start = end + 1
        }
        self.init(ranks)
    }

    func correlation(with other: Standardised) -> Double {
        var sum = 0.0
        for place in values.indices { sum += values[place] * other.values[place] }
        return sum
    }
}
