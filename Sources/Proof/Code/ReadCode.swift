/// One code that was found in a picture.
public struct ReadCode: Equatable, Sendable {
    public let content: CodeContent
    /// 1 to 40.
    public let version: Int
    public let level: CodeLevel
    /// How many codewords had to be mended.
    public let mended: Int
    /// In pixels of the picture: top left, top right, bottom right, bottom left of the code.
    public let corners: [PicturePoint]
}

extension ReadCode {
    /// The code in its modules; `nil` without any text that the error correction vouches for.
    public init?(_ grid: ModuleGrid) {
        guard let version = CodeVersion(dimension: grid.dimension) else { return nil }
        self.init(grid, pattern: FunctionPattern(version), corners: [])
    }

    /// Codes seen in a mirror are read too.
    init?(_ grid: ModuleGrid, pattern: FunctionPattern, corners: [PicturePoint]) {
        for seen in [grid, grid.mirrored] {
            guard let format = CodeFormat(copies: seen.formatCopies),
                let codewords = Codewords(seen, pattern: pattern, format: format)
            else { continue }
            var reader = SegmentReader(codewords.bytes, version: pattern.version)
            guard let content = reader.read() else { continue }
            self.init(
                content: content, version: pattern.version.number, level: format.level,
                mended: codewords.mended, corners: corners)
            return
        }
        return nil
    }
}
