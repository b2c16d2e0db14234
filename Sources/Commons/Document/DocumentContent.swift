import Ledger

/// A line of a document as it is asked for.
public struct DraftLine: Codable, Sendable, Hashable {
    public let description: String
    public let quantity: Quantity
    public let unitPrice: UnitPrice
    /// Percent off the price.
    public let discount: Rate?
    /// Codes of the document's taxes.
    public let taxes: [String]?
    /// Where it is booked; the usual account of the document's kind unless given.
    public let accountID: ID<Account>?

    public init(
        description: String, quantity: Quantity = .one, unitPrice: UnitPrice,
        discount: Rate? = nil, taxes: [String]? = nil, accountID: ID<Account>? = nil
    ) {
        self.description = description
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.discount = discount
        self.taxes = taxes
        self.accountID = accountID
    }
}

/// A tax that lines name by its code.
public struct DraftTax: Codable, Sendable, Hashable {
    public let code: String
    public let category: TaxCategory?
    /// Percent.
    public let rate: Rate
    public let isCompound: Bool?
    public let isWithholding: Bool?
    public let isRecoverable: Bool?

    public init(
        code: String, category: TaxCategory? = nil, rate: Rate, isCompound: Bool? = nil,
        isWithholding: Bool? = nil, isRecoverable: Bool? = nil
    ) {
        self.code = code
        self.category = category
        self.rate = rate
        self.isCompound = isCompound
        self.isWithholding = isWithholding
        self.isRecoverable = isRecoverable
    }
}

/// What an invoice or a bill says, whoever says it: the body of making and of changing one.
struct DocumentContent {
    let kind: DocumentKind
    let partyID: ID<Party>
    let supplierNumber: String?
    let day: Day
    let dueDay: Day?
    let currency: Currency
    let pricing: Document.Pricing?
    let taxRounding: Document.TaxRounding?
    let taxes: [DraftTax]?
    let lines: [DraftLine]
    let note: String?

    static let fields: [String: FieldNote] = [
        "id": FieldNote("Made by the client, so that a repeated request is recognised."),
        "party_id": FieldNote("The customer of an invoice, the supplier of a bill."),
        "day": FieldNote("The date on the document."),
        "due_day": FieldNote("When it is to be paid; not before its date."),
        "currency": FieldNote("ISO 4217; prices are in it."),
        "pricing": FieldNote("Whether prices hold their taxes; `exclusive` unless given."),
        "tax_rounding": FieldNote("Where tax is rounded; `per_category` unless given."),
        "taxes": FieldNote("Taxes that lines name, compound ones last.", items: 0...20),
        "taxes.code": FieldNote("Such as VAT16.", minimumLength: 1, maximumLength: 20),
        "taxes.rate": FieldNote("Percent with at most four decimals."),
        "lines": FieldNote("What is sold or bought.", items: 1...500),
        "lines.description": FieldNote("What it is.", minimumLength: 1, maximumLength: 500),
        "lines.discount": FieldNote("Percent off the price, 0 to 100."),
        "lines.taxes": FieldNote("Codes of taxes.", maximumLength: 20, items: 0...3),
        "note": FieldNote("Words to the reader.", maximumLength: 2_000),
    ]

    /// The core's document, or the refusal that names the field at fault.
    func document() throws -> Document {
        if let dueDay, dueDay < day {
            throw Refusal(
                .dueBeforeDay, "It is dated \(day.iso); it cannot be due before.", at: "/due_day")
        }
        for (index, tax) in (taxes ?? []).enumerated() where tax.code.contains(" ") {
            throw Refusal(
                .totalsImpossible, "A tax code holds no space.", at: "/taxes/\(index)/code")
        }
        for (index, line) in lines.enumerated() {
            guard let discount = line.discount else { continue }
            guard Rate.zero <= discount, discount <= Self.wholePrice else {
                throw Refusal(
                    .totalsImpossible, "A discount lies between 0 and 100 percent.",
                    at: "/lines/\(index)/discount",
                    FaultCode(DocumentRefusal.Code.adjustmentOutOfRange.rawValue))
            }
        }
        return Document(
            kind: kind, currency: currency, lines: lines.map(\.line),
            taxes: (taxes ?? []).map(\.tax), pricing: pricing ?? .exclusive,
            taxRounding: taxRounding ?? .perCategory)
    }

    private static let wholePrice = Rate(partsPerMillion: 1_000_000)
}

extension DraftLine {
    var line: DocumentLine {
        let off = discount.map { [Adjustment(.allowance, .percent($0))] } ?? []
        return DocumentLine(
            description: description, quantity: quantity, unitPrice: unitPrice,
            adjustments: off, taxes: taxes ?? [], account: accountID)
    }
}

extension DraftTax {
    var tax: Tax {
        Tax(
            code: code, category: category ?? .standard, rate: rate,
            isCompound: isCompound ?? false, isWithholding: isWithholding ?? false,
            isRecoverable: isRecoverable ?? true)
    }
}

extension Document {
    /// The totals, or the refusal that tells a person which part is at fault.
    func checkedTotals() throws -> DocumentTotals {
        do throws(DocumentRefusal) {
            return try totals()
        } catch {
            throw Refusal(
                error.code == .totalOverflow ? .amountTooLarge : .totalsImpossible,
                Self.advice(error.code), at: error.pointer.isEmpty ? "/lines" : error.pointer,
                FaultCode(error.code.rawValue))
        }
    }

    private static func advice(_ code: DocumentRefusal.Code) -> String {
        switch code {
        case .noLines: "A document has at least one line."
        case .lineQuantityZero: "A quantity is not zero."
        case .linePriceNegative: "A price is not negative; make the quantity negative instead."
        case .priceBaseNotPositive: "A price stands for more than nothing."
        case .adjustmentOutOfRange: "The discount is out of range."
        case .currencyMismatch: "The price is not in the document's currency."
        case .taxUnknown: "The line names a tax that the document does not list."
        case .taxRepeated: "The same tax is given twice."
        case .taxRateOutOfRange: "A tax rate lies between 0 and 1000 percent."
        case .taxRateNotZero: "Only a tax of the standard category has a rate."
        case .tooManyTaxes: "A line bears at most three taxes."
        case .payableRoundingNotPositive: "The rounding step is more than nothing."
        case .totalOverflow: "The amounts are too large."
        }
    }
}

extension DocumentTotals {
    /// What the payer keeps back lies between nothing and what is payable; the schema says so too.
    func checkWithholding(_ document: Document) throws {
        guard try withheld.isNegative || payable.isLess(than: withheld) else { return }
        let largest = withholding.max {
            $0.amount.minorUnits.magnitude < $1.amount.minorUnits.magnitude
        }
        let index = document.taxes.firstIndex { $0.code == largest?.tax.code }
        throw Refusal(
            .totalsImpossible, "The tax that the payer keeps back comes to \(withheld.decimal), "
                + "and \(payable.decimal) is to be paid.",
            at: index.map { "/taxes/\($0)" } ?? "/taxes")
    }
}
