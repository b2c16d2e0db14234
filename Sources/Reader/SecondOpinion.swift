import CVision
import Insight
import Recognition

/// Tesseract's word on the lines of which the networks are not sure: what both say alike is surer
/// than what either says alone.
struct SecondOpinion {
    let page: VisionPage
    let tesseract: OpaquePointer

    /// Lines read less surely than this are read again.
    private static let doubt = 0.9
    private static let rows = 44
    private static let margin = 8.0

    /// The same words, those of doubtful lines as Tesseract reads them; empty when no line is
    /// doubtful.
    func words(of reading: PageReading) -> [Word] {
        let doubtful = Set(reading.lines.indices.filter { isDoubtful($0, reading) })
        guard !doubtful.isEmpty else { return [] }
        return reading.words.filter { !doubtful.contains($0.line ?? -1) }
            + doubtful.sorted().flatMap { words(of: reading.lines[$0], number: $0) }
    }

    private func isDoubtful(_ line: Int, _ reading: PageReading) -> Bool {
        let words = reading.words.filter { $0.line == line }
        let least = words.map { $0.confidence }.min() ?? 1
        return least < Self.doubt && words.contains { $0.text.unicodeScalars.count > 1 }
    }

    private func words(of line: LineStrip, number: Int) -> [Word] {
        var outcome = vision_outcome()
        guard
            vision_page_recognise_strip(
                page.handle, tesseract, vision_strip(line), Int32(Self.rows), Self.margin, &outcome)
        else { return [] }
        return (0..<vision_page_word_count(page.handle)).map { index in
            var word = Word(vision_page_word(page.handle, index))
            word.box = line.box(
                from: Double(word.box.x), to: Double(word.box.right), rows: Double(Self.rows),
                margin: Self.margin)
            word.box = page.placed(line.box(around: word))
            word.line = number
            word.block = nil
            return word
        }
    }
}
