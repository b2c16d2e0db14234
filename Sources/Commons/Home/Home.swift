import Ledger

/// What needs somebody now, and what there is.
public struct Home: Codable, Sendable {
    public enum Matter: String, Codable, Sendable, CaseIterable {
        case invoiceOverdue = "invoice_overdue"
        case invoiceDue = "invoice_due"
        case billOverdue = "bill_overdue"
        case billDue = "bill_due"
        case draftWaiting = "draft_waiting"
        case approvalWaiting = "approval_waiting"
        /// Somebody refused what this member asked for, and nobody has asked again.
        case approvalRejected = "approval_rejected"
        /// What this member asked for is decided by nobody: it was done or expired meanwhile.
        case approvalClosed = "approval_closed"
        case paperToReview = "paper_to_review"
        case paperFailed = "paper_failed"
        case jobDead = "job_dead"
        /// A buyer says that it does not owe an invoice.
        case invoiceDisputed = "invoice_disputed"
        /// Somebody contests a decision about their credit.
        case contestOpen = "contest_open"
        /// A lender decided against this organisation, which may contest it.
        case noticeReceived = "notice_received"
        /// A model meets other applicants than it was held against, or does worse than foretold.
        case modelDrifted = "model_drifted"

        /// Whether somebody's work stands still until it is dealt with.
        var isBlocking: Bool {
            switch self {
            case .approvalWaiting, .paperFailed, .jobDead, .contestOpen, .invoiceDisputed: true
            case .invoiceOverdue, .invoiceDue, .billOverdue, .billDue, .draftWaiting,
                .paperToReview, .noticeReceived, .modelDrifted, .approvalRejected,
                .approvalClosed:
                false
            }
        }
    }

    public struct Attention: Codable, Sendable {
        public let kind: Matter
        public let subject: Subject
        /// Whose matter it is, by name.
        public var party: String?
        public var number: String?
        /// How many documents of one party are meant together; absent where it is one.
        public var count: Int?
        public var amount: Money?
        public var day: Day?
        /// How many days late it is, or how many are left; of several the one that is due first.
        public var days: Int?
        /// How many days after the due day this buyer usually pays; absent while unknown.
        public var usualDelay: Int?
        /// Of a request for approval: the command that it asks for.
        public var command: String?
        /// What that is about, by name.
        public var name: String?
        /// Why it was refused.
        public var reason: String?
        /// What closed it, where nobody decided.
        public var closing: Closing?
    }

    /// Most consequential first.
    public let attention: [Attention]
    public let cash: [Money]
    public let receivable: [Money]
    public let payable: [Money]
    public let papersWaiting: Int
}
