/// The four corners of a sheet of paper in a picture, in its pixels.
public struct PaperOutline: Sendable {
    public typealias Point = (x: Double, y: Double)

    public let topLeft: Point
    public let topRight: Point
    public let bottomRight: Point
    public let bottomLeft: Point

    private static let side = 640
    /// A sheet is brighter than the ground that it lies on by so many greys.
    private static let contrast = 35.0
    /// Of the picture. A scan has no ground around its page.
    private static let size = 0.15...0.92
    /// A sheet fills its own outline; a bright patch of a table does not.
    private static let filled = 0.85
    private static let fourSided = 0.94
    private static let blur = 2
    /// Print up to so many pixels each way does not part the sheet.
    private static let bridge = 7

    /// One bright sheet on a darker ground. nil when the page fills the picture, as a scan does,
    /// or when no clean four-sided sheet stands out.
    public init?(in picture: GreyPlane) {
        let small = picture.within(side: Self.side).softened(reach: Self.blur)
        let threshold = small.threshold()
        let mask = GreyPlane.mask(small) { $0 > threshold }
            .extreme(reach: Self.bridge, brightest: true)
            .extreme(reach: Self.bridge, brightest: false)
        let pieces = InkPieces(mask) { $0 > 0 }
        guard
            let sheet = pieces.pieces.indices.max(by: {
                pieces.pieces[$0].area < pieces.pieces[$1].area
            })
        else { return nil }
        let area = Double(pieces.pieces[sheet].area)
        guard Self.size.contains(area / Double(small.pixels.count)) else { return nil }
        let hull = ConvexHull(of: pieces.runs.filter { $0.piece == sheet })
        let corners = hull.largestQuadrilateral
        guard corners.points.count == 4, corners.area > Self.fourSided * hull.area,
            area > Self.filled * corners.area, Self.standsOut(corners, small)
        else { return nil }
        self.init(
            corners.points,
            scale: (
                Double(picture.width) / Double(small.width),
                Double(picture.height) / Double(small.height)
            ))
    }

    private init?(_ corners: [Point], scale: (x: Double, y: Double)) {
        func extreme(_ key: (Point) -> Double) -> Point? {
            corners.max { key($0) < key($1) }.map { ($0.x * scale.x, $0.y * scale.y) }
        }
        guard let topLeft = extreme({ -$0.x - $0.y }), let topRight = extreme({ $0.x - $0.y }),
            let bottomRight = extreme({ $0.x + $0.y }), let bottomLeft = extreme({ $0.y - $0.x })
        else { return nil }
        (self.topLeft, self.topRight) = (topLeft, topRight)
        (self.bottomRight, self.bottomLeft) = (bottomRight, bottomLeft)
    }

    private static func standsOut(_ corners: ConvexHull, _ picture: GreyPlane) -> Bool {
        var (inside, outside, within) = (0.0, 0.0, 0.0)
        for row in 0..<picture.height {
            let span = corners.span(row: Double(row))
            for column in 0..<picture.width {
                let grey = Double(picture.pixels[row * picture.width + column])
                if let span, span.contains(Double(column)) {
                    inside += grey
                    within += 1
                } else {
                    outside += grey
                }
            }
        }
        let without = Double(picture.pixels.count) - within
        guard within > 0, without > 0 else { return false }
        return inside / within - outside / without >= contrast
    }

    var corners: [Point] { [topLeft, topRight, bottomRight, bottomLeft] }

    /// Of the flat sheet: the longer of each two opposite sides, in pixels.
    var size: (width: Int, height: Int) {
        func side(_ a: Point, _ b: Point) -> Double {
            let (x, y) = (a.x - b.x, a.y - b.y)
            return (x * x + y * y).squareRoot()
        }
        return (
            Int(max(side(topLeft, topRight), side(bottomLeft, bottomRight)).rounded()),
            Int(max(side(topLeft, bottomLeft), side(topRight, bottomRight)).rounded())
        )
    }

    /// In square pixels.
    public var area: Double { ConvexHull(points: corners).area }
}

extension GreyPlane {
    /// White where `holds`, black elsewhere.
    static func mask(_ plane: GreyPlane, _ holds: (UInt8) -> Bool) -> GreyPlane {
        var mask = GreyPlane(filledWith: 0, width: plane.width, height: plane.height)
        for (index, grey) in plane.pixels.enumerated() where holds(grey) {
            mask.pixels[index] = 255
        }
        return mask
    }
}
