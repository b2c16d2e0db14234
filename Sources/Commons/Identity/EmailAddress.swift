/// What people sign in with, in lower case.
struct EmailAddress: Sendable, Hashable {
    let text: String

    /// What is always taken, for clients to check before they send: all that people are given as
    /// addresses in Latin letters. Letters of other scripts are taken too.
    static let pattern: String = {
        let (word, label) = ("[A-Za-z0-9_%+'-]", "[A-Za-z0-9]([A-Za-z0-9-]{0,38}[A-Za-z0-9])?")
        let mailbox = "(\(word){1,64}|\(word){1,31}\\.\(word){1,32}"
            + "|\(word){1,15}(\\.\(word){1,15}){2,3})"
        return "^\(mailbox)@(\(label)\\.){1,4}[A-Za-z]{2,20}$"
    }()

    /// One `@` with something before it and a domain of at least two labels after it; whether
    /// anybody reads there is for the mail to find.
    init(_ text: String, at pointer: String) throws(Refusal) {
        let lower = text.lowercased()
        let parts = lower.split(separator: "@", omittingEmptySubsequences: false)
        guard lower.utf8.count <= 254, parts.count == 2, Self.isMailbox(parts[0]),
            Self.isDomain(parts[1])
        else {
            throw Refusal(
                .invalidRequest, "This is no e-mail address; write it like wanjiku@example.org.",
                at: pointer)
        }
        self.text = lower
    }

    /// RFC 5321, 4.1.2, without quoted names; letters of every script, as RFC 6531 has them.
    private static func isMailbox(_ text: Substring) -> Bool {
        text.utf8.count <= 64
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
                !part.isEmpty && part.unicodeScalars.allSatisfy {
                    isLetterOrDigit($0) || "!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains($0)
                }
            }
    }

    private static func isDomain(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                !label.isEmpty && label.utf8.count <= 63 && label.first != "-" && label.last != "-"
                    && label.unicodeScalars.allSatisfy { isLetterOrDigit($0) || $0 == "-" }
            }
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .decimalNumber:
            true
        default: false
        }
    }
}
