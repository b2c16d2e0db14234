/// A QR code or bar code as the scanner found it on a page.
public struct PrintedCode: Equatable, Sendable {
    /// As the scanner names it: `QR-Code`, `EAN-13`, `CODE-128`.
    public var symbology: String
    public var text: String
    public var box: Box
    /// The first page is 1.
    public var page: Int

    public init(symbology: String, text: String, box: Box, page: Int = 1) {
        self.symbology = symbology
        self.text = text
        self.box = box
        self.page = page
    }

    /// What the text of the code says about the paper; nil where it says nothing that a book needs.
    public var facts: CodeFacts? { CodeFacts.read(text) }
}

/// Who made a code, which decides how far it is believed.
public enum CodeKind: String, Sendable, CaseIterable {
    /// In the form that a tax authority prescribes. Anybody can print such a code: it is no proof
    /// until the authority is asked, which only a person can do.
    case fiscal
    /// Asks to pay: what it states is the amount due.
    case payment
    /// Anything else with a value in it, and addresses on an authority's server in no form that it
    /// prescribes: it confirms what was read and fills nothing.
    case other
}

/// What a code states, in the form of the fields of a paper.
public struct CodeFacts: Equatable, Sendable {
    public var kind: CodeKind
    /// The form that was recognised, for people: `ZATCA`, `EMV`, `URL`.
    public var form: String
    public var supplier: String?
    public var supplierTaxID: String?
    public var number: String?
    /// ISO 8601.
    public var date: String?
    /// Decimal, without grouping.
    public var total: String?
    public var tax: String?
    /// ISO 4217.
    public var currency: String?
    /// What the authority's server is asked with: a signature, a control number, a link.
    public var controlCode: String?

    init(_ kind: CodeKind, form: String) {
        self.kind = kind
        self.form = form
    }

    var isEmpty: Bool {
        supplier == nil && supplierTaxID == nil && number == nil && date == nil && total == nil
            && tax == nil && controlCode == nil
    }
}

extension CodeFacts {
    /// Tries each form that is known; what fits none is looked through for names and values.
    static func read(_ text: String) -> CodeFacts? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 4, bytes.count <= 8_000 else { return nil }
        let forms: [([UInt8]) -> CodeFacts?] = [
            FiscalForm.saudi, FiscalForm.portuguese, FiscalForm.austrian, FiscalForm.german,
            FiscalForm.indian, PaymentForm.merchant, PaymentForm.swiss, PaymentForm.european,
            NamedValues.facts,
        ]
        for form in forms {
            if let facts = form(bytes), !facts.isEmpty { return facts }
        }
        return nil
    }
}
