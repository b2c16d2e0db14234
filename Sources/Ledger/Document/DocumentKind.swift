/// What a paper is in the books. The raw values are the words on the wire.
public enum DocumentKind: String, Hashable, Sendable, CaseIterable {
    case invoice
    case bill
    case purchaseOrder = "purchase_order"
    case receipt
    case creditNote = "credit_note"
}
