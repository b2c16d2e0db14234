import Foundation
import Insight
import Ledger
import Proof
import Storage
import Testing
import Wire

@testable import Commons

/// What an acknowledgement is worth, to whom it belongs, and what it leaves behind.
@Suite struct AcknowledgementForceTests {
    @Test func `It is lost when the invoice is voided or credited`()
        async throws
    {
        try await BuyerDesk.with { desk in
            let shop = desk.shop
            let changes: [(ID<Document>) async throws -> Void] = [
                { _ = try await shop.perform(VoidInvoice(id: $0, reason: "wrong customer")) },
                { _ = try await shop.credit("20.00", $0) },
            ]
            for (number, change) in changes.enumerated() {
                let (first, second) = (UInt8(2 * number), UInt8(2 * number + 1))
                let (answered, open) = (try await desk.invoice(), try await desk.invoice())
                try await desk.ask(answered, first)
                try await desk.answer(token: first)
                try await desk.ask(open, second)
                #expect(try await desk.detail(answered).evidence.grade == "acknowledgement")
                for invoice in [answered, open] { try await change(invoice) }
                let detail = try await desk.detail(answered)
                #expect(detail.evidence.grade == "statement", "change \(number)")
                #expect(detail.evidence.acknowledgement == nil)
                #expect(detail.acknowledgements.first?.state == .lapsed)
                #expect(detail.acknowledgements.first?.answer != nil)
                try await shop.refuses("acknowledgement_lapsed") { try await desk.open(second) }
                try await shop.refuses("acknowledgement_lapsed") {
                    try await desk.answer(token: second)
                }
            }
        }
    }

    @Test func `It stays with the name that the invoice was issued to`() async throws {
        try await BuyerDesk.with { desk in
            let (answered, open) = (try await desk.invoice(), try await desk.invoice())
            try await desk.ask(answered, 1)
            try await desk.answer(token: 1)
            try await desk.ask(open, 2)
            let name = try await desk.detail(answered).party.name
            _ = try await desk.shop.perform(
                UpdateParty(
                    id: desk.buyer, name: "A Larger Firm", isCustomer: true, isSupplier: true,
                    taxNumber: nil, email: nil, phone: nil, address: nil))
            let detail = try await desk.detail(answered)
            #expect(detail.party.name == name && name != "A Larger Firm")
            #expect(detail.evidence.grade == "acknowledgement")
            try await desk.answer(token: 2)
            #expect(try await desk.detail(open).evidence.grade == "acknowledgement")
            #expect(try await desk.detail(open).party.name == name)
        }
    }

    @Test func `After a credit note the rest is asked for, and a payment changes nothing`()
        async throws
    {
        try await BuyerDesk.with { desk in
            let invoice = try await desk.invoice()
            let note = try await desk.shop.credit("20.00", invoice)
            try await desk.ask(invoice)
            let shown = try await desk.open().invoice
            #expect(shown.credited.decimal == "20.00" && shown.owed.decimal == "30.00")
            try await desk.answer()
            try await desk.shop.pay("10.00", desk.buyer, for: [(invoice, "10.00")])
            #expect(try await desk.detail(invoice).evidence.grade == "acknowledgement")
            // Without the credit note the buyer would owe what it was not asked about.
            _ = try await desk.shop.perform(
                VoidDocument(id: note, reason: "not returned", releasePayments: true))
            #expect(try await desk.detail(invoice).evidence.grade == "statement")
            try await desk.ask(invoice, 2)
            #expect(try await desk.open(2).invoice.owed.decimal == "50.00")
        }
    }

    @Test func `A score knows it from the moment of the answer until the invoice changes`()
        async throws
    {
        try await BuyerDesk.with { desk in
            let shop = desk.shop
            let invoice = try await desk.invoice()
            let before = shop.clock.now()
            try await desk.ask(invoice)
            try await desk.answer()
            let answered = shop.clock.now()
            shop.clock.move(to: "2026-03-05")
            try await shop.credit("20.00", invoice, on: "2026-03-05")
            let credited = shop.clock.now()
            func grade(_ day: String, _ known: Instant) async throws -> EvidenceGrade? {
                let entity = ScoreEntity(
                    kind: .organisation, id: shop.owner.organisation.rebound(to: ScoreEntity.self),
                    name: "Duka")
                let books = shop.owner.organisation
                return try await shop.executor.database.read { snapshot in
                    try CreditBooks(
                        entity: entity, books: books, asOf: try day.day, knownAt: known,
                        snapshot: snapshot
                    ).history().sales.first?.grade
                }
            }
            #expect(try await grade("2026-03-02", before) == .statement)
            #expect(try await grade("2026-03-02", answered) == .acknowledgement)
            #expect(try await grade("2026-03-05", credited) == .statement)
            // What was known then stays what it was.
            #expect(try await grade("2026-03-05", answered) == .acknowledgement)
            #expect(try await grade("2026-03-04", credited) == .acknowledgement)
            #expect(EvidenceGrade.acknowledgement.weight > EvidenceGrade.statement.weight)
        }
    }

