/// The data of one code: its codewords in the order of reading, unmasked, put back into their
/// blocks and mended (ISO/IEC 18004:2015, clauses 7.7 and 12).
struct Codewords {
    /// The data codewords of all blocks, one behind the other.
    let bytes: [UInt8]
    /// How many codewords were wrong.
    let mended: Int

    /// `nil` when a block has more errors than its level mends.
    init?(_ grid: ModuleGrid, pattern: FunctionPattern, format: CodeFormat) {
        let read = Self.read(grid, pattern: pattern, format: format)
        let (version, level) = (pattern.version, format.level)
        let reedSolomon = ReedSolomon()
        var bytes: [UInt8] = []
        var mended = 0
        for var block in Self.blocks(of: read, version: version, level: level) {
            guard
                let errors = reedSolomon.correct(
                    &block, checkCount: version.checkCount(level),
                    correctable: version.correctable(level))
            else { return nil }
            mended += errors
            bytes += block.dropLast(version.checkCount(level))
        }
        self.bytes = bytes
        self.mended = mended
    }

    /// Up and down in columns two modules wide from the right, past the vertical timing pattern.
    private static func read(
        _ grid: ModuleGrid, pattern: FunctionPattern, format: CodeFormat
    ) -> [UInt8] {
        var codewords: [UInt8] = []
        var (value, count) = (0, 0)
        var isUpward = true
        var right = grid.dimension - 1
        while right > 0 {
            if right == 6 { right = 5 }
            for step in 0..<grid.dimension {
                let row = isUpward ? grid.dimension - 1 - step : step
                for column in [right, right - 1]
                where pattern.isCodeword(column: column, row: row) {
                    let isSet = grid[column, row] != format.turns(column: column, row: row)
                    value = value << 1 | (isSet ? 1 : 0)
                    count += 1
                    if count % 8 == 0 { codewords.append(UInt8(truncatingIfNeeded: value)) }
                }
            }
            isUpward.toggle()
            right -= 2
        }
        return codewords
    }

    /// Codewords lie in the code one of each block in turn; the last blocks hold one more of data.
    private static func blocks(
        of codewords: [UInt8], version: CodeVersion, level: CodeLevel
    ) -> [[UInt8]] {
        let blockCount = version.blockCount(level)
        let checkCount = version.checkCount(level)
        let shortLength = codewords.count / blockCount - checkCount
        let shortBlocks = blockCount - codewords.count % blockCount
        var blocks = [[UInt8]](repeating: [], count: blockCount)
        var next = 0
        for index in 0...shortLength {
            for block in 0..<blockCount where index < shortLength || block >= shortBlocks {
                blocks[block].append(codewords[next])
                next += 1
            }
        }
        for index in next..<codewords.count {
            blocks[(index - next) % blockCount].append(codewords[index])
        }
        return blocks
    }
}
