/// What people sign in with, in lower case.
struct EmailAddress: Sendable, Hashable {
    let text: String

    /// A narrower form that is always taken, for clients to check before they send.
    static let pattern = "^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,60}(\\.[A-Za-z]{2,20}){1,2}$"

    /// One `@` with something before it and a domain after it; the rest is for the mail to find.
    init(_ text: String, at pointer: String) throws(Refusal) {
        let lower = text.lowercased()
        let parts = lower.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = lower.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
        guard isPlain, lower.utf8.count <= 254, parts.count == 2, !parts[0].isEmpty,
            parts[1].contains("."), !parts[1].hasPrefix("."), !parts[1].hasSuffix(".")
        else {
            throw Refusal(
                .invalidRequest, "This is no e-mail address; write it like wanjiku@example.org.",
                at: pointer)
        }
        self.text = lower
    }
}