    @Test func `An attestation states it, and who said it only as a commitment`() async throws {
        try await PaperDesk.onBothEngines { paperDesk in
            let desk = try await BuyerDesk(paperDesk.shop)
            let invoice = try await desk.invoice()
            let asked = try await desk.ask(invoice)
            try await desk.answer()
            let made = try await desk.shop.perform(
                AttestSubject(
                    id: desk.shop.newID(Attestation.self),
                    subject: Subject(kind: "document", id: invoice.text)))
            let bundle = try await desk.shop.executor.proofMaker().bundle(
                of: made.id, organisation: desk.shop.owner.organisation)
            let payload = try AttestationPayload(decoding: bundle.envelope.payload)
            let stated = Dictionary(
                uniqueKeysWithValues: payload.publicFields.map { ($0.name, $0.value) })
            #expect(stated["evidence"] == "acknowledgement")
            #expect(stated["acknowledged_content"] == asked.contentSha256)
            #expect(stated["acknowledged_at"] != nil)
            #expect(!stated.values.contains("Wafula"))
            let told = Dictionary(
                uniqueKeysWithValues: bundle.disclosed.map { ($0.name, $0.value) })
            #expect(told["acknowledged_by"] == "Wafula")
            #expect(told["acknowledged_role"] == "Storekeeper")
            #expect(try await paperDesk.fsck() == [])
            // Of one that is still open the row may be changed, and the check names it.
            try await desk.ask(try await desk.invoice(), 2)
            try await paperDesk.tamper(
                """
                UPDATE acknowledgement SET content = REPLACE(content, '50.00', '60.00')
                WHERE answered_at IS NULL
                """)
            #expect(try await paperDesk.fsck() == ["books/acknowledgement_differs"])
        }
    }

