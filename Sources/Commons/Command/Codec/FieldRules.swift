import Wire

/// The notes of a declaration as a tree, so that decoding finds a field's note without text work.
final class FieldRules: Sendable {
    /// The most characters of a text, and the most items of a list, without a note of their own.
    static let defaultMaximumLength = 1_000
    static let defaultMaximumItems = 1_000

    let note: FieldNote?
    let children: [String: FieldRules]

    /// Requests stay within bounds; what the system has written itself is read back whatever its
    /// size.
    let isLimited: Bool

    static let none = FieldRules(note: nil, children: [:])
    static let stored = FieldRules(note: nil, children: [:], isLimited: false)

    init(note: FieldNote?, children: [String: FieldRules], isLimited: Bool = true) {
        self.note = note
        self.children = children
        self.isLimited = isLimited
    }

    /// From the wire names of a declaration: `due_date`, `lines.quantity`.
    convenience init(_ notes: [String: FieldNote]) {
        self.init(paths: notes.map { ($0.key.split(separator: ".").map(String.init), $0.value) })
    }

    private convenience init(paths: [([String], FieldNote)]) {
        let own = paths.first { $0.0.isEmpty }?.1
        var branches: [String: [([String], FieldNote)]] = [:]
        for (path, note) in paths {
            guard let head = path.first else { continue }
            branches[head, default: []].append((Array(path.dropFirst()), note))
        }
        self.init(note: own, children: branches.mapValues { FieldRules(paths: $0) })
    }

    func child(_ name: String) -> FieldRules { children[name] ?? (isLimited ? .none : .stored) }

    func check(_ text: String) throws(LeafFault) {
        guard isLimited else { return }
        let most = note?.maximumLength ?? Self.defaultMaximumLength
        try checkLength(text, least: note?.minimumLength ?? 0, most: most)
        if note?.saysSomething == true, text.isBlank {
            throw LeafFault("must not be blank", .textEmpty)
        }
        guard note?.isSecret != true else { return }
        guard !hasForbidden(text) else {
            throw LeafFault(
                "must not hold control characters" + (hasLines ? "" : " or line breaks"),
                .controlCharacter)
        }
    }

    private func hasForbidden(_ text: String) -> Bool {
        let isRefused = hasLines ? Unicode.Scalar.isControlInLines : Unicode.Scalar.isControlInLine
        return text.unicodeScalars.contains(where: isRefused)
    }

    /// Names, numbers and references are one line; room for five hundred characters and more is
    /// for words, which may have lines and tabs.
    var hasLines: Bool { (note?.maximumLength ?? Self.defaultMaximumLength) >= 500 }

    private func checkLength(_ text: String, least: Int, most: Int) throws(LeafFault) {
        // UTF-8 has at least as many bytes as characters: most texts are settled by their length.
        let bytes = text.utf8.count
        if bytes <= most, least == 0 || bytes >= least * 4 { return }
        let length = text.unicodeScalars.count
        guard length <= most else {
            throw LeafFault("must have at most \(most) characters", .textTooLong(most: most))
        }
        guard length >= least else {
            throw least == 1
                ? LeafFault("must not be empty", .textEmpty)
                : LeafFault(
                    "must have at least \(least) characters", .textTooShort(least: least))
        }
    }

    func check(_ value: Int64) throws(LeafFault) {
        guard let range = note?.range, !range.contains(value) else { return }
        throw LeafFault(
            "must be between \(range.lowerBound) and \(range.upperBound)", .outOfRange(range))
    }

    func checkItems(_ count: Int) throws(LeafFault) {
        guard isLimited else { return }
        let items = note?.items ?? 0...Self.defaultMaximumItems
        guard !items.contains(count) else { return }
        throw LeafFault(
            "must have between \(items.lowerBound) and \(items.upperBound) items",
            .itemCount(items))
    }
}
