/// Where a value was read.
public enum FieldSource: String, Sendable {
    case recognition = "ocr"
    case textLayer = "text layer"
    case xml = "xml"
    /// A code in the form of a tax authority.
    case code = "code"
    /// A code that asks to pay.
    case paymentCode = "payment code"
    /// A place that accepted papers of the same supplier have taught.
    case template = "template"
}

/// What kind of paper this is.
public enum PaperKind: String, Sendable, CaseIterable {
    case receipt
    case invoice
    case purchaseOrder = "purchase_order"
    case creditNote = "credit_note"
    case unknown
}

/// The fields that a paper may carry, by the names they have on the wire.
public enum FieldName: String, Sendable, CaseIterable {
    case supplier
    case supplierAddress = "supplier_address"
    case buyer
    case number
    case date
    case dueDate = "due_date"
    case currency
    case subtotal
    case tax
    case total
}

/// One value with the reason to believe it.
public struct ExtractedField: Equatable, Sendable {
    /// Text as printed; a day is ISO 8601, an amount a decimal string, a currency its ISO 4217
    /// code. nil when nothing on the paper justifies a value.
    public var value: String?
    /// The share of fields shown with this figure that are right, 0 to 1; 0 without a value.
    public var confidence: Double
    public var box: Box?
    /// The page of `box`; the first is 1.
    public var page: Int?
    public var source: FieldSource?

    public init(
        value: String? = nil, confidence: Double = 0, box: Box? = nil, page: Int? = nil,
        source: FieldSource? = nil
    ) {
        self.value = value
        self.confidence = confidence
        self.box = box
        self.page = page
        self.source = source
    }
}

/// One article or service line.
public struct ExtractedLine: Equatable, Sendable {
    public var description: String
    public var quantity: String?
    public var unitPrice: String?
    public var amount: String?
    public var box: Box?
    public var page: Int?

    public init(
        description: String, quantity: String? = nil, unitPrice: String? = nil,
        amount: String? = nil, box: Box? = nil, page: Int? = nil
    ) {
        self.description = description
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.amount = amount
        self.box = box
        self.page = page
    }
}

/// Something that a person should look at before accepting. The code is stable, the message is
/// for people.
public struct ExtractionWarning: Equatable, Sendable {
    public var code: String
    public var message: String
    public var field: FieldName?
    /// Another value of that field, which the paper offers as well.
    public var proposal: String?

    public init(
        code: String, message: String, field: FieldName? = nil, proposal: String? = nil
    ) {
        self.code = code
        self.message = message
        self.field = field
        self.proposal = proposal
    }
}

/// What the rules could justify from the words of one paper.
public struct ExtractedPaper: Equatable, Sendable {
    public var kind: PaperKind
    public var supplier = ExtractedField()
    public var supplierAddress = ExtractedField()
    public var buyer = ExtractedField()
    public var number = ExtractedField()
    public var date = ExtractedField()
    public var dueDate = ExtractedField()
    public var currency = ExtractedField()
    public var subtotal = ExtractedField()
    public var tax = ExtractedField()
    public var total = ExtractedField()
    public var lines: [ExtractedLine] = []
    public var warnings: [ExtractionWarning] = []

    public init(kind: PaperKind = .unknown) {
        self.kind = kind
    }

    public subscript(_ name: FieldName) -> ExtractedField {
        get {
            switch name {
            case .supplier: supplier
            case .supplierAddress: supplierAddress
            case .buyer: buyer
            case .number: number
            case .date: date
            case .dueDate: dueDate
            case .currency: currency
            case .subtotal: subtotal
            case .tax: tax
            case .total: total
            }
        }
        set {
            switch name {
            case .supplier: supplier = newValue
            case .supplierAddress: supplierAddress = newValue
            case .buyer: buyer = newValue
            case .number: number = newValue
            case .date: date = newValue
            case .dueDate: dueDate = newValue
            case .currency: currency = newValue
            case .subtotal: subtotal = newValue
            case .tax: tax = newValue
            case .total: total = newValue
            }
        }
    }
}
