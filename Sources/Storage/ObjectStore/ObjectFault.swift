/// What an object store can refuse or fail at. Each has a text that an operator can act on.
public enum ObjectFault: Error, Sendable, Equatable {
    case missing(ObjectKey)
    case damaged(ObjectKey, actual: ObjectKey)
    /// The folder, the disk or the configuration is at fault; the text says what to do.
    case unusable(String)
    /// The disk or the bucket has no room; nothing was stored.
    case full(String)
    /// The store answered with an error: its status, its code such as `AccessDenied`, its text.
    case refused(status: Int, code: String, message: String)
    /// The store did not answer, also after further attempts.
    case unavailable(String)
    case tooLarge(ObjectKey, limit: Int)
}

extension ObjectFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing(let key): "The store of the files has no \(key.hex)."
        case .damaged(let key, let actual):
            "What the store of the files has under \(key.hex) is not that file: its bytes hash to "
                + "\(actual.hex)."
        case .unusable(let reason), .full(let reason), .unavailable(let reason): reason
        case .refused(let status, let code, let message):
            (["The store of the files answers \(status)"] + [code, message].filter { !$0.isEmpty })
                .joined(separator: ", ") + "."
        case .tooLarge(let key, let limit):
            "The file \(key.hex) is larger than \(limit) bytes, the most that is read."
        }
    }
}
