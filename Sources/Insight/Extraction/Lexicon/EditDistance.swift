/// How far a recognised word is from a known one.
enum EditDistance {
    /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment),
    /// where letters that print alike (0 and O, 1 and I) differ by nothing. Returns `limit + 1`
    /// as soon as the distance must exceed `limit`.
    static func between(_ left: ArraySlice<UInt8>, _ right: [UInt8], limit: Int) -> Int {
        let tooFar = limit + 1
        let difference = left.count - right.count
        guard difference.magnitude <= limit else { return tooFar }
        if limit == 0 { return zip(left, right).allSatisfy { alike($0, $1) } ? 0 : tooFar }
        let letters = Array(left)
        var before: [Int] = []
        var previous = Array(0...right.count)
        for row in 1...max(letters.count, 1) where !letters.isEmpty {
            var current = [row] + [Int](repeating: tooFar, count: right.count)
            var least = row
            for column in right.indices {
                let same = alike(letters[row - 1], right[column])
                var best = min(
                    previous[column + 1] + 1, current[column] + 1,
                    previous[column] + (same ? 0 : 1))
                if row > 1, column > 0, letters[row - 1] == right[column - 1],
                    letters[row - 2] == right[column]
                {
                    best = min(best, before[column - 1] + 1)
                }
                current[column + 1] = best
                least = min(least, best)
            }
            if least > limit { return tooFar }
            before = previous
            previous = current
        }
        return min(previous[right.count], tooFar)
    }

    private static func alike(_ left: UInt8, _ right: UInt8) -> Bool {
        shape(left) == shape(right)
    }

    private static func shape(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "0"), UInt8(ascii: "Q"): UInt8(ascii: "O")
        case UInt8(ascii: "1"), UInt8(ascii: "L"), UInt8(ascii: "|"): UInt8(ascii: "I")
        case UInt8(ascii: "5"): UInt8(ascii: "S")
        case UInt8(ascii: "8"): UInt8(ascii: "B")
        case UInt8(ascii: "6"): UInt8(ascii: "G")
        case UInt8(ascii: "2"): UInt8(ascii: "Z")
        default: byte
        }
    }
}
