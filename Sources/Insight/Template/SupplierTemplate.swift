/// Where the papers of one supplier carry their values, learned from papers that a person accepted.
/// It holds words of the form and no value of any paper: it can be shown, changed and given away.
public struct SupplierTemplate: Equatable, Sendable {
    /// Words at the head of every paper of this supplier, by which the next one is known. Plain
    /// capitals and figures.
    public var words: [String]
    public var anchors: [FieldAnchor]
    /// How many accepted papers it was learned from.
    public var papers: Int

    public init(words: [String], anchors: [FieldAnchor], papers: Int) {
        self.words = words
        self.anchors = anchors
        self.papers = papers
    }

    /// The fields that a template can find; the supplier is known by the head, and an address is
    /// the same on each paper.
    public static let fields: [FieldName] = [.number, .date, .dueDate, .subtotal, .tax, .total]
    /// Two papers show what stays and what changes; one does not.
    public static let fewestPapers = 2
    /// More than these teach nothing new, and a supplier who changes its form is followed sooner.
    public static let mostPapers = 5
}

/// Where one field stands: beside or below which words, and in which form.
public struct FieldAnchor: Equatable, Sendable {
    public enum Place: String, Sendable, CaseIterable {
        /// In the same row, directly after the label.
        case right
        /// In one of the next rows, under the label.
        case below
    }

    /// Which one counts when the label stands in several places.
    public enum Occurrence: String, Sendable, CaseIterable {
        case first, last
    }

    public var field: FieldName
    /// Up to three words in plain capitals and figures, as they stand before or above the value.
    public var label: String
    public var place: Place
    public var occurrence: Occurrence
    /// Of a number: its letters and figures in runs, `A-9` for `CS-00417`; nil when they vary.
    public var shape: String?
    /// Of a day: whether the month is written first.
    public var monthFirst: Bool

    public init(
        field: FieldName, label: String, place: Place, occurrence: Occurrence = .first,
        shape: String? = nil, monthFirst: Bool = false
    ) {
        self.field = field
        self.label = label
        self.place = place
        self.occurrence = occurrence
        self.shape = shape
        self.monthFirst = monthFirst
    }

    var labelKeys: [[UInt8]] { label.utf8.split(separator: 0x20).map { Array($0) } }
}

/// A paper that somebody accepted: its words, and the values that the person confirmed.
public struct TaughtPaper: Sendable {
    public var pages: [PageWords]
    /// As fields are written: ISO days, decimal amounts.
    public var values: [(field: FieldName, value: String)]

    public init(pages: [PageWords], values: [(field: FieldName, value: String)]) {
        self.pages = pages
        self.values = values
    }

    func value(of field: FieldName) -> String? { values.first { $0.field == field }?.value }
}
