extension RefusalCode {
    public static let idTaken = RefusalCode(
        "id_taken", 409, "Something with this id exists")
    public static let cursorUnknown = RefusalCode(
        "cursor_unknown", 422, "The page cannot be found")
    public static let blankName = RefusalCode(
        "blank_name", 422, "A name is needed")
    public static let partyUnknown = RefusalCode(
        "party_unknown", 404, "No such customer or supplier")
    public static let partyUnfit = RefusalCode(
        "party_unfit", 422, "This party has no such role")
    public static let accountUnknown = RefusalCode(
        "account_unknown", 422, "No such account")
    public static let accountUnfit = RefusalCode(
        "account_unfit", 422, "The account is of another kind")
    public static let documentUnknown = RefusalCode(
        "document_unknown", 404, "No such document")
    public static let totalsImpossible = RefusalCode(
        "totals_impossible", 422, "The lines do not add up to a document")
    public static let notADraft = RefusalCode(
        "not_a_draft", 409, "Only a draft can be changed or deleted")
    public static let draftChanged = RefusalCode(
        "draft_changed", 409, "The draft was changed meanwhile")
    public static let nothingToIssue = RefusalCode(
        "nothing_to_issue", 409, "The document asks for nothing")
    public static let notIssued = RefusalCode(
        "not_issued", 409, "The document has not been issued")
    public static let alreadyVoid = RefusalCode(
        "already_void", 409, "It is void already")
    public static let hasPayments = RefusalCode(
        "has_payments", 409, "Payments or credits settle this document")
    public static let hasRefund = RefusalCode(
        "has_refund", 409, "The credit has been paid back")
    public static let hasCreditNote = RefusalCode(
        "has_credit_note", 409, "Credit notes take this document back")
    public static let supplierNumberTaken = RefusalCode(
        "supplier_number_taken", 409, "This supplier's document is booked already")
    public static let dueBeforeDay = RefusalCode(
        "due_before_day", 422, "Due before it is dated")
    public static let currencyMismatch = RefusalCode(
        "currency_mismatch", 422, "The currencies differ")
    public static let amountNotPositive = RefusalCode(
        "amount_not_positive", 422, "An amount above zero is needed")
    public static let aboveOpen = RefusalCode(
        "above_open", 422, "More than is open")
    public static let aboveCredit = RefusalCode(
        "above_credit", 422, "More than the credit that is left")
    public static let aboveOriginal = RefusalCode(
        "above_original", 422, "More than the original document")
    public static let paymentUnknown = RefusalCode(
        "payment_unknown", 404, "No such payment")
    public static let allocationUnknown = RefusalCode(
        "allocation_unknown", 404, "No such allocation")
    public static let alreadyReleased = RefusalCode(
        "already_released", 409, "It has been released already")
    public static let entryUnknown = RefusalCode(
        "entry_unknown", 404, "No such entry")
    public static let entryUnbalanced = RefusalCode(
        "entry_unbalanced", 422, "The entry does not balance")
    public static let entryOfDocument = RefusalCode(
        "entry_of_document", 409, "The entry belongs to a document or payment")
    public static let alreadyReversed = RefusalCode(
        "already_reversed", 409, "The entry has been reversed already")
    public static let reversedBefore = RefusalCode(
        "reversed_before", 422, "A correction cannot be dated before what it corrects")
    public static let dayTooEarly = RefusalCode(
        "day_too_early", 422, "Dated before what it uses or settles")
    public static let dayInFuture = RefusalCode(
        "day_in_future", 422, "Dated after today")
    public static let amountTooLarge = RefusalCode(
        "amount_too_large", 422, "The amount is too large")
    public static let knownLater = RefusalCode(
        "known_later", 422, "Nothing is known of the future")

    static let books: [RefusalCode] = [
        .idTaken, .cursorUnknown, .blankName, .partyUnknown, .partyUnfit, .accountUnknown,
        .accountUnfit, .documentUnknown, .totalsImpossible, .notADraft, .draftChanged,
        .nothingToIssue, .notIssued, .alreadyVoid, .hasPayments, .hasRefund, .hasCreditNote,
        .supplierNumberTaken, .dueBeforeDay,
        .currencyMismatch, .amountNotPositive, .aboveOpen, .aboveCredit, .aboveOriginal,
        .paymentUnknown, .allocationUnknown, .alreadyReleased, .entryUnknown, .entryUnbalanced,
        .entryOfDocument, .alreadyReversed, .reversedBefore, .dayTooEarly, .dayInFuture,
        .amountTooLarge,
        .knownLater,
    ]
}
