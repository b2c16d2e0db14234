import Ledger
import Storage
import Testing

@testable import Commons

extension Shop {
    func party(
        _ name: String, customer: Bool = true, supplier: Bool = true
    ) async throws -> ID<Party> {
        let id = newID(Party.self)
        _ = try await perform(
            CreateParty(id: id, name: name, isCustomer: customer, isSupplier: supplier))
        return id
    }

    func line(_ price: String, _ quantity: String = "1", taxes: [String] = []) throws -> DraftLine {
        DraftLine(
            description: "Maize flour", quantity: try Quantity(decimal: quantity),
            unitPrice: try UnitPrice(decimal: price, currency: currency), taxes: taxes)
    }

    /// An issued invoice of one line without tax.
    @discardableResult
    func invoice(
        _ amount: String, to party: ID<Party>, on day: String = "2026-03-02", due: String? = nil
    ) async throws -> ID<Document> {
        let id = newID(Document.self)
        _ = try await perform(
            CreateInvoice(
                id: id, partyID: party, day: try day.day, dueDay: try due?.day,
                currency: currency, lines: [try line(amount)]))
        _ = try await perform(IssueInvoice(id: id))
        return id
    }

    @discardableResult
    func bill(
        _ amount: String, from party: ID<Party>, on day: String = "2026-03-02",
        number: String? = nil
    ) async throws -> ID<Document> {
        let id = newID(Document.self)
        _ = try await perform(
            CreateBill(
                id: id, partyID: party, supplierNumber: number, day: try day.day,
                currency: currency, lines: [try line(amount)]))
        _ = try await perform(ApproveBill(id: id))
        return id
    }

    @discardableResult
    func pay(
        _ amount: String, _ party: ID<Party>, direction: Payment.Direction = .in,
        on day: String = "2026-03-02", for parts: [(ID<Document>, String)] = []
    ) async throws -> Payment {
        try await perform(
            RecordPayment(
                id: newID(Payment.self), direction: direction, partyID: party,
                accountID: try account("1010"), day: try day.day, amount: try money(amount),
                allocations: try parts.map {
                    RecordPayment.Part(documentID: $0.0, amount: try money($0.1))
                }))
    }

    @discardableResult
    func credit(
        _ amount: String, _ invoice: ID<Document>, on day: String = "2026-03-02"
    ) async throws -> ID<Document> {
        let id = newID(Document.self)
        _ = try await perform(
            CreditInvoice(
                id: invoice, creditNoteID: id, day: try day.day, reason: "returned",
                lines: [
                    .init(
                        line: 0, quantity: .one,
                        unitPrice: try UnitPrice(decimal: amount, currency: currency))
                ]))
        return id
    }

    /// `partly_paid 20.00`: state and what is open.
    func standing(_ id: ID<Document>) async throws -> String {
        let organisation = owner.organisation
        let found = try await executor.database.read { snapshot in
            try StoredDocument.find(id, of: organisation, in: snapshot)
                .map { "\($0.settlement.state.rawValue) \($0.open.decimal)" }
        }
        return try #require(found)
    }

    /// The trial balance as a table: code, name and balance, a debit positive, without zeros.
    func table(asOf day: String = "2099-12-31", knownAt: Instant? = nil) async throws -> String {
        let report = try await ask(ShowTrialBalance(asOf: try day.day, knownAt: knownAt))
        return report.rows.filter { !$0.balance.isZero }.map { row in
            "\(row.account.code) \(row.account.name) \(row.balance.decimal)"
        }.joined(separator: "\n")
    }

    func refuses(
        _ code: String, sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () async throws -> Void
    ) async throws {
        let told = try await refusal(body)
        #expect(told == code, sourceLocation: sourceLocation)
    }

    /// What a command is refused with.
    func refusal(_ body: () async throws -> Void) async throws -> String {
        do {
            try await body()
            return "not refused"
        } catch let refusal as Refusal {
            return refusal.code.name
        }
    }
}

extension String {
    var day: Day { get throws { try #require(Day(iso: self)) } }
}
