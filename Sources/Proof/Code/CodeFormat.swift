/// What the fifteen format bits say: the correction level and the mask laid over the codewords
/// (ISO/IEC 18004:2015, clause 7.9).
struct CodeFormat: Equatable {
    let level: CodeLevel
    let mask: Int

    /// From both copies of the bits: the nearest word to either, with up to three bits wrong (the
    /// words of this BCH code differ in at least seven places).
    init?(copies: [Int]) {
        var best = 4
        var found: Int?
        for value in 0..<32 {
            for copy in copies {
                let distance = (Self.word(value) ^ copy).nonzeroBitCount
                if distance < best { (best, found) = (distance, value) }
            }
        }
        guard let found else { return nil }
        level = CodeLevel(bits: found >> 3)
        mask = found & 7
    }

    /// Level and mask followed by their remainder under the generator 0x537, laid over with a
    /// pattern so that no format is all light.
    private static func word(_ value: Int) -> Int {
        var remainder = value
        for _ in 0..<10 { remainder = remainder << 1 ^ (remainder >> 9) * 0x537 }
        return (value << 10 | remainder) ^ 0x5412
    }

    /// Whether the mask turns the module over.
    func turns(column x: Int, row y: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }
}
