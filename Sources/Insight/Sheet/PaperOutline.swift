/// The four corners of a sheet of paper in a picture, in its pixels.
public struct PaperOutline: Sendable {
    public typealias Point = (x: Double, y: Double)

    public let topLeft: Point
    public let topRight: Point
    public let bottomRight: Point
    public let bottomLeft: Point

    /// A sheet is brighter than the ground that it lies on by so many greys.
    private static let contrast = 35.0
    /// Of the picture. A scan has no ground around its page.
    private static let size = 0.15...0.92
    /// Of each of several sheets that lie beside each other.
    private static let smallest = 0.04
    /// Beside the largest: what is smaller is a card or a coin.
    private static let alike = 0.2
    /// A sheet fills its own outline; a bright patch of a table does not.
    private static let filled = 0.85
    private static let fourSided = 0.94

    /// One bright sheet on a darker ground. nil when the page fills the picture, as a scan does,
    /// or when no clean four-sided sheet stands out.
    public init?(in picture: GreyPlane) {
        let view = SheetView(picture)
        guard let sheet = view.sheets.max(by: { $0.area < $1.area }),
            Self.size.contains(sheet.share), let outline = Self(sheet, in: view)
        else { return nil }
        self = outline
    }

    /// All sheets of a picture on which several lie beside each other, row by row; empty where
    /// there are not two at least.
    public static func several(in picture: GreyPlane) -> [PaperOutline] {
        let view = SheetView(picture)
        let largest = view.sheets.reduce(0) { max($0, $1.area) }
        let found = view.sheets.filter {
            $0.share >= smallest && $0.area >= alike * largest
        }.compactMap { PaperOutline($0, in: view) }
        guard found.count > 1 else { return [] }
        return rows(of: found).flatMap { $0.sorted { $0.middle.x < $1.middle.x } }
    }

    /// From the top: beside the highest sheet of a row lies whatever has its middle above that
    /// sheet's lower edge.
    private static func rows(of sheets: [PaperOutline]) -> [[PaperOutline]] {
        var rows: [[PaperOutline]] = []
        for sheet in sheets.sorted(by: { $0.middle.y < $1.middle.y }) {
            if let first = rows.last?.first,
                sheet.middle.y < max(first.bottomLeft.y, first.bottomRight.y)
            {
                rows[rows.count - 1].append(sheet)
            } else {
                rows.append([sheet])
            }
        }
        return rows
    }

    private init?(_ sheet: SheetView.Sheet, in view: SheetView) {
        let corners = sheet.hull.largestQuadrilateral
        guard corners.points.count == 4, corners.area > Self.fourSided * sheet.hull.area,
            sheet.area > Self.filled * corners.area,
            sheet.brightness - view.ground >= Self.contrast
        else { return nil }
        self.init(corners.points, scale: view.scale)
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

    /// From the top left one, clockwise.
    public var corners: [Point] { [topLeft, topRight, bottomRight, bottomLeft] }

    private var middle: Point {
        (corners.reduce(0) { $0 + $1.x } / 4, corners.reduce(0) { $0 + $1.y } / 4)
    }

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
