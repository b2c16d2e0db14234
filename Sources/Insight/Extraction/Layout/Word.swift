/// A rectangle in whole pixels of the upright page, origin at the top left.
public struct Box: Hashable, Sendable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    public var right: Int { x + width }
    public var bottom: Int { y + height }
    public var centreX: Int { x + width / 2 }
    public var centreY: Int { y + height / 2 }

    /// The smallest box that holds both.
    public func union(_ other: Box) -> Box {
        let left = Swift.min(x, other.x)
        let top = Swift.min(y, other.y)
        return Box(
            x: left, y: top,
            width: Swift.max(right, other.right) - left,
            height: Swift.max(bottom, other.bottom) - top)
    }
}

/// One word as it stands on a page.
public struct Word: Hashable, Sendable {
    public var text: String
    public var box: Box
    /// How sure the recogniser is of the letters, 0 to 1; 1 for a text layer.
    public var confidence: Double
    /// Words of one printed line share a number within their page; nil when the source has none.
    public var line: Int?
    /// Paragraph or column as the recogniser saw it; nil when the source has none.
    public var block: Int?

    public init(text: String, box: Box, confidence: Double, line: Int? = nil, block: Int? = nil) {
        self.text = text
        self.box = box
        self.confidence = confidence
        self.line = line
        self.block = block
    }
}

/// All words of one page, in the pixels of the page as a person sees it upright.
public struct PageWords: Sendable, Equatable {
    /// The first page is 1.
    public var number: Int
    public var width: Int
    public var height: Int
    public var source: FieldSource
    public var words: [Word]
    /// The same page read a second time in another manner; empty when it was read only once.
    public var alternative: [Word]
    /// How often the picture must be turned clockwise by a quarter for its print to stand upright,
    /// 0 to 3; width, height and boxes are those of the turned picture.
    public var quarterTurns: Int

    public init(
        number: Int, width: Int, height: Int, source: FieldSource, words: [Word],
        alternative: [Word] = [], quarterTurns: Int = 0
    ) {
        self.number = number
        self.width = width
        self.height = height
        self.source = source
        self.words = words
        self.alternative = alternative
        self.quarterTurns = quarterTurns
    }
}
