/// How the print of a flattened page lies, and how large it is.
enum PrintMeasure {
    private static let tiltSide = 900
    private static let steepest = 12.0
    /// Turning must gather the ink so much better than leaving the page as it is.
    private static let worthwhile = 1.02

    /// The turn, in degrees, that sets the lines of print level.
    static func tilt(of flat: GreyPlane) -> Double {
        let small = flat.within(side: tiltSide)
        let threshold = small.threshold()
        var ink: [(x: Float, y: Float)] = []
        for row in 0..<small.height {
            for column in 0..<small.width
            where small.pixels[row * small.width + column] <= threshold {
                ink.append((Float(column), Float(row)))
            }
        }
        let middle = (Float(small.width) / 2, Float(small.height) / 2)
        var (best, most) = (0.0, contrast(ink, middle, degrees: 0) * Float(worthwhile))
        func sweep(from first: Double, to last: Double, step: Double) {
            for degrees in stride(from: first, through: last, by: step) {
                let found = contrast(ink, middle, degrees: degrees)
                if found > most { (best, most) = (degrees, found) }
            }
        }
        sweep(from: -steepest, to: steepest, step: 1)
        sweep(from: best - 0.75, to: best + 0.75, step: 0.25)
        return best
    }

    /// How sharply the ink gathers in rows when the page is turned by `degrees`.
    private static func contrast(
        _ ink: [(x: Float, y: Float)], _ middle: (x: Float, y: Float), degrees: Double
    ) -> Float {
        let turn = Elementary.sineAndCosine(degrees * Elementary.pi / 180)
        let (sine, cosine) = (Float(turn.sine), Float(turn.cosine))
        // Far corners of a turned page come to lie beyond its edges.
        let rim = middle.x / 4 + 2
        var rows = [Float](repeating: 0, count: Int(2 * middle.y + 2 * rim) + 2)
        for place in ink {
            // OpenCV turns against the clock for positive degrees, and so do we.
            let y = middle.y - (place.x - middle.x) * sine + (place.y - middle.y) * cosine + rim
            guard y >= 0, y < Float(rows.count - 1) else { continue }
            let row = Int(y)
            rows[row] += 1 - (y - Float(row))
            rows[row + 1] += y - Float(row)
        }
        var sum: Float = 0
        for row in 1..<rows.count {
            let step = rows[row] - rows[row - 1]
            sum += step * step
        }
        return sum
    }

    private static let fewestLetters = 20
    /// Dots and commas pull the median down; the upper third is where capitals and figures lie.
    private static let place = 0.65

    /// The usual height of what looks like a letter, in pixels; 0 when too little does.
    static func letterHeight(of flat: GreyPlane) -> Double {
        let threshold = flat.threshold()
        let pieces = InkPieces(flat) { $0 <= threshold }.pieces
        var heights = pieces.filter { isLetter($0, on: flat.height) }.map { $0.height }
        guard heights.count >= fewestLetters else { return 0 }
        heights.sort()
        return Double(heights[Int(Double(heights.count) * place)])
    }

    private static func isLetter(_ piece: InkPieces.Piece, on rows: Int) -> Bool {
        let (width, height) = (piece.width, piece.height)
        return height >= 5 && height < rows / 12 && width >= 2 && width < 4 * height
            && height < 8 * width && piece.area * 12 > width * height
    }
}
