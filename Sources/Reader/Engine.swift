import CVision
import Insight
import Recognition

/// OpenCV, the networks of our own and Tesseract, with the C shim's refusals in our terms.
final class Engine {
    let languages: String
    private let tesseract: OpaquePointer
    /// Reads Latin print first; nil where its weights are not installed.
    private let models: Models?

    init(languages: String) throws(RecognitionFailure) {
        let known = languages.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "_")
        }
        var outcome = vision_outcome()
        guard known, let tesseract = vision_engine_open(languages, &outcome) else {
            throw RecognitionFailure(
                .languageMissing,
                "Tesseract has no language files for \(languages); install tesseract-ocr-…")
        }
        self.languages = languages
        self.tesseract = tesseract
        models = Script.isLatin(languages) ? Models.installed() : nil
    }

    deinit { vision_engine_close(tesseract) }

    struct ReadPage {
        var words: PageWords
        var codes: [PrintedCode]
        /// How many sheets of paper lie on the picture; 1 where none stands out.
        var sheetCount: Int
    }

    /// The words of a page and the codes on it.
    func read(
        _ bytes: [UInt8], page number: Int
    ) throws(RecognitionFailure) -> ReadPage {
        var outcome = vision_outcome()
        guard
            let page = vision_page_open(
                bytes, bytes.count, Int64(PaperFormat.pixelLimit), &outcome)
        else { throw Self.failure(outcome) }
        defer { vision_page_free(page) }
        let words = try words(of: page, number)
        return ReadPage(
            words: words, codes: Self.codes(vision_page_codes(page, &outcome), page: number),
            sheetCount: Self.sheetCount(of: page))
    }

    private func words(
        of page: OpaquePointer, _ number: Int
    ) throws(RecognitionFailure) -> PageWords {
        var outcome = vision_outcome()
        // Four ways up and Tesseract would find nothing on bare paper but time to spend.
        guard !vision_page_is_bare(page) else { return Self.words(of: page, number, [], []) }
        if let models {
            var prepared = VisionPage(handle: page)
            let found = try PageReading.best(of: &prepared, models.finder, models.reader)
            if found.isSure {
                let other = SecondOpinion(page: prepared, tesseract: tesseract).words(of: found)
                return Self.words(of: page, number, found.words, other)
            }
        }
        guard vision_page_recognise(page, tesseract, true, &outcome) else {
            throw Self.failure(outcome)
        }
        var readings: [[Word]] = [[], []]
        for index in 0..<vision_page_word_count(page) {
            let word = vision_page_word(page, index)
            readings[word.reading == 0 ? 0 : 1].append(Word(word))
        }
        return Self.words(of: page, number, readings[0], readings[1])
    }

    private static func words(
        of page: OpaquePointer, _ number: Int, _ first: [Word], _ second: [Word]
    ) -> PageWords {
        PageWords(
            number: number, width: Int(vision_page_width(page)),
            height: Int(vision_page_height(page)), source: .recognition, words: first,
            alternative: second, quarterTurns: Int(vision_page_quarter_turns(page)))
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

    static func failure(_ outcome: vision_outcome) -> RecognitionFailure {
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
