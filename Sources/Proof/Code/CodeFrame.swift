/// Where a code may lie: three finder patterns with their corners, and the versions it may have.
struct CodeFrame {
    let topLeft: FinderOutline
    let topRight: FinderOutline
    let bottomLeft: FinderOutline
    let isInverted: Bool

    init?(
        _ triple: FinderTriple, of patterns: [FinderPattern], grey: GreyPicture, dark: DarkPicture
    ) {
        let corner = patterns[triple.topLeft]
        let right = patterns[triple.topRight].centre - corner.centre
        let down = patterns[triple.bottomLeft].centre - corner.centre
        func outline(_ pattern: Int) -> FinderOutline? {
            FinderOutline(patterns[pattern], right: right, down: down, grey: grey, dark: dark)
        }
        guard let topLeft = outline(triple.topLeft), let topRight = outline(triple.topRight),
            let bottomLeft = outline(triple.bottomLeft)
        else { return nil }
        (self.topLeft, self.topRight, self.bottomLeft) = (topLeft, topRight, bottomLeft)
        isInverted = corner.isInverted
    }

    /// Versions by likelihood: what the version bits say, then by the patterns' distance.
    func versions(in picture: GreyPicture) -> [CodeVersion] {
        // Of two module widths under perspective the geometric mean is exact.
        let across =
            (topRight.centre - topLeft.centre).length
            / (topLeft.moduleWidth * topRight.moduleWidth).squareRoot()
        let down =
            (bottomLeft.centre - topLeft.centre).length
            / (topLeft.moduleHeight * bottomLeft.moduleHeight).squareRoot()
        let measured = ((across + down) / 2 + 7 - 17) / 4
        guard measured > 0.4, measured < 44 else { return [] }
        let nearest = min(max(Int(measured + 0.5), 1), 40)
        var numbers = [nearest, nearest + (Double(nearest) < measured ? 1 : -1)]
        if nearest >= 6, let said = said(in: picture, dimension: 17 + 4 * nearest),
            (said.number - nearest).magnitude < 6
        {
            numbers = [said.number] + numbers.filter { $0 != said.number }
        }
        return numbers.compactMap { CodeVersion(number: $0) }
    }

    /// The map from modules to pixels by all twelve corners.
    func projection(_ dimension: Int) -> Projection? {
        let far = Double(dimension - 7)
        var modules: [PicturePoint] = []
        for (x, y) in [(0.0, 0.0), (far, 0), (0, far)] {
            for (right, down) in [(0.0, 0.0), (7, 0), (7, 7), (0, 7)] {
                modules.append(PicturePoint(x + right, y + down))
            }
        }
        return Projection(
            from: modules, to: topLeft.corners + topRight.corners + bottomLeft.corners)
    }

    /// The version bits beside the upper right and the lower left pattern. They stand so near the
    /// patterns that a wrong dimension hardly moves them.
    private func said(in picture: GreyPicture, dimension: Int) -> CodeVersion? {
        guard let projection = projection(dimension) else { return nil }
        func version(isLower: Bool) -> CodeVersion? {
            var values: [Double] = []
            for index in 0..<18 {
                let short = Double(dimension - 11 + index % 3) + 0.5
                let long = Double(index / 3) + 0.5
                let point =
                    isLower ? projection.point(long, short) : projection.point(short, long)
                values.append(picture.value(at: point))
            }
            // The light column or row between bits and pattern, and the pattern's own dark edge.
            var (light, dark) = (0.0, 0.0)
            for index in 0..<7 {
                let long = Double(index) + 0.5
                let (near, far) = (Double(dimension) - 7.5, Double(dimension) - 6.5)
                light += picture.value(
                    at: isLower ? projection.point(long, near) : projection.point(near, long))
                dark += picture.value(
                    at: isLower ? projection.point(long, far) : projection.point(far, long))
            }
            let limit = (light + dark) / 14
            var bits = 0
            for index in values.indices where (values[index] < limit) != isInverted {
                bits |= 1 << index
            }
            return CodeVersion(bits: bits)
        }
        return version(isLower: false) ?? version(isLower: true)
    }
}
