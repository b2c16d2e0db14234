/// Everything about a command or query that is not its work. Routes, OpenAPI, TypeScript types,
/// permission checks, approval, audit and documentation derive from this one value.
public struct Declaration: Sendable {
    /// Noun and verb, for audit, permission tables and logs: `invoice.issue`.
    public let name: String
    /// One sentence in the imperative, shown in `/docs`.
    public let summary: String
    public let route: Route
    public let access: Access
    /// Whether a second person must agree before it happens.
    public let approval: Approval
    /// The status of a success.
    public let status: Int
    /// The business refusals that this can answer with, besides those every command shares.
    public let refusals: [RefusalCode]
    /// What fields mean and their limits, by wire name (`due_date`, `lines.quantity`).
    public let fields: [String: FieldNote]

    public init(
        _ name: String, _ summary: String, _ route: Route, access: Access,
        approval: Approval = .none, status: Int = 200, refusals: [RefusalCode] = [],
        fields: [String: FieldNote] = [:]
    ) {
        self.name = name
        self.summary = summary
        self.route = route
        self.access = access
        self.approval = approval
        self.status = status
        self.refusals = refusals
        self.fields = fields
    }
}

public struct Route: Sendable, Hashable {
    public enum Method: String, Sendable {
        case get = "GET", post = "POST", put = "PUT", delete = "DELETE"
    }

    public let method: Method
    /// `/api/invoices/:id`: `:name` segments are properties of the command.
    public let path: String

    public static func get(_ path: String) -> Route { Route(method: .get, path: path) }
    public static func post(_ path: String) -> Route { Route(method: .post, path: path) }
    public static func put(_ path: String) -> Route { Route(method: .put, path: path) }
    public static func delete(_ path: String) -> Route { Route(method: .delete, path: path) }
}

/// Who may ask. There is no default: a declaration without a rule does not compile.
public enum Access: Sendable, Hashable {
    /// Anyone, signed in or not.
    case everyone
    /// Any signed-in user, about themselves.
    case signedIn
    /// Roles that hold this action in the acting organisation.
    case action(Action)
}

public enum Approval: Sendable, Hashable {
    case none
    /// Kept as a pending approval until another person with the same action agrees to exactly
    /// this payload.
    case secondPerson
    /// A second person only when the amount at stake is above the actor's own limit.
    case secondPersonAboveLimit
}

/// A field's meaning and limits.
public struct FieldNote: Sendable {
    public let meaning: String
    public let maximumLength: Int?
    public let minimumLength: Int?
    /// The most and least items of a list.
    public let items: ClosedRange<Int>?
    public let range: ClosedRange<Int64>?
    /// A regular expression (ECMA 262) that tells clients the form; the command itself checks it.
    public let pattern: String?
    /// Nobody reads it, such as a password, so it may be blanks.
    public let isSecret: Bool

    /// A text that cannot be empty says something to whoever reads it: blanks alone are refused.
    var saysSomething: Bool { minimumLength ?? 0 > 0 && !isSecret }

    public init(
        _ meaning: String, minimumLength: Int? = nil, maximumLength: Int? = nil,
        items: ClosedRange<Int>? = nil, range: ClosedRange<Int64>? = nil, pattern: String? = nil,
        isSecret: Bool = false
    ) {
        self.meaning = meaning
        self.minimumLength = minimumLength
        self.maximumLength = maximumLength
        self.items = items
        self.range = range
        self.pattern = pattern
        self.isSecret = isSecret
    }
}
