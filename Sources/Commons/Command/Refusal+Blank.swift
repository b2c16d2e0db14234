extension String {
    /// Nothing but blanks: whoever reads it learns nothing.
    var isBlank: Bool { unicodeScalars.allSatisfy(\.isBlank) }

    /// Without blanks at its ends.
    var trimmed: String {
        let kept = unicodeScalars.drop(while: \.isBlank)
        guard let last = kept.lastIndex(where: { !$0.isBlank }) else { return "" }
        return String(String.UnicodeScalarView(kept[...last]))
    }
}

extension Unicode.Scalar {
    /// Shows nothing by itself: White_Space, Default_Ignorable_Code_Point and control characters
    /// of the Unicode Character Database, and the Braille pattern without dots.
    var isBlank: Bool {
        if isASCII { return value <= 0x20 || value == 0x7F }
        return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
            || properties.generalCategory == .control || value == 0x2800
    }

    /// The blanks as the inside of a character class of regular expressions that know Unicode, as
    /// JSON Schema's do: what `isBlank` says, a test holds them together.
    static let blankClass = blankRanges.map { range in
        range.lowerBound == range.upperBound
            ? range.lowerBound.inClass : range.lowerBound.inClass + "-" + range.upperBound.inClass
    }.joined()

    /// Beyond four digits engines differ in how they write a character; itself they all read.
    private var inClass: String {
        let digits = String(value, radix: 16)
        guard digits.count <= 4 else { return String(self) }
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    static let blankRanges: [ClosedRange<Unicode.Scalar>] = [
        "\u{0}"..."\u{20}", "\u{7F}"..."\u{A0}", "\u{AD}"..."\u{AD}", "\u{34F}"..."\u{34F}",
        "\u{61C}"..."\u{61C}", "\u{115F}"..."\u{1160}", "\u{1680}"..."\u{1680}",
        "\u{17B4}"..."\u{17B5}", "\u{180B}"..."\u{180F}", "\u{2000}"..."\u{200F}",
        "\u{2028}"..."\u{202F}", "\u{205F}"..."\u{206F}", "\u{2800}"..."\u{2800}",
        "\u{3000}"..."\u{3000}", "\u{3164}"..."\u{3164}", "\u{FE00}"..."\u{FE0F}",
        "\u{FEFF}"..."\u{FEFF}", "\u{FFA0}"..."\u{FFA0}", "\u{FFF0}"..."\u{FFF8}",
        "\u{1BCA0}"..."\u{1BCA3}", "\u{1D173}"..."\u{1D17A}", "\u{E0000}"..."\u{E0FFF}",
    ]
}

extension Refusal {
    /// For what somebody must say in their own words, and others read.
    ///
    /// - Throws: `blank_reason` for nothing but blanks.
    static func requireWords(_ text: String, at pointer: String) throws(Refusal) {
        guard text.isBlank else { return }
        throw Refusal(.blankReason, "Say it in words: blanks say nothing.", at: pointer)
    }
}
