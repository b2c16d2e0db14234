import Ledger

/// What needs somebody now, and what there is.
public struct Home: Codable, Sendable {
    public enum Matter: String, Codable, Sendable, CaseIterable {
        case invoiceOverdue = "invoice_overdue"
        case invoiceDue = "invoice_due"
        case billOverdue = "bill_overdue"
        case billDue = "bill_due"
        case papersToReview = "papers_to_review"
        case jobsFailed = "jobs_failed"
    }

    public struct Attention: Codable, Sendable {
        public let kind: Matter
        public var subject: Subject?
        public var party: PartyName?
        public var number: String?
        public var amount: Money?
        public var day: Day?
        /// Days past the day, below zero while it lies ahead.
        public var days: Int?
        /// How many days after the due day this buyer usually pays; absent while unknown.
        public var usualDelay: Int?
        /// How many papers or jobs there are.
        public var count: Int?
    }

    /// Most consequential first.
    public let attention: [Attention]
    public let cash: [Money]
    public let receivable: [Money]
    public let payable: [Money]
    public let papersWaiting: Int
}
