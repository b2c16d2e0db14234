/// The size of a code, 1 to 40, and what follows from it (ISO/IEC 18004:2015, tables 1, 9 and E.1).
struct CodeVersion: Equatable {
    let number: Int

    init?(number: Int) {
        guard (1...40).contains(number) else { return nil }
        self.number = number
    }

    init?(dimension: Int) {
        guard dimension % 4 == 1 else { return nil }
        self.init(number: (dimension - 17) / 4)
    }

    /// Modules a side.
    var dimension: Int { 17 + 4 * number }

    /// Columns, and rows, in which alignment patterns are centred; none in version 1.
    var alignmentCentres: [Int] {
        guard number > 1 else { return [] }
        let count = number / 7 + 2
        let step = number == 32 ? 26 : (number * 4 + count * 2 + 1) / (count * 2 - 2) * 2
        var centres = [6]
        for index in (0..<count - 1).reversed() {
            centres.append(dimension - 7 - index * step)
        }
        return centres
    }

    /// Error correction codewords of each block.
    func checkCount(_ level: CodeLevel) -> Int {
        Int(Self.checkCounts(level)[number - 1])
    }

    func blockCount(_ level: CodeLevel) -> Int {
        Int(Self.blockCounts(level)[number - 1])
    }

    /// Errors of a block that are mended. The smallest codes keep some of their check codewords
    /// against misreading (table 9, note b).
    func correctable(_ level: CodeLevel) -> Int {
        let kept =
            switch (number, level) {
            case (1, .low): 3
            case (1, .medium), (2, .low): 2
            case (1, _), (3, .low): 1
            default: 0
            }
        return (checkCount(level) - kept) / 2
    }

    private static func checkCounts(_ level: CodeLevel) -> [UInt8] {
        switch level {
        case .low:
            [
                7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28,
                28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
            ]
        case .medium:
            [
                10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
                26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
            ]
        case .quartile:
            [
                13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30,
                28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
            ]
        case .high:
            [
                17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28,
                30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
            ]
        }
    }

    private static func blockCounts(_ level: CodeLevel) -> [UInt8] {
        switch level {
        case .low:
            [
                1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8,
                8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25,
            ]
        case .medium:
            [
                1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16,
                17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
            ]
        case .quartile:
            [
                1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20,
                23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68,
            ]
        case .high:
            [
                1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25,
                25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81,
            ]
        }
    }
}

extension CodeVersion {
    /// From the 18 version bits of codes from version 7 on, with up to three of them wrong (the
    /// words of this BCH code differ in at least eight places).
    init?(bits: Int) {
        for number in 7...40 {
            if (Self.word(number) ^ bits).nonzeroBitCount <= 3 {
                self.init(number: number)
                return
            }
        }
        return nil
    }

    /// The version followed by its remainder under the generator 0x1f25.
    private static func word(_ number: Int) -> Int {
        var remainder = number
        for _ in 0..<12 { remainder = remainder << 1 ^ (remainder >> 11) * 0x1f25 }
        return number << 12 | remainder
    }
}
