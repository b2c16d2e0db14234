/// A chart that a new organisation begins with.
public struct ChartOfAccounts: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        /// Unique within the chart; entries stand in the order of their codes.
        public let code: String
        /// The key of its name in message files: `account.bank`.
        public let nameKey: String
        /// The English name.
        public let name: String
        public let kind: AccountKind
        public let role: AccountRole?

        init(
            _ code: String, _ key: String, _ name: String, _ kind: AccountKind,
            _ role: AccountRole? = nil
        ) {
            self.code = code
            nameKey = "account." + key
            self.name = name
            self.kind = kind
            self.role = role
        }
    }

    /// `ifrs_smes` or `sacco`.
    public let name: String
    public let entries: [Entry]

    public static let all: [ChartOfAccounts] = [.ifrsForSMEs, .sacco]
}
