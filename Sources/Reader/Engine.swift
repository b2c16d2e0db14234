import CVision
import Insight
import Recognition

/// Tesseract and OpenCV through the C shim, with their refusals in our terms.
final class Engine {
    let languages: String
    private let handle: OpaquePointer
    /// Gives the second reading; nil where its weights are not installed.
    private let lineReader: LineReader?

    init(languages: String) throws(RecognitionFailure) {
        let known = languages.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "_")
        }
        var outcome = vision_outcome()
        guard known, let handle = vision_engine_open(languages, &outcome) else {
            throw RecognitionFailure(
                .languageMissing,
                "Tesseract has no language files for \(languages); install tesseract-ocr-…")
        }
        self.languages = languages
        self.handle = handle
        lineReader = LineWeights.reader()
    }

    deinit { vision_engine_close(handle) }

    /// The words of a page and the codes on it.
    func read(
        _ bytes: [UInt8], page number: Int
    ) throws(RecognitionFailure) -> (PageWords, [PrintedCode]) {
        var outcome = vision_outcome()
        guard
            let page = vision_read(
                handle, bytes, bytes.count, Int64(PaperFormat.pixelLimit), lineReader == nil,
                &outcome)
        else { throw Self.failure(outcome) }
        defer { vision_page_free(page) }
        var readings: [[Word]] = [[], []]
        for index in 0..<vision_page_word_count(page) {
            let word = vision_page_word(page, index)
            readings[word.reading == 0 ? 0 : 1].append(Word(word))
        }
        if let lineReader { readings[1] = Self.lines(of: page, readings[0], lineReader) }
        let words = PageWords(
            number: number, width: Int(vision_page_width(page)),
            height: Int(vision_page_height(page)), source: .recognition, words: readings[0],
            alternative: readings[1], quarterTurns: Int(vision_page_quarter_turns(page)))
        return (words, Self.codes(vision_page_codes(page, &outcome), page: number))
    }

    /// The lines that Tesseract found, read a second time by the network.
    private static func lines(
        of page: OpaquePointer, _ words: [Word], _ reader: LineReader
    ) -> [Word] {
        LineStrip.all(of: words).enumerated().flatMap { number, strip -> [Word] in
            let place = vision_strip(
                left_x: strip.left.x, left_y: strip.left.y, right_x: strip.right.x,
                right_y: strip.right.y, height: strip.height)
            var width: Int32 = 0
            guard
                let grey = vision_page_strip(
                    page, place, Int32(LineNetwork.lineHeight), LineStrip.margin, &width)
            else { return [] }
            defer { vision_bytes_free(grey) }
            let count = Int(width) * LineNetwork.lineHeight
            return reader.words(
                grey: Array(UnsafeBufferPointer(start: grey, count: count)), width: Int(width),
                strip: strip, line: number)
        }
    }

    static func preview(
        _ bytes: [UInt8], longestSide: Int, quarterTurns: Int
    ) throws(RecognitionFailure) -> (jpeg: [UInt8], width: Int, height: Int) {
        var outcome = vision_outcome()
        var made = vision_preview_size()
        guard
            let jpeg = vision_preview(
                bytes, bytes.count, Int64(PaperFormat.pixelLimit), Int32(clamping: longestSide),
                82, Int32(quarterTurns & 3), &made, &outcome)
        else { throw failure(outcome) }
        defer { vision_bytes_free(jpeg) }
        let copy = Array(UnsafeBufferPointer(start: jpeg, count: made.length))
        return (copy, Int(made.width), Int(made.height))
    }

    private static func failure(_ outcome: vision_outcome) -> RecognitionFailure {
        let reason = withUnsafeBytes(of: outcome.message) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        switch outcome.status {
        case VISION_TOO_SMALL: return RecognitionFailure(.pictureTooSmall, reason)
        case VISION_TOO_LARGE: return RecognitionFailure(.pictureTooLarge, reason)
        case VISION_ENGINE_MISSING: return RecognitionFailure(.languageMissing, reason)
        default: return RecognitionFailure(.fileDamaged, reason)
        }
    }
}

extension Word {
    init(_ word: vision_word) {
        self.init(
            text: String(cString: word.text),
            box: Box(
                x: Int(word.x), y: Int(word.y), width: Int(word.width),
                height: Int(word.height)),
            confidence: Double(word.confidence), line: Int(word.line), block: Int(word.block))
    }
}
