/// Where a document stands. The raw values are the words on the wire.
public enum DocumentState: String, Hashable, Sendable, CaseIterable {
    case draft
    case issued
    case partlyPaid = "partly_paid"
    case paid
    case overpaid
    case credited
    case void
    case writtenOff = "written_off"
}
