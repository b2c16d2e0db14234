import Insight
import Ledger
import Storage
import Wire

extension AcceptPaper {
    func stored(_ reading: String, in work: any Work) throws -> PaperReading {
        let stored = try work.transaction.first(
            "SELECT fields FROM reading WHERE organisation_id = $1 AND id = $2",
            [.id(work.actor.organisation), .text(reading)], { try $0.text(0) })
        guard let stored else {
            throw Refusal(.paperState, "The paper's reading is missing; read it again.")
        }
        return try WireDecoder.stored.decode(PaperReading.self, from: Array(stored.utf8))
    }

    /// A supplier's credit note booked as a purchase would raise what is owed instead of lowering
    /// it. A person may know better than print was read, not better than an electronic invoice.
    func checkKind(_ reading: PaperReading) throws {
        let isRead = reading.kind == PaperKind.creditNote.rawValue
        let isStated = isRead && reading.isKindStated
        guard isStated || (isCreditNote ?? isRead) else { return }
        throw Refusal(
            .paperCreditNote,
            isStated
                ? "The electronic invoice says that it is a credit note."
                : "It reads as a credit note; say with is_credit_note that it is none.",
            at: "/kind")
    }

    /// Whether the paper says what the document says that it was sent for.
    func keepAgreement(
        of reading: PaperReading, with id: ID<Document>, in work: any Work
    ) throws {
        let document = try StoredDocument.require(id, in: work)
        if document.isDraft {
            throw Refusal(
                .notIssued, "It was sent for a draft, which may still change; issue that first.")
        }
        if document.isVoid {
            throw Refusal(
                .alreadyVoid, "\(document.name) is void; reject the paper, and send it for the "
                    + "document that it belongs to.")
        }
        let business = try work.transaction.first(
            "SELECT name FROM organisation WHERE id = $1", [.id(work.actor.organisation)],
            { try $0.text(0) })
        let agreement = PaperAgreement.of(
            reading, .init(supplier: supplier, number: number, total: total),
            document: document, business: business ?? "")
        try keep(PaperAgreement.field, nil, 0, agreement.stored, in: work)
    }
}
