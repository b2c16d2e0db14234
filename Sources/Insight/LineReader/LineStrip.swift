/// Where a line of print lies on a page: from the middle of its left edge to the middle of its
/// right edge, which a tilted page puts on different levels.
public struct LineStrip: Sendable {
    public var left: (x: Double, y: Double)
    public var right: (x: Double, y: Double)
    public var height: Double
    /// Pixels of a strip before its left edge and after its right edge, 32 pixels being `height`.
    public static let margin = 6.0

    public init(left: (x: Double, y: Double), right: (x: Double, y: Double), height: Double) {
        self.left = left
        self.right = right
        self.height = height
    }

    var length: Double {
        let (x, y) = (right.x - left.x, right.y - left.y)
        return (x * x + y * y).squareRoot()
    }

    /// The box of a stretch of the strip, given in pixels of the strip when it is cut `rows` pixels
    /// high with `margin` pixels before its left edge.
    public func box(
        from start: Double, to end: Double, rows: Double = Double(LineNetwork.lineHeight),
        margin: Double = Self.margin
    ) -> Box {
        let size = height / rows
        let (from, to) = (at((start - margin) * size), at((end - margin) * size))
        let top = min(from.y, to.y) - height / 2
        let x = max(0, Int(from.x.rounded()))
        let y = max(0, Int(top.rounded()))
        return Box(
            x: x, y: y, width: max(2, Int(to.x.rounded()) - x),
            height: Int((height + (from.y - to.y).magnitude).rounded()))
    }

    /// The point so many pixels after the left edge.
    private func at(_ distance: Double) -> (x: Double, y: Double) {
        let way = distance / max(length, 1)
        return (left.x + way * (right.x - left.x), left.y + way * (right.y - left.y))
    }
}
