/// Every operation of the books.
enum Books {
    static let all: [AnyOperation] = parties + documents + payments + journal

    private static let parties: [AnyOperation] = [
        .query(ListParties.self), .query(ShowParty.self), .command(CreateParty.self),
        .command(UpdateParty.self),
    ]
    private static let documents: [AnyOperation] = [
        .query(ListDocuments.self), .query(ShowDocument.self), .command(VoidDocument.self),
        .query(ListInvoices.self), .query(ShowInvoice.self), .command(CreateInvoice.self),
        .command(UpdateInvoice.self), .command(DeleteInvoice.self), .command(IssueInvoice.self),
        .command(VoidInvoice.self), .command(CreditInvoice.self),
        .query(ListBills.self), .query(ShowBill.self), .command(CreateBill.self),
        .command(UpdateBill.self), .command(DeleteBill.self), .command(ApproveBill.self),
        .command(VoidBill.self),
    ]
    private static let payments: [AnyOperation] = [
        .query(ListPayments.self), .query(ShowPayment.self), .command(RecordPayment.self),
        .command(VoidPayment.self), .command(RefundCredit.self), .command(ApplyCredit.self),
        .command(ReleaseAllocation.self),
    ]
    private static let journal: [AnyOperation] = [
        .query(ListAccounts.self), .query(ListJournal.self), .query(ShowEntry.self),
        .command(PostEntry.self), .command(ReverseEntry.self), .query(ShowTrialBalance.self),
        .query(ShowHome.self),
    ]
}
