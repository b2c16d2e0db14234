import Wire

/// Why a page of words given as JSON cannot be used.
public enum PageWordsError: Error, Equatable, Sendable {
    case json(JSONError)
    case sizeMissing
    case boxMalformed(word: Int)

    public var message: String {
        switch self {
        case .json(let error): error.message
        case .sizeMissing: "width and height must be given and above zero"
        case .boxMalformed(let word):
            "word \(word) needs a box of four numbers: left, top, width, height"
        }
    }
}

extension PageWords {
    /// `{"number","width","height","source","words":[{"text","box":[x,y,w,h],"confidence","line",
    /// "block"}]}`
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("number")
        writer.integer(Int64(number))
        writer.key("width")
        writer.integer(Int64(width))
        writer.key("height")
        writer.integer(Int64(height))
        writer.key("source")
        writer.string(source.rawValue)
        if quarterTurns != 0 {
            writer.key("quarter_turns")
            writer.integer(Int64(quarterTurns))
        }
        writer.key("words")
        writer.beginArray()
        for word in words { word.write(to: &writer) }
        writer.endArray()
        if !alternative.isEmpty {
            writer.key("alternative")
            writer.beginArray()
            for word in alternative { word.write(to: &writer) }
            writer.endArray()
        }
        writer.endObject()
    }

    /// Reads what `write` wrote, or the shorter form of `commons read --words`, where only
    /// `width`, `height` and each word's `text` and `box` must be present. Unknown members are
    /// passed over.
    public init(_ reader: inout JSONReader) throws(PageWordsError) {
        var members: [(String, JSONValue)] = []
        do throws(JSONError) {
            members = try JSONValue(&reader).members ?? []
        } catch {
            throw .json(error)
        }
        try self.init(JSONValue.object(members))
    }

    public init(_ value: JSONValue) throws(PageWordsError) {
        guard let width = value["width"]?.wholeNumber, let height = value["height"]?.wholeNumber,
            width > 0, height > 0
        else { throw .sizeMissing }
        self.init(
            number: value["number"]?.wholeNumber ?? 1, width: width, height: height,
            source: value["source"]?.string.flatMap(FieldSource.init(rawValue:)) ?? .recognition,
            words: try Self.words(value["words"]),
            alternative: try Self.words(value["alternative"]),
            quarterTurns: (value["quarter_turns"]?.wholeNumber ?? 0) & 3)
    }

    private static func words(_ value: JSONValue?) throws(PageWordsError) -> [Word] {
        var words: [Word] = []
        for (index, item) in (value?.array ?? []).enumerated() {
            guard let word = Word(item) else { throw .boxMalformed(word: index) }
            words.append(word)
        }
        return words
    }
}

extension Word {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("text")
        writer.string(text)
        writer.key("box")
        writer.optional(box)
        writer.key("confidence")
        writer.double((confidence * 1000).rounded() / 1000)
        if let line {
            writer.key("line")
            writer.integer(Int64(line))
        }
        if let block {
            writer.key("block")
            writer.integer(Int64(block))
        }
        writer.endObject()
    }

    /// nil when the text or the four numbers of the box are missing.
    init?(_ value: JSONValue) {
        guard let text = value["text"]?.string, let sides = value["box"]?.array, sides.count == 4
        else { return nil }
        var numbers: [Int] = []
        for side in sides {
            guard let number = side.wholeNumber else { return nil }
            numbers.append(number)
        }
        self.init(
            text: text,
            box: Box(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3]),
            confidence: value["confidence"]?.double ?? 1,
            line: value["line"]?.wholeNumber, block: value["block"]?.wholeNumber)
    }
}

extension JSONValue {
    /// Pixels may come with a fraction; a number outside of what a picture has is refused.
    fileprivate var wholeNumber: Int? {
        guard let number = double, number.magnitude < 1e7 else { return nil }
        return Int(number.rounded())
    }
}
