import Insight

/// The table that `pdftotext -tsv` prints: level, page, paragraph, block, line and word numbers,
/// left, top, width, height in points, confidence, text.
struct TextLayerTable {
    private(set) var page: PageWords?

    /// `scale` turns points into pixels.
    init(_ text: String, scale: Double, page number: Int) {
        var line = -1
        var block = -1
        for row in text.split(separator: "\n").dropFirst() {
            let cells = row.split(separator: "\t", maxSplits: 11, omittingEmptySubsequences: false)
            guard cells.count == 12, let level = Int(cells[0]), let left = Double(cells[6]),
                let top = Double(cells[7]), let width = Double(cells[8]),
                let height = Double(cells[9])
            else { continue }
            func pixels(_ points: Double) -> Int {
                Int((min(max(points, -1e6), 1e6) * scale).rounded())
            }
            switch level {
            case 1:
                page = PageWords(
                    number: number, width: pixels(width), height: pixels(height),
                    source: .textLayer, words: [])
            case 3: block += 1
            case 4: line += 1
            case 5:
                let box = Box(
                    x: pixels(left), y: pixels(top), width: pixels(width),
                    height: pixels(height))
                page?.words.append(
                    Word(
                        text: String(cells[11]), box: box, confidence: 1, line: max(line, 0),
                        block: max(block, 0)))
            default: break
            }
        }
    }
}
