extension Action {
    /// To see documents, parties, payments, the journal and reports.
    public static let readBooks = Action(
        "books.read",
        [
            .owner, .admin, .accountant, .loanOfficer, .branchManager, .smeUser, .auditor,
            .supervisor, .apiClient,
        ])
    /// To see one's own first screen.
    public static let readHome = Action("home.read", Set(Role.allCases))
    /// To write and change drafts, customers and suppliers.
    public static let writeDocuments = Action(
        "document.write", [.owner, .admin, .accountant, .branchManager, .smeUser, .apiClient])
    /// To issue, approve, credit and void documents.
    public static let issueDocuments = Action(
        "document.issue", [.owner, .accountant, .branchManager, .smeUser, .apiClient])
    /// To record payments and say what they settle.
    public static let recordPayments = Action(
        "payment.record", [.owner, .accountant, .branchManager, .teller, .smeUser, .apiClient])
    /// To post to the journal by hand.
    public static let postJournal = Action("journal.post", [.owner, .accountant, .apiClient])
}
