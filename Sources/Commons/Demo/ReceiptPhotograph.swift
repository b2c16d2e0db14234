import Wire

/// A till's receipt as somebody photographs it: printed on a roll, laid on a table a little askew,
/// nearer at one end, under a lamp from one side. The same lines and seed give the same pixels.
struct ReceiptPhotograph {
    let lines: [ReceiptPage.Line]
    let seed: UInt64

    private static let columns = 37
    private static let leading = 38
    private static let edge = 26
    /// What is seen of the table around the paper.
    private static let table = 60

    private static let glyphs = TillGlyphs.cells.split(separator: "\n").map {
        Base64.decode(String($0)) ?? []
    }

    var tiff: [UInt8] {
        let page = Ink(
            width: Self.columns * TillGlyphs.width + 2 * Self.edge,
            height: Self.leading * (lines.count + 1) + 2 * Self.edge)
        let print = printed(on: page)
        let (width, height) = (page.width + 2 * Self.table, page.height + 2 * Self.table)
        return GreyTIFF.file(width: width, height: height, pixels: pixels(width, height, print))
    }

    /// How dark each point of the paper is, 0 to 255.
    private struct Ink {
        let width: Int
        let height: Int
        var dots: [UInt8] = []

        /// Between the points; nil beside the paper.
        func dark(_ x: Double, _ y: Double) -> Double? {
            guard x >= 0, y >= 0, x < Double(width - 1), y < Double(height - 1) else { return nil }
            let (left, top) = (Int(x), Int(y))
            let (right, down) = (x - Double(left), y - Double(top))
            let place = top * width + left
            let above = Double(dots[place]) * (1 - right) + Double(dots[place + 1]) * right
            let below = Double(dots[place + width]) * (1 - right)
                + Double(dots[place + width + 1]) * right
            return above * (1 - down) + below * down
        }
    }

    private func printed(on blank: Ink) -> Ink {
        var page = blank
        page.dots = [UInt8](repeating: 0, count: page.width * page.height)
        for (row, line) in lines.enumerated() {
            let top = Self.edge + Self.leading * row
            let scale = line.style == .title ? 1.25 : 1
            func put(_ text: String, at left: Int) {
                for (place, byte) in text.utf8.enumerated() where byte >= TillGlyphs.first {
                    let start = left + Int(Double(place * TillGlyphs.width) * scale)
                    stamp(Int(byte - TillGlyphs.first), at: start, top, scale, on: &page)
                }
            }
            func width(_ text: String) -> Int {
                Int(Double(text.utf8.count * TillGlyphs.width) * scale)
            }
            let room = page.width - 2 * Self.edge
            put(
                line.left,
                at: Self.edge + (line.isCentred ? max(0, (room - width(line.left)) / 2) : 0))
            put(line.right, at: Self.edge + max(0, room - width(line.right)))
        }
        return page
    }

    private func stamp(
        _ glyph: Int, at left: Int, _ top: Int, _ scale: Double, on page: inout Ink
    ) {
        guard Self.glyphs.indices.contains(glyph) else { return }
        let bits = Self.glyphs[glyph]
        for y in 0..<Int(Double(TillGlyphs.height) * scale) {
            for x in 0..<Int(Double(TillGlyphs.width) * scale) {
                let bit = Int(Double(y) / scale) * TillGlyphs.width + Int(Double(x) / scale)
                let place = (top + y) * page.width + left + x
                if bits[bit / 8] >> (7 - bit % 8) & 1 == 1, left + x < page.width,
                    place < page.dots.count
                {
                    page.dots[place] = 255
                }
            }
        }
    }

    private func pixels(_ width: Int, _ height: Int, _ page: Ink) -> [UInt8] {
        var random = DemoRandom(seed: seed)
        func share(_ least: Int, _ most: Int) -> Double {
            Double(random.within(least...most)) / 1_000
        }
        let lean = share(12, 32) * (random.happens(percent: 50) ? 1 : -1)
        let nearer = share(-30, 30)
        let (across, along) = (share(-160, 160), share(-120, 120))
        let fade = share(700, 950)
        let (middleX, middleY) = (Double(width) / 2, Double(height) / 2)
        var pixels = [UInt8](repeating: 0, count: width * height)
        for row in 0..<height {
            for column in 0..<width {
                let (x, y) = (Double(column) - middleX, Double(row) - middleY)
                let lamp = 1 + across * x / middleX + along * y / middleY
                // Turned by a small angle, and smaller where it is further away.
                let size = 1 + nearer * y / middleY
                let dark = page.dark(
                    (x * size + lean * y) + Double(page.width) / 2,
                    (y - lean * x) + Double(page.height) / 2)
                let light: Double
                if let dark {
                    light = (214 - dark / 255 * 170 * fade) * min(1.12, lamp)
                } else {
                    // Boards, a hand wide.
                    let grain = (column + row / 9) % 13
                    light = (62 + Double(grain < 6 ? grain : 12 - grain) * 2) * lamp
                }
                let noise = Double(random.within(-5...5))
                pixels[row * width + column] = UInt8(max(0, min(255, light + noise)))
            }
        }
        return pixels
    }
}
