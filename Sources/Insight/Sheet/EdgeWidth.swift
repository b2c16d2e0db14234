/// How wide the edges of letters are: the blur of a picture in its own pixels.
enum EdgeWidth {
    /// Rows looked at, spread over the page.
    private static let rows = 400
    /// An edge leads over so much of the way from ink to paper.
    private static let depth = 0.4
    private static let fewestEdges = 50

    /// From ink to paper at the steepest place's slope, the middle one of all upright edges;
    /// nil where there are hardly any. About 1.5 for a sharp scan, 2.5 times the deviation of a
    /// bell that blurs it.
    static func middle(of flat: GreyPlane) -> Double? {
        let (paper, ink) = (flat.level(0.8), flat.level(0.01))
        let least = max(depth * Double(paper - ink), 12)
        var widths: [Double] = []
        let step = max(1, flat.height / rows)
        flat.pixels.withUnsafeBufferPointer { pixels in
            for row in stride(from: 0, to: flat.height, by: step) {
                let line = UnsafeBufferPointer(
                    rebasing: pixels[(row * flat.width)..<((row + 1) * flat.width)])
                add(line, least, to: &widths)
            }
        }
        guard widths.count >= fewestEdges else { return nil }
        widths.sort()
        return widths[widths.count / 2]
    }

    /// Every stretch on which a row only rises or only falls.
    private static func add(
        _ line: UnsafeBufferPointer<UInt8>, _ least: Double, to widths: inout [Double]
    ) {
        var (start, direction, steepest) = (0, 0, 0)
        for column in 1..<max(line.count, 1) {
            let slope = Int(line[column]) - Int(line[column - 1])
            if slope.signum() != direction {
                close(line, start, column - 1, steepest, least, &widths)
                (start, direction, steepest) = (column - 1, slope.signum(), 0)
            }
            steepest = max(steepest, abs(slope))
        }
        close(line, start, line.count - 1, steepest, least, &widths)
    }

    private static func close(
        _ line: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ steepest: Int,
        _ least: Double, _ widths: inout [Double]
    ) {
        guard end > start, steepest > 0 else { return }
        let range = Double((Int(line[end]) - Int(line[start])).magnitude)
        if range >= least { widths.append(range / Double(steepest)) }
    }
}
