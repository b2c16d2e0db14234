extension Action {
    /// To send papers and to see them.
    public static let capturePapers = Action(
        "paper.capture",
        [
            .owner, .admin, .accountant, .branchManager, .loanOfficer, .teller, .smeUser,
            .apiClient,
        ])
    /// To see papers and what was read from them.
    public static let readPapers = Action(
        "paper.read",
        [
            .owner, .admin, .accountant, .branchManager, .loanOfficer, .teller, .smeUser,
            .auditor, .supervisor, .apiClient,
        ])
    /// To turn a paper into a booked document, or to refuse it.
    public static let reviewPapers = Action(
        "paper.review", [.owner, .accountant, .branchManager, .smeUser, .apiClient])
}
