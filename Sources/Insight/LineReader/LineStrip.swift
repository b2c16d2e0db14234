/// Where a line of print lies in the upright picture: from the middle of its left edge to the
/// middle of its right edge, which a tilted page puts on different levels.
public struct LineStrip: Sendable {
    public var left: (x: Double, y: Double)
    public var right: (x: Double, y: Double)
    public var height: Double
    /// Pixels of a strip before its left edge and after its right edge, 32 pixels being `height`.
    public static let margin = 6.0
    /// A strip this many pixels wide is no line of print.
    public static let widest = 2400.0

    var length: Double {
        let (x, y) = (right.x - left.x, right.y - left.y)
        return (x * x + y * y).squareRoot()
    }

    var scale: Double { Double(LineNetwork.lineHeight) / height }

    /// The box of a stretch of the strip, given in the strip's pixels.
    func box(from start: Double, to end: Double) -> Box {
        let (from, to) = (at(start), at(end))
        let top = min(from.y, to.y) - height / 2
        let x = max(0, Int(from.x.rounded()))
        let y = max(0, Int(top.rounded()))
        return Box(
            x: x, y: y, width: max(2, Int(to.x.rounded()) - x),
            height: Int((height + (from.y - to.y).magnitude).rounded()))
    }

    private func at(_ pixel: Double) -> (x: Double, y: Double) {
        let way = (pixel - Self.margin) / scale / max(length, 1)
        return (left.x + way * (right.x - left.x), left.y + way * (right.y - left.y))
    }
}

extension LineStrip {
    /// The stretches of print on a page, from words that another reader has found: its lines, cut
    /// where a gap is as wide as the print is high.
    public static func all(of words: [Word]) -> [LineStrip] {
        let slope = slope(of: words)
        var lines: [Int: [Word]] = [:]
        for word in words { lines[word.line ?? -1, default: []].append(word) }
        var strips: [LineStrip] = []
        for number in lines.keys.sorted() {
            let line = (lines[number] ?? []).sorted { $0.box.x < $1.box.x }
            let height = median(line.map { $0.box.height })
            var part: [Word] = []
            var end = 0
            for word in line {
                if !part.isEmpty && word.box.x - end > height {
                    add(part, slope, to: &strips)
                    part = []
                    end = 0
                }
                part.append(word)
                end = max(end, word.box.right)
            }
            add(part, slope, to: &strips)
        }
        return strips
    }

    private static func add(_ words: [Word], _ slope: Double, to strips: inout [LineStrip]) {
        guard let first = words.first else { return }
        // On a tilted page a long word's box is higher than its print.
        let spans = words.map { word -> (top: Double, bottom: Double) in
            let lift = slope * Double(word.box.centreX)
            let slack = slope.magnitude * Double(word.box.width) / 2
            return (Double(word.box.y) - lift + slack, Double(word.box.bottom) - lift - slack)
        }
        let typical = median(words.map { $0.box.height })
        var top = spans.map { $0.top }.min() ?? 0
        var bottom = spans.map { $0.bottom }.max() ?? 0
        if bottom - top > 1.5 * Double(typical) {
            top = spans.map { $0.top }.sorted()[spans.count / 2]
            bottom = top + Double(typical)
        }
        let air = 0.06 * (bottom - top)
        let height = bottom - top + 2 * air
        let x = (Double(first.box.x), Double(words.map { $0.box.right }.max() ?? 0))
        guard bottom - top >= 6, x.1 - x.0 >= 4 else { return }
        let middle = (top + bottom) / 2
        let strip = LineStrip(
            left: (x.0, middle + slope * x.0), right: (x.1, middle + slope * x.1), height: height)
        if strip.length * strip.scale < widest { strips.append(strip) }
    }

    private static func median(_ numbers: [Int]) -> Int {
        numbers.isEmpty ? 1 : max(1, numbers.sorted()[numbers.count / 2])
    }

    /// How much the lines fall per pixel; below a hundredth they are level.
    private static func slope(of words: [Word]) -> Double {
        var ends: [Int: (first: Box, last: Box)] = [:]
        for word in words {
            guard let line = word.line else { continue }
            let known = ends[line] ?? (word.box, word.box)
            ends[line] = (
                word.box.x < known.first.x ? word.box : known.first,
                word.box.x > known.last.x ? word.box : known.last
            )
        }
        let slopes = ends.values.compactMap { first, last -> Double? in
            let width = last.centreX - first.centreX
            guard width > 6 * max(first.height, 1) else { return nil }
            return Double(last.centreY - first.centreY) / Double(width)
        }.sorted()
        guard slopes.count >= 3 else { return 0 }
        let slope = slopes[slopes.count / 2]
        return slope.magnitude < 0.01 ? 0 : slope
    }
}
