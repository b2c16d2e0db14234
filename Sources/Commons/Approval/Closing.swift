/// Why a request for approval was closed though nobody decided.
public struct Closing: Codable, Sendable, Hashable {
    public enum Cause: String, Codable, Sendable, CaseIterable {
        /// What it asked for was done, or can be done no more since something else was.
        case overtaken
        /// Its maker asked for the same in another way.
        case askedOtherwise = "asked_otherwise"
        case impossible
        case expired
        case withdrawn
        /// Its maker is no longer a member, or may not ask for it any more.
        case makerChanged = "maker_changed"
    }

    public let cause: Cause
    /// Of `overtaken`: the command that was carried out meanwhile.
    public let command: String?

    static func overtaken(by command: String) -> Closing {
        Closing(cause: .overtaken, command: command)
    }

    static let askedOtherwise = Closing(cause: .askedOtherwise, command: nil)
    static let impossible = Closing(cause: .impossible, command: nil)
    static let expired = Closing(cause: .expired, command: nil)
    static let withdrawn = Closing(cause: .withdrawn, command: nil)
    static let makerChanged = Closing(cause: .makerChanged, command: nil)

    private static let overtaking = "overtaken by "
    private static let words: [Cause: String] = [
        .askedOtherwise: "asked for otherwise", .impossible: "no longer possible",
        .expired: "expired", .withdrawn: "withdrawn",
        .makerChanged: "its maker may not ask for it any more",
    ]

    /// How the row and the trail keep it.
    var text: String { Self.words[cause] ?? Self.overtaking + (command ?? "") }

    private init(cause: Cause, command: String?) {
        self.cause = cause
        self.command = command
    }

    /// - Parameter text: the reason of a row whose state is closed.
    init?(_ text: String) {
        if text.hasPrefix(Self.overtaking) {
            self = .overtaken(by: String(text.dropFirst(Self.overtaking.count)))
        } else if let known = Self.words.first(where: { $0.value == text }) {
            self.init(cause: known.key, command: nil)
        } else {
            return nil
        }
    }
}
