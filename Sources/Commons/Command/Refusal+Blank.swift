extension String {
    /// Nothing but blanks: whoever reads it learns nothing.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
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