    @Test func `Another organisation neither sees nor ends it`() async throws {
        try await BuyerDesk.with { desk in
            let invoice = try await desk.invoice()
            let asked = try await desk.ask(invoice)
            let stranger = try await Shop.open(desk.shop.executor, desk.shop.clock, .kes)
            func tries(_ command: some Command) async throws -> String {
                try await desk.shop.refusal {
                    _ = try await stranger.executor.run(
                        command, as: stranger.owner, identity: RequestIdentity(id: "test"))
                }
            }
            #expect(
                try await tries(WithdrawAcknowledgement(id: asked.id))
                    == "acknowledgement_unknown")
            #expect(
                try await tries(
                    AskAcknowledgement(
                        id: invoice, acknowledgementID: asked.id, token: BuyerDesk.token(2)))
                    == "document_unknown")
            try await desk.answer(.disputed, .notOurs)
            #expect(try await stranger.ask(ShowHome()).attention.isEmpty)
            let changes = try await stranger.ask(ListChanges(after: nil, limit: 500)).items
            #expect(!changes.contains { $0.subject.id == invoice.text })
            let own = try await desk.shop.ask(ListChanges(after: nil, limit: 500)).items
            #expect(own.suffix(2).map(\.subject.id) == [invoice.text, invoice.text])
        }
    }

    @Test func `A member of the buyer answers with their name, within their limit`()
        async throws
    {
        try await BuyerDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            let invoice = try await desk.invoice()
            try await desk.ask(invoice)
            let buyer = try await Shop.open(executor, shop.clock, .kes)
            let confirm = ConfirmAcknowledgement(token: BuyerDesk.token(), choice: .owed)
            func refused(_ actor: Actor) async throws -> String {
                try await shop.refusal { _ = try await executor.perform(confirm, as: actor) }
            }
            #expect(try await refused(shop.owner) == "acknowledgement_own")
            let (user, here) = (buyer.owner.user, buyer.owner.organisation)
            #expect(
                try await refused(Actor(user: user, organisation: here, role: .teller))
                    == "forbidden")
            let limited = Actor(
                user: user, organisation: here, role: .accountant, limit: try shop.money("49.99"))
            #expect(try await refused(limited) == "above_limit")
            let answer = try await executor.perform(confirm, as: buyer.owner)
            #expect(answer.name == "Amina" && answer.role == "owner")
            #expect(answer.organisation == "Duka")
            #expect(try await executor.perform(confirm, as: buyer.owner) == answer)
            #expect(
                try await desk.detail(invoice).evidence.acknowledgement?.organisation == "Duka")
            let audit = ListAudit(after: nil, subjectKind: nil, subjectID: nil, limit: 100)
            for actor in [shop.owner, buyer.owner] {
                let traces = try await executor.ask(audit, as: actor).items
                    .filter { $0.command == "acknowledgement.confirm" }
                #expect(traces.count == 1 && traces[0].user.id == user)
            }
        }
    }

    @Test func `What is answered or ended is never changed, also not from inside the database`()
        async throws
    {
        try await BuyerDesk.with { desk in
            let invoice = try await desk.invoice()
            try await desk.ask(invoice)
            try await desk.ask(invoice, 2)
            try await desk.answer(token: 2)
            for statement in [
                "UPDATE acknowledgement SET answered_name = 'X' WHERE answer = 'owed'",
                "UPDATE acknowledgement SET ended_at = NULL, ended_by = NULL WHERE answer IS NULL",
                "DELETE FROM acknowledgement",
            ] {
                await #expect(throws: StorageFault.self, "\(statement)") {
                    try await desk.shop.executor.database.write { _ = try $0.execute(statement) }
                }
            }
        }
    }

    @Test func `The secret of a link is kept nowhere, and names are not in the audit trail`()
        async throws
    {
        try await BuyerDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            let invoice = try await desk.invoice()
            let ask = AskAcknowledgement(
                id: invoice, acknowledgementID: shop.newID(Acknowledgement.self),
                token: BuyerDesk.token())
            let identity = OperationRequest(
                actor: nil, body: try WireEncoder.value(ask), idempotencyKey: "k",
                origin: Origin(requestID: "test")
            ).identity(of: AskAcknowledgement.declaration.name)
            let first = try await executor.run(ask, as: shop.owner, identity: identity)
            let again = try await executor.run(ask, as: shop.owner, identity: identity)
            #expect(again.isReplay && again.body == first.body)
            try await desk.answer(.disputed, .notReceived)
            let secret = try #require(Base64URL.decode(BuyerDesk.token()))
            let rows = try await executor.database.read { try Self.everything(in: $0) }
            #expect(rows.count > 30)
            #expect(rows.contains { $0.contains(Hex.encode(Array("Wafula".utf8))) })
            for kept in [secret, Array(BuyerDesk.token().utf8), Array(Hex.encode(secret).utf8)] {
                #expect(!rows.contains { $0.contains(Hex.encode(kept)) })
            }
            let trail = try await executor.database.read { snapshot in
                try snapshot.rows("SELECT COALESCE(after, '') FROM audit") { try $0.text(0) }
            }
            #expect(trail.contains { $0.contains("not_received") })
            #expect(!trail.contains { $0.contains("Wafula") })
        }
    }

    /// Every value of every table, in hexadecimal.
    private static func everything(in snapshot: any Snapshot) throws -> [String] {
        let isSQLite = snapshot.engine == .sqlite
        let columns = try snapshot.rows(
            isSQLite
                ? """
                SELECT m.name, c.name, c.type FROM sqlite_master m JOIN pragma_table_info(m.name) c
                WHERE m.type = 'table'
                """
                : """
                SELECT table_name::text, column_name::text, data_type::text
                FROM information_schema.columns WHERE table_schema = current_schema()
                """
        ) { (try $0.text(0), try $0.text(1), try $0.text(2)) }
        return try columns.flatMap { table, column, type in
            let value =
                isSQLite
                ? "hex(\"\(column)\")"
                : type == "bytea"
                    ? "encode(\"\(column)\", 'hex')"
                    : "encode(convert_to(\"\(column)\"::text, 'UTF8'), 'hex')"
            return try snapshot.rows(
                "SELECT \(value) FROM \"\(table)\" WHERE \"\(column)\" IS NOT NULL"
            ) { try $0.text(0).lowercased() }
        }
    }
}
