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
        /// Whether lenders gave it, or it is kept for years.
        let isCapital: Bool

        init(
            _ code: String, _ key: String, _ name: String, _ kind: AccountKind,
            _ role: AccountRole? = nil, isCapital: Bool = false
        ) {
            self.isCapital = isCapital
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

    /// Whether what moves on an account is no trade of the organisation: what owners and lenders
    /// gave or got back, property and investments. Loans to members and their savings and shares
    /// are what a cooperative trades in.
    public func isCapital(_ account: Account) -> Bool {
        if account.kind == .equity { return account.role != .memberShares }
        return account.role == nil
            && entries.contains {
                $0.isCapital && $0.code == account.code && $0.kind == account.kind
            }
    }
}
