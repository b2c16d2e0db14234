/// From the flat sheet to the picture in which it is seen at an angle (P. Heckbert, "Fundamentals
/// of texture mapping and image warping", 1989).
struct Perspective {
    private var numbers = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0)

    /// Where the sheet is the picture.
    init() {}

    init(from width: Int, _ height: Int, to outline: PaperOutline) {
        let (a, b) = (outline.topLeft, outline.topRight)
        let (c, d) = (outline.bottomRight, outline.bottomLeft)
        let (sumX, sumY) = (a.x - b.x + c.x - d.x, a.y - b.y + c.y - d.y)
        let (x1, y1, x2, y2) = (b.x - c.x, b.y - c.y, d.x - c.x, d.y - c.y)
        let whole = x1 * y2 - x2 * y1
        let g = whole == 0 ? 0 : (sumX * y2 - x2 * sumY) / whole
        let h = whole == 0 ? 0 : (x1 * sumY - sumX * y1) / whole
        let (w, t) = (1 / Double(max(width, 1)), 1 / Double(max(height, 1)))
        numbers = (
            (b.x - a.x + g * b.x) * w, (d.x - a.x + h * d.x) * t, a.x,
            (b.y - a.y + g * b.y) * w, (d.y - a.y + h * d.y) * t, a.y, g * w, h * t
        )
    }

    func point(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        let n = numbers
        let depth = n.6 * x + n.7 * y + 1
        return ((n.0 * x + n.1 * y + n.2) / depth, (n.3 * x + n.4 * y + n.5) / depth)
    }
}
