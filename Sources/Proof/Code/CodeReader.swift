/// Reads the QR codes of a picture: a frame of a camera, a photograph, a page.
///
/// It finds the three finder patterns of a code in dark and light, then works in greys: corners,
/// version, alignment patterns, each module's grey. Turned, slanted, bent, blurred, mirrored and
/// inverted codes are read. Nothing is given that the code's error correction does not vouch for.
public enum CodeReader {
    /// The codes of the picture, the likeliest first.
    ///
    /// A picture in which no code is found is looked at again at half its size, and so on: that
    /// averages noise away and brings large codes to a size at which their squares are seen whole.
    public static func read(_ picture: GreyPicture) -> [ReadCode] {
        var scaled = picture
        var scale = 1.0
        while let half = scaled.halved() {
            let page = CodePage(scaled, half: half, scale: scale)
            let codes = page.read()
            if !codes.isEmpty || min(half.width, half.height) < 120 { return codes }
            scaled = half
            scale *= 2
        }
        return []
    }
}

/// One picture at one size.
struct CodePage {
    /// Three patterns that are no code's cost time; a page of codes has its likely ones in front.
    private static let attemptLimit = 24
    /// The share of known modules that a code must have right before its codewords are tried.
    private static let agreement = 0.68

    private let grey: GreyPicture
    private let dark: DarkPicture
    private let scale: Double

    init(_ picture: GreyPicture, half: GreyPicture, scale: Double) {
        grey = picture
        dark = DarkPicture(picture, half: half)
        self.scale = scale
    }

    func read() -> [ReadCode] {
        let patterns = FinderSearch(dark, grey: grey, step: grey.height > 400 ? 2 : 1).patterns
        var codes: [ReadCode] = []
        var taken = Set<Int>()
        var attempts = 0
        for triple in FinderTriple.all(of: patterns) {
            let parts = [triple.topLeft, triple.topRight, triple.bottomLeft]
            if parts.contains(where: { taken.contains($0) }) { continue }
            guard attempts < Self.attemptLimit else { break }
            attempts += 1
            guard let frame = CodeFrame(triple, of: patterns, grey: grey, dark: dark),
                let code = read(frame)
            else { continue }
            codes.append(code)
            taken.formUnion(parts)
            attempts = 0
        }
        return codes
    }

    private func read(_ frame: CodeFrame) -> ReadCode? {
        for version in frame.versions(in: grey) {
            guard let mesh = mesh(of: frame, version: version) else { continue }
            let pattern = FunctionPattern(version)
            let dimension = version.dimension
            let samples = ModuleSamples(
                grey, mesh: mesh, dimension: dimension, isInverted: frame.isInverted)
            var likeness = 0.0
            for sharpening in [0.6, 0, 1.5, 3] {
                guard let grid = samples.grid(sharpening: sharpening) else { continue }
                likeness = max(likeness, pattern.agreement(with: grid))
                guard likeness > Self.agreement else { break }
                let side = Double(dimension)
                let corners = [(0.0, 0.0), (side, 0), (side, side), (0, side)].map {
                    mesh.point($0.0, $0.1) * scale
                }
                if let code = ReadCode(grid, pattern: pattern, corners: corners) { return code }
            }
        }
        return nil
    }

    private func mesh(of frame: CodeFrame, version: CodeVersion) -> ModuleMesh? {
        guard let first = frame.projection(version.dimension) else { return nil }
        let lines = version.alignmentCentres.map { Double($0) + 0.5 }
        guard lines.count > 1 else {
            let ends = [3.5, Double(version.dimension) - 3.5]
            return ModuleMesh(
                lines: ends, crossings: ends.flatMap { y in ends.map { x in first.point(x, y) } })
        }
        let search = AlignmentSearch(frame, picture: grey, version: version, projection: first)
        return ModuleMesh(lines: lines, crossings: search.crossings())
    }
}
