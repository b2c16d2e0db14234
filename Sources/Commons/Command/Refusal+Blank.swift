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
    /// Shows nothing by itself: White_Space and Default_Ignorable_Code_Point of the Unicode
    /// Character Database, and the Braille pattern without dots, which belongs to neither.
    fileprivate var isBlank: Bool {
        properties.isWhitespace || properties.isDefaultIgnorableCodePoint || value == 0x2800
    }
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
