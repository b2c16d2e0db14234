/// A page whose lines of print can be looked for and cut out, by whatever prepared it.
public protocol ReadablePage {
    associatedtype Failure: Error

    /// Clockwise quarters by which the picture was turned to lie as it does.
    var quarterTurns: Int { get }

    /// Turns the picture as it was given; the paper is looked for again.
    mutating func turn(quarters: Int) throws(Failure)

    /// The page set level, its capitals `letterHeight` pixels high as far as `scale` corrects
    /// their measure.
    func level(letterHeight: Double, scale: Double) throws(Failure) -> LevelPage

    /// Greys of a line set level, `rows` pixels high; nil when it lies beyond the page.
    func strip(_ line: LineStrip, rows: Int, margin: Double) -> (grey: [UInt8], width: Int)?

    /// A box of the paper in pixels of the picture.
    func placed(_ box: Box) -> Box
}

/// A page as the line finder wants it.
public struct LevelPage: Sendable {
    /// Row by row, 0 for paper and 255 for the blackest ink.
    public var ink: [UInt8]
    public var width: Int
    public var height: Int
    /// x = 0·x + 1·y + 2, y = 3·x + 4·y + 5: from these pixels to those of the paper.
    public var toPaper: (Double, Double, Double, Double, Double, Double)

    public init(
        ink: [UInt8], width: Int, height: Int,
        toPaper: (Double, Double, Double, Double, Double, Double)
    ) {
        (self.ink, self.width, self.height, self.toPaper) = (ink, width, height, toPaper)
    }

    func onPaper(_ point: (x: Double, y: Double)) -> (x: Double, y: Double) {
        let to = toPaper
        return (
            to.0 * point.x + to.1 * point.y + to.2, to.3 * point.x + to.4 * point.y + to.5
        )
    }

    /// Pixels of the paper to one of the level page.
    var factor: Double { (toPaper.0 * toPaper.0 + toPaper.3 * toPaper.3).squareRoot() }
}
