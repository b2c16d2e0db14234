import Insight
import Ledger
import Storage

/// Whether a paper says what its document says. Held against each other when a paper is accepted
/// for a document that exists, and kept, so that no later name changes it. A paper that
/// disagrees stays with its document and witnesses nothing.
enum PaperAgreement: Equatable, Sendable {
    /// The document is what was accepted of the paper.
    case made
    /// What was read of the paper fits the document.
    case shown
    /// Only what a person wrote of the paper fits it, so that its total counts as written too.
    case said
    /// The names of the fields that say otherwise.
    case differs([String])

    /// - Parameter stored: none of a paper from which its document was made.
    init(stored: String?, source: DocumentSource) {
        switch stored {
        case "shown": self = .shown
        case "said": self = .said
        case let text?: self = .differs(text.split(separator: " ").dropFirst().map(String.init))
        case nil: self = source == .paper ? .made : .differs([])
        }
    }

    var stored: String {
        switch self {
        case .made: "made"
        case .shown: "shown"
        case .said: "said"
        case .differs(let fields): (["differs"] + fields).joined(separator: " ")
        }
    }

    /// Where it is kept among the accepted fields.
    static let field = "agreement"
}

extension PaperAgreement {
    /// What a person accepted of a paper that was sent for a document.
    struct Said {
        let supplier: String
        let number: String?
        let total: Money
    }

    /// Total and currency, and whose it is: its number, its other party or its own business. A
    /// number that an electronic invoice or a code states decides alone.
    static func of(
        _ reading: PaperReading, _ said: Said, document: StoredDocument, business: String
    ) -> PaperAgreement {
        var differing: [String] = []
        if reading.kind == PaperKind.creditNote.rawValue && document.kind != .creditNote
            || reading.isStatedNoInvoice
        {
            differing.append("kind")
        }
        let currency = reading.fields.currency.value ?? document.currency.code
        if said.total.currency != document.currency || currency != document.currency.code {
            differing.append("currency")
        } else if said.total != document.amounts.payable, said.total != document.amounts.total {
            differing.append("total")
        }
        let marks = Marks(of: document, business: business)
        let read = marks.held(against: reading.fields)
        let stated = read.filter(\.isStated)
        if let number = stated.first(where: { $0.name == "number" }) {
            if !number.agrees { differing.append("number") }
        } else if !stated.isEmpty, !stated.contains(where: \.agrees) {
            differing += stated.map(\.name)
        }
        if !differing.isEmpty { return .differs(differing) }
        if read.contains(where: \.agrees) { return .shown }
        if marks.agree(with: said) { return .said }
        return .differs(read.isEmpty ? ["number"] : read.map(\.name))
    }
}

/// What tells whose a document is.
private struct Marks {
    struct Held {
        let name: String
        let agrees: Bool
        /// By an electronic invoice or a code, not by print.
        let isStated: Bool
    }

    let number: NumberKey?
    let supplier: SupplierKey?
    let buyer: SupplierKey?

    init(of document: StoredDocument, business: String) {
        let isOwn = document.kind == .invoice || document.kind == .creditNote
        number = (isOwn ? document.number : document.supplierNumber).flatMap { NumberKey($0) }
        supplier = SupplierKey(isOwn ? business : document.party.name)
        buyer = SupplierKey(isOwn ? document.party.name : business)
    }

    /// The marks that were read.
    func held(against fields: PaperFields) -> [Held] {
        var held: [Held] = []
        if let read = fields.number.value {
            held.append(self.held("number", NumberKey(read) == number, fields.number))
        }
        for (name, field, mark) in [
            ("supplier", fields.supplier, supplier), ("buyer", fields.buyer, buyer),
        ] {
            guard let read = field.value.flatMap({ SupplierKey($0) }) else { continue }
            held.append(self.held(name, mark.map(read.isAlike) ?? false, field))
        }
        return held
    }

    private func held(_ name: String, _ agrees: Bool, _ field: PaperField) -> Held {
        let stated: [FieldSource] = [.xml, .code, .paymentCode]
        let isStated = field.source.flatMap { FieldSource(rawValue: $0) }.map(stated.contains)
        return Held(name: name, agrees: agrees, isStated: isStated ?? false)
    }

    func agree(with said: PaperAgreement.Said) -> Bool {
        if let number, let said = said.number.flatMap({ NumberKey($0) }), said == number {
            return true
        }
        guard let supplier, let said = SupplierKey(said.supplier) else { return false }
        return supplier.isAlike(said)
    }
}
