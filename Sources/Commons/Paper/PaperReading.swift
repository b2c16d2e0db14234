import Insight
import Recognition

/// What the machine read from a paper, as the review page shows it. A box is left, top, width and
/// height in pixels of the upright page.
public struct PaperReading: Codable, Sendable, Equatable {
    public var kind: String
    public var fields: PaperFields
    public var lines: [PaperLine]
    public var warnings: [PaperWarning]
    public var pages: [PaperPage]
    /// QR codes and bar codes with what they state.
    public var codes: [PaperCode]?
    /// Whose papers taught where this one carries its values.
    public var taughtBy: PartyName?
    /// Only where one paper is asked for.
    public var words: [PaperWord]?
}

/// One value and the reason to believe it; no `value` when nothing on the paper justifies one.
public struct PaperField: Codable, Sendable, Equatable {
    public var value: String?
    public var confidence: Double
    public var box: [Int]?
    public var page: Int?
    public var source: String?
}

public struct PaperFields: Codable, Sendable, Equatable {
    public var supplier: PaperField
    public var supplierAddress: PaperField
    public var buyer: PaperField
    public var number: PaperField
    public var date: PaperField
    public var dueDate: PaperField
    public var currency: PaperField
    public var subtotal: PaperField
    public var tax: PaperField
    public var total: PaperField
}

public struct PaperLine: Codable, Sendable, Equatable {
    public var description: String
    public var quantity: String?
    public var unitPrice: String?
    public var amount: String?
    public var box: [Int]?
    public var page: Int?
}

/// Something to look at before accepting; the code is stable.
public struct PaperWarning: Codable, Sendable, Equatable {
    public var code: String
    public var message: String
    public var field: String?
    /// Another value of that field which the paper offers; taking it settles the warning.
    public var proposal: String?
}

/// A code on a paper: its text, and what that states in the form of fields.
public struct PaperCode: Codable, Sendable, Equatable {
    public var symbology: String
    public var text: String
    public var box: [Int]
    public var page: Int
    /// `fiscal`, `payment` or `other`; none when its text says nothing that a book needs.
    public var kind: String?
    /// The form that was recognised: `ZATCA`, `EMV`, the host of an authority.
    public var form: String?
    public var supplierTaxID: String?
    public var controlCode: String?
    public var number: String?
    public var date: String?
    public var total: String?
}

public struct PaperPage: Codable, Sendable, Equatable {
    public var page: Int
    public var width: Int
    public var height: Int
}

public struct PaperWord: Codable, Sendable, Equatable {
    public var text: String
    public var confidence: Double
    public var box: [Int]
    public var page: Int
}

extension PaperReading {
    /// Whether an electronic invoice, not print, says what kind of paper this is.
    var isKindStated: Bool {
        [fields.number, fields.date, fields.supplier, fields.total].contains { field in
            field.source == FieldSource.xml.rawValue
        }
    }

    /// An order, an offer or a pro forma invoice in the form of an electronic invoice.
    var isStatedNoInvoice: Bool {
        let kinds = [PaperKind.invoice, .creditNote, .receipt].map(\.rawValue)
        return isKindStated && !kinds.contains(kind)
    }

    init(_ reading: Reading) {
        let paper = reading.paper
        kind = paper.kind.rawValue
        let stated = Set(reading.pages.filter { $0.source == .textLayer }.map(\.number))
        let boxOf: PaperBox = { box, page in
            page.map(stated.contains) == true ? box?.withRisingInk.numbers : box?.numbers
        }
        fields = PaperFields(paper, boxOf)
        lines = paper.lines.map { PaperLine($0, boxOf) }
        warnings = paper.warnings.map {
            PaperWarning(
                code: $0.code, message: $0.message.asOneLine, field: $0.field?.rawValue,
                proposal: $0.proposal?.asOneLine)
        }
        codes = reading.codes.map(PaperCode.init)
        pages = reading.pages.map {
            PaperPage(page: $0.number, width: $0.width, height: $0.height)
        }
        words = reading.pages.flatMap { page in
            page.words.map {
                PaperWord(
                    text: $0.text, confidence: $0.confidence,
                    box: boxOf($0.box, page.number) ?? [],
                    page: page.number)
            }
        }
    }
}

extension PaperCode {
    fileprivate init(_ code: PrintedCode) {
        let facts = code.facts
        symbology = code.symbology
        text = code.text
        box = code.box.numbers
        page = code.page
        kind = facts?.kind.rawValue
        form = facts?.form
        supplierTaxID = facts?.supplierTaxID
        controlCode = facts?.controlCode
        number = facts?.number
        date = facts?.date
        total = facts?.total
    }
}

/// Where the ink of a box on a page lies, in the numbers that travel.
private typealias PaperBox = (Box?, Int?) -> [Int]?

extension PaperFields {
    fileprivate init(_ paper: ExtractedPaper, _ boxOf: PaperBox) {
        supplier = PaperField(paper.supplier, boxOf)
        supplierAddress = PaperField(paper.supplierAddress, boxOf)
        buyer = PaperField(paper.buyer, boxOf)
        number = PaperField(paper.number, boxOf)
        date = PaperField(paper.date, boxOf)
        dueDate = PaperField(paper.dueDate, boxOf)
        currency = PaperField(paper.currency, boxOf)
        subtotal = PaperField(paper.subtotal, boxOf)
        tax = PaperField(paper.tax, boxOf)
        total = PaperField(paper.total, boxOf)
    }
}

extension PaperField {
    fileprivate init(_ field: ExtractedField, _ boxOf: PaperBox) {
        value = field.value?.asOneLine
        confidence = field.confidence
        box = boxOf(field.box, field.page)
        page = field.page
        source = field.source?.rawValue
    }
}

extension PaperLine {
    fileprivate init(_ line: ExtractedLine, _ boxOf: PaperBox) {
        description = line.description.asOneLine
        quantity = line.quantity
        unitPrice = line.unitPrice
        amount = line.amount
        box = boxOf(line.box, line.page)
        page = line.page
    }
}

extension Box {
    var numbers: [Int] { [x, y, width, height] }

    /// A PDF's font says how high its letters rise; the one that a viewer puts in its place, and
    /// accents and strokes, rise up to a sixth higher.
    var withRisingInk: Box {
        let rise = (height + 5) / 6
        let above = min(rise, y)
        return Box(x: x, y: y - above, width: width, height: height + above + (rise + 2) / 3)
    }
}
