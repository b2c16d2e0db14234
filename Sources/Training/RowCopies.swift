import Insight

/// Rows that stand more than once in a table. Where one copy is trained on and another judged, a
/// model that only remembers looks as if it knew.
///
/// Where columns have few values, different loans have equal rows by chance, and those are no
/// copies. A group counts as copies when it makes up half of the rows with its rarest value, and is
/// twenty times what chance would bring together: the rows with that value, times the share of the
/// other rows that have all the rest in common with it. Rows of which nothing is known are none.
struct RowCopies {
    /// By row: the first row of its copies, itself among them; nil for a row of its own.
    private(set) var first: [Int?]
    /// How many rows have copies.
    private(set) var rowCount = 0
    private(set) var example: (Int, Int)?

    private static let surprise = 20.0

    /// - Parameter columns: the values of each column by row, NaN where missing.
    init(_ columns: [[Double]]) {
        let count = columns.first?.count ?? 0
        first = Array(repeating: nil, count: count)
        var sums = [UInt64](repeating: 0, count: count)
        for (place, column) in columns.enumerated() {
            for row in 0..<count { sums[row] &+= Self.hash(column[row], place) }
        }
        let groups = Dictionary(grouping: 0..<count) { sums[$0] }.values
            .filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
        guard !groups.isEmpty else { return }
        let counts = columns.enumerated().map { place, column in
            Self.counts(column.map { Self.hash($0, place) })
        }
        var rests: [Int: [UInt64: Int]] = [:]
        for rows in groups {
            let row = rows[0]
            func shares(_ place: Int) -> Int {
                counts[place][Self.hash(columns[place][row], place)] ?? 0
            }
            let present = columns.indices.filter { !columns[$0][row].isNaN }
            guard let rarest = present.min(by: { shares($0) < shares($1) }),
                2 * rows.count >= shares(rarest)
            else { continue }
            let rest = rests[rarest] ?? Self.counts(
                sums.indices.map { sums[$0] &- Self.hash(columns[rarest][$0], rarest) })
            rests[rarest] = rest
            let alike = (rest[sums[row] &- Self.hash(columns[rarest][row], rarest)] ?? 0)
                - rows.count
            let chance = Double(shares(rarest)) * Double(alike) / Double(count)
            guard Double(rows.count - 1) >= Self.surprise * chance else { continue }
            for copy in rows { first[copy] = row }
            rowCount += rows.count
            example = example ?? (rows[0] + 1, rows[1] + 1)
        }
    }

    /// Which of the copies are so to the last letter, and which differ in what no model uses.
    struct Whole {
        /// How many rows have a copy to the last letter.
        var rowCount = 0
        var example: (Int, Int)?
        /// Two copies of which one at least has none to the last letter.
        var likeness: (Int, Int)?
    }

    /// - Parameter texts: by row, what only rows of the same texts share.
    func whole(_ texts: [Int]) -> Whole {
        struct Text: Hashable {
            let first: Int
            let text: Int
        }
        var rows: [Text: [Int]] = [:]
        for (row, first) in first.enumerated() {
            guard let first else { continue }
            rows[Text(first: first, text: texts[row]), default: []].append(row)
        }
        var whole = Whole()
        for (text, rows) in rows.sorted(by: { $0.value[0] < $1.value[0] }) {
            if rows.count > 1 {
                whole.rowCount += rows.count
                whole.example = whole.example ?? (rows[0] + 1, rows[1] + 1)
            } else if whole.likeness == nil {
                let other = first.indices.first { first[$0] == text.first && $0 != rows[0] }
                if let other {
                    whole.likeness = (min(rows[0], other) + 1, max(rows[0], other) + 1)
                }
            }
        }
        return whole
    }

    /// What `outcomes` has of each kind, copies counted once.
    func different(_ outcomes: [Bool], _ outcome: Bool) -> Int {
        var met: Set<Int> = []
        return outcomes.indices.count { row in
            guard outcomes[row] == outcome else { return false }
            return first[row].map { met.insert($0).inserted } ?? true
        }
    }

    private static func counts(_ hashes: [UInt64]) -> [UInt64: Int] {
        var counts: [UInt64: Int] = [:]
        for hash in hashes { counts[hash, default: 0] += 1 }
        return counts
    }

    private static func hash(_ value: Double, _ place: Int) -> UInt64 {
        let bits = value.isNaN ? UInt64.max : (value + 0).bitPattern
        var mixed = SplitMix(state: bits ^ UInt64(place) &* 0xD6E8_FEB8_6659_FD93)
        return mixed.next()
    }
}
