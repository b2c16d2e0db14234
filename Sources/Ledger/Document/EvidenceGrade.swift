/// How well a document is witnessed, from where its fields come from: the strongest kind of witness
/// that stands behind its amount and its day. Grades are ordered; a higher one goes first.
public enum EvidenceGrade: String, Sendable, CaseIterable, Comparable {
    /// Typed, with no paper behind it.
    case statement
    /// A machine read the paper and one person confirmed it.
    case singleReading = "single_reading"
    /// A second person compared the paper with what was booked.
    case doubleCheck = "double_check"
    /// An electronic invoice or payment code that the seller's machine wrote.
    case structured
    /// A code in a tax authority's form that states the same amount. Anybody can print one: the
    /// authority has not been asked.
    case fiscal
    /// The buyer has acknowledged owing it: the one witness that is not the paper itself.
    case acknowledgement

    public static func < (left: EvidenceGrade, right: EvidenceGrade) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What is known about where a document's fields come from.
public struct EvidenceFacts: Equatable, Sendable {
    /// A field that a person confirmed, with the source of the same value on the paper; a value
    /// that the person wrote over what was read has none.
    public struct Field: Equatable, Sendable {
        public var name: String
        public var source: String?

        public init(name: String, source: String?) {
            self.name = name
            self.source = source
        }
    }

    public var hasPaper: Bool
    public var fields: [Field]
    /// A second person checked the paper.
    public var isChecked: Bool
    /// The buyer acknowledged it.
    public var isAcknowledged: Bool

    public init(
        hasPaper: Bool, fields: [Field] = [], isChecked: Bool = false, isAcknowledged: Bool = false
    ) {
        self.hasPaper = hasPaper
        self.fields = fields
        self.isChecked = isChecked
        self.isAcknowledged = isAcknowledged
    }

    /// The amount decides: a code or electronic invoice whose total a person wrote over witnesses
    /// nothing. A code that states no amount, only the seller's number, does not witness it either.
    public var grade: EvidenceGrade {
        if isAcknowledged { return .acknowledgement }
        switch source(of: "total") {
        case "code": return .fiscal
        case "xml", "payment code": return .structured
        default: break
        }
        guard hasPaper else { return .statement }
        return isChecked ? .doubleCheck : .singleReading
    }

    private func source(of name: String) -> String? {
        fields.first { $0.name == name }?.source
    }
}
