extension PageSheet {
    /// A sheet whose letters cannot be measured is taken to be this many letters high.
    private static let lettersOfSide = 90.0
    private static let largestEnlargement = 4.0
    private static let levelPixels = 4e6
    /// Below this, whole pixels are averaged before anything is turned.
    private static let shrinking = 0.8

    /// See `ReadablePage`.
    public func level(letterHeight target: Double, scale: Double) -> LevelPage {
        let side = Double(flat.longerSide)
        let height = letterHeight > 0 ? letterHeight : side / Self.lettersOfSide
        let most = (Self.levelPixels / Double(flat.pixels.count)).squareRoot()
        let factor = min(target / height * scale, Self.largestEnlargement, most)
        let columns = max(1, Int((Double(flat.width) * factor).rounded()))
        let rows = max(1, Int((Double(flat.height) * factor).rounded()))
        let source = factor < Self.shrinking ? flat.resized(width: columns, height: rows) : flat
        let step = Double(flat.width) / Double(source.width)
        let (middleX, middleY) = (Double(flat.width) / 2, Double(flat.height) / 2)
        let (sine, cosine) = Elementary.sineAndCosine(tilt * Elementary.pi / 180)
        let toPaper = (
            cosine / factor, -sine / factor, middleX - cosine * middleX + sine * middleY,
            sine / factor, cosine / factor, middleY - sine * middleX - cosine * middleY
        )
        let page = LevelPage(ink: [], width: columns, height: rows, toPaper: toPaper)
        let ink = source.pixels.withUnsafeBufferPointer { pixels in
            let from = GreySampler(pixels: pixels, width: source.width, height: source.height)
            let (right, bottom) = (Double(source.width), Double(source.height))
            return GreyPlane(width: columns, height: rows) { column, row in
                let place = page.onPaper((Double(column), Double(row)))
                let (x, y) = (place.x / step, place.y / step)
                guard x > -1, y > -1, x < right, y < bottom else { return 0 }
                return 255 - from.value(x, y)
            }
        }
        return LevelPage(ink: ink.pixels, width: columns, height: rows, toPaper: toPaper)
    }

    private static let widestStrip = 4096
    /// Shrinking more than this must average, or thin strokes are skipped.
    private static let averaging = 0.7
    private static let mostLooks = 4.0

    /// See `ReadablePage`.
    public func strip(
        _ line: LineStrip, rows: Int, margin: Double
    ) -> (grey: [UInt8], width: Int)? {
        let scale = Double(rows) / line.height
        let length = line.length
        guard length > 0, line.height > 0, length * scale + 2 * margin < Double(Self.widestStrip)
        else { return nil }
        let width = Int((length * scale + 2 * margin).rounded())
        let across = (
            x: (line.right.x - line.left.x) / length, y: (line.right.y - line.left.y) / length
        )
        let looks = scale < Self.averaging ? min((1 / scale).rounded(.up), Self.mostLooks) : 1
        let count = looks * looks
        let strip = grey.pixels.withUnsafeBufferPointer { pixels in
            let from = GreySampler(pixels: pixels, width: grey.width, height: grey.height)
            return GreyPlane(width: width, height: rows) { column, row in
                var sum = 0.0
                for look in 0..<Int(count) {
                    let shift = (look % Int(looks), look / Int(looks))
                    let along = Double(column) + (Double(shift.0) + 0.5) / looks - 0.5
                    let below = Double(row) + (Double(shift.1) + 0.5) / looks - 0.5
                    let (u, v) = ((along - margin) / scale, (below - Double(rows) / 2) / scale)
                    sum += from.value(
                        line.left.x + u * across.x - v * across.y,
                        line.left.y + u * across.y + v * across.x)
                }
                return sum / count
            }
        }
        return (strip.pixels, width)
    }

    /// See `ReadablePage`.
    public func placed(_ box: Box) -> Box {
        let (left, top) = (Double(box.x), Double(box.y))
        let (right, bottom) = (Double(box.right), Double(box.bottom))
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
            .map { toPicture.point($0.0, $0.1) }
        return Box(
            left: corners.reduce(.infinity) { min($0, $1.x) },
            top: corners.reduce(.infinity) { min($0, $1.y) },
            right: corners.reduce(-.infinity) { max($0, $1.x) },
            bottom: corners.reduce(-.infinity) { max($0, $1.y) })
    }
}

extension Box {
    /// Whole pixels, at least one each way, none before the picture's edge.
    public init(left: Double, top: Double, right: Double, bottom: Double) {
        func whole(_ side: Double) -> Int { Int(min(max(side, 0), 1e7).rounded()) }
        let (x, y) = (whole(left), whole(top))
        self.init(x: x, y: y, width: max(1, whole(right) - x), height: max(1, whole(bottom) - y))
    }
}

/// A photograph and what is to be seen of its paper, for reading without a server.
public struct PhotographedPage: ReadablePage {
    private let original: GreyPlane
    public private(set) var sheet: PageSheet
    public private(set) var quarterTurns = 0

    public init(_ picture: GreyPlane) {
        original = picture
        sheet = PageSheet(picture)
    }

    public mutating func turn(quarters: Int) {
        quarterTurns = quarters & 3
        sheet = PageSheet(original.turned(quarters: quarters))
    }

    public func level(letterHeight: Double, scale: Double) -> LevelPage {
        sheet.level(letterHeight: letterHeight, scale: scale)
    }

    public func strip(
        _ line: LineStrip, rows: Int, margin: Double
    ) -> (grey: [UInt8], width: Int)? {
        sheet.strip(line, rows: rows, margin: margin)
    }

    public func placed(_ box: Box) -> Box { sheet.placed(box) }
}
