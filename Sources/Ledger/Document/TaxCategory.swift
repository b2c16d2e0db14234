/// Why a tax has its rate. Zero-rated, exempt and out of scope all come to nothing and are yet
/// reported apart.
public enum TaxCategory: String, Hashable, Sendable, CaseIterable {
    case standard
    case zero
    case exempt
    case outOfScope = "out_of_scope"
    /// The buyer owes the tax; the document charges none.
    case reverseCharge = "reverse_charge"

    /// The category's code in UNCL 5305, as EN 16931 uses it (BT-118, BT-151).
    public var code: String {
        switch self {
        case .standard: "S"
        case .zero: "Z"
        case .exempt: "E"
        case .outOfScope: "O"
        case .reverseCharge: "AE"
        }
    }
}
