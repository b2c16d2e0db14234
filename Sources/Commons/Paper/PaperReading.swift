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
    init(_ reading: Reading) {
        let paper = reading.paper
        kind = paper.kind.rawValue
        fields = PaperFields(paper)
        lines = paper.lines.map(PaperLine.init)
        warnings = paper.warnings.map {
            PaperWarning(code: $0.code, message: $0.message, field: $0.field?.rawValue)
        }
        pages = reading.pages.map {
            PaperPage(page: $0.number, width: $0.width, height: $0.height)
        }
        words = reading.pages.flatMap { page in
            page.words.map {
                PaperWord(
                    text: $0.text, confidence: $0.confidence, box: $0.box.numbers,
                    page: page.number)
            }
        }
    }
}

extension PaperFields {
    init(_ paper: ExtractedPaper) {
        supplier = PaperField(paper.supplier)
        supplierAddress = PaperField(paper.supplierAddress)
        buyer = PaperField(paper.buyer)
        number = PaperField(paper.number)
        date = PaperField(paper.date)
        dueDate = PaperField(paper.dueDate)
        currency = PaperField(paper.currency)
        subtotal = PaperField(paper.subtotal)
        tax = PaperField(paper.tax)
        total = PaperField(paper.total)
    }
}

extension PaperField {
    init(_ field: ExtractedField) {
        value = field.value
        confidence = field.confidence
        box = field.box?.numbers
        page = field.page
        source = field.source?.rawValue
    }
}

extension PaperLine {
    init(_ line: ExtractedLine) {
        description = line.description
        quantity = line.quantity
        unitPrice = line.unitPrice
        amount = line.amount
        box = line.box?.numbers
        page = line.page
    }
}

extension Box {
    var numbers: [Int] { [x, y, width, height] }
}
