/// Whether two columns give back a third one: equal up to factors and a constant in nearly all
/// rows.
enum PairFit {
    /// What they explain of it at least, where a look is worth it.
    static let likely = 0.9

    private static let fewestRows = 50
    /// Of the rows in which the third one has a value.
    private static let fewestShare = 0.5
    private static let nearly = 0.95
    /// In rows with another value than the commonest, so that zeros alone prove nothing.
    private static let nearlyOthers = 0.9
    /// Of what the third one spans: days given back as whole months still are.
    private static let tolerance = 0.01
    /// The rows that fit worst, which may be slips.
    private static let trimmed = 0.1

    static func gives(back leak: [Double], _ one: [Double], _ other: [Double]) -> Bool {
        let known = leak.indices.filter { !leak[$0].isNaN }
        var rows = known.filter { !one[$0].isNaN && !other[$0].isNaN }
        guard rows.count >= fewestRows,
            Double(rows.count) >= fewestShare * Double(known.count)
        else { return false }
        let sorted = rows.map { leak[$0] }.sorted()
        let span = sorted[sorted.count * 19 / 20] - sorted[sorted.count / 20]
        let common = commonest(sorted)
        let all = rows
        guard var fit = Plane(rows, leak, one, other) else { return false }
        for _ in 0..<2 {
            let errors = rows.map { (row: $0, error: fit.error($0, leak, one, other)) }
            rows = errors.sorted { $0.error < $1.error }
                .prefix(rows.count - Int(trimmed * Double(rows.count))).map(\.row)
            guard let next = Plane(rows, leak, one, other) else { break }
            fit = next
        }
        let limit = tolerance * (span > 0 ? span : sorted[sorted.count - 1] - sorted[0])
        func share(_ rows: [Int]) -> Double {
            let alike = rows.count { fit.error($0, leak, one, other) <= limit }
            return rows.isEmpty ? 0 : Double(alike) / Double(rows.count)
        }
        return limit > 0 && fit.needsBoth(limit) && share(all) >= nearly
            && share(all.filter { leak[$0] != common }) >= nearlyOthers
    }

    /// Of values in rising order.
    private static func commonest(_ sorted: [Double]) -> Double {
        var (best, most, run) = (sorted[0], 0, 0)
        for place in sorted.indices {
            run = place > 0 && sorted[place] == sorted[place - 1] ? run + 1 : 1
            if run > most { (best, most) = (sorted[place], run) }
        }
        return best
    }

    /// Least squares on two columns and a constant.
    private struct Plane {
        private var means = (leak: 0.0, one: 0.0, other: 0.0)
        private var slopes = (one: 0.0, other: 0.0)
        private var deviations = (one: 0.0, other: 0.0)

        /// Nil where one column follows from the other.
        init?(_ rows: [Int], _ leak: [Double], _ one: [Double], _ other: [Double]) {
            guard rows.count > 3 else { return nil }
            for row in rows {
                means.leak += leak[row] / Double(rows.count)
                means.one += one[row] / Double(rows.count)
                means.other += other[row] / Double(rows.count)
            }
            var (aa, bb, ab, ac, bc) = (0.0, 0.0, 0.0, 0.0, 0.0)
            for row in rows {
                let (a, b) = (one[row] - means.one, other[row] - means.other)
                let c = leak[row] - means.leak
                aa += a * a
                bb += b * b
                ab += a * b
                ac += a * c
                bc += b * c
            }
            let determinant = aa * bb - ab * ab
            guard determinant.isFinite, determinant > 1e-9 * aa * bb else { return nil }
            slopes = (
                (ac * bb - bc * ab) / determinant, (bc * aa - ac * ab) / determinant
            )
            let count = Double(rows.count)
            deviations = ((aa / count).squareRoot(), (bb / count).squareRoot())
        }

        func error(_ row: Int, _ leak: [Double], _ one: [Double], _ other: [Double]) -> Double {
            (leak[row] - means.leak - slopes.one * (one[row] - means.one)
                - slopes.other * (other[row] - means.other)).magnitude
        }

        /// Whether the third column moves with each of the two by more than is taken as equal.
        func needsBoth(_ limit: Double) -> Bool {
            min(slopes.one.magnitude * deviations.one, slopes.other.magnitude * deviations.other)
                > 2 * limit
        }
    }
}
