import Wire

extension String {
    /// As one line that a request may hold: what no text may hold is left out. For what a paper
    /// says, which nobody can be asked to correct.
    var asOneLine: String {
        let plain = withoutControls
        return plain == self ? self : plain.trimmed
    }
}
