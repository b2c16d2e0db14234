/// The words by which a business tells itself from others: legal forms and what it trades in do not
/// count while another word is left.
public struct BusinessName: Sendable {
    private let words: [[UInt8]]
    private let key: SupplierKey?

    public init(_ name: String) {
        let all = Fold.upper(name).split { !Fold.isLetter($0) && !Fold.isDigit($0) }
            .map(Array.init).filter { $0.count > 2 && !CompanyLexicon.legalForms.contains($0) }
        let own = all.filter { !CompanyLexicon.trades.contains($0) }
        words = own.isEmpty ? all : own
        key = SupplierKey(name)
    }

    /// Whether the two may name one business; yes wherever a name has no word to go by.
    public func maybeNamesSame(as other: BusinessName) -> Bool {
        if words.isEmpty || other.words.isEmpty { return true }
        if let key, let theirs = other.key, key.isAlike(theirs) { return true }
        for word in words where other.words.contains(where: { Self.isAlike(word, $0) }) {
            return true
        }
        return false
    }

    /// Equal but for a letter in five, as a recogniser or a typist errs.
    private static func isAlike(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        let limit = min(left.count, right.count) / 5
        return EditDistance.between(left[...], right, limit: limit) <= limit
    }
}
