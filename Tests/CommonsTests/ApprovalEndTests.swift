import Ledger
import Storage
import Testing

@testable import Commons

/// Requests for approval that end though nobody decides.
@Suite struct ApprovalEndTests {
    /// A colleague who may move no more than 1,000.00 alone.
    private static func colleague(in shop: Shop, _ name: String = "Kevin") async throws -> Actor {
        let actor = Actor(
            user: shop.newID(User.self), organisation: shop.owner.organisation, role: .accountant,
            limit: try shop.money("1000.00"))
        _ = try await shop.perform(
            AddMember(
                id: actor.user, name: name, email: "\(actor.user)@example.org", role: actor.role,
                amountLimit: actor.limit))
        try await shop.executor.database.write { transaction in
            try transaction.execute(
                "UPDATE membership SET joined_at = created_at WHERE user_id = $1",
                [.id(actor.user)])
        }
        return actor
    }

    private static func ask<C: Command>(
        _ command: C, _ actor: Actor, in shop: Shop
    ) async throws -> ID<PendingApproval> {
        shop.clock.pass(seconds: 1)
        let outcome = try await shop.executor.run(
            command, as: actor, identity: RequestIdentity(id: "t"))
        #expect(outcome.status == 202)
        return try WireDecoder().decode(PendingApproval.self, from: outcome.body).id
    }

    private static func requests(
        _ state: PendingApproval.State, in shop: Shop
    ) async throws -> [ListApprovals.Item] {
        try await shop.ask(ListApprovals(state: state, after: nil, limit: nil)).items
    }

    private static func part(_ quantity: String) throws -> [CreditInvoice.Line] {
        [CreditInvoice.Line(line: 0, quantity: try Quantity(decimal: quantity))]
    }

    @Test func `What somebody may do alone and does closes the request for it`() async throws {
        try await Shop.with(on: "2026-03-02") { shop in
            let maker = try await Self.colleague(in: shop)
            let bill = try await shop.bill("5000.00", from: try await shop.party("Paper Mill"))
            let first = try await Self.ask(
                VoidBill(id: bill, reason: "Sent twice"), maker, in: shop)
            let second = try await Self.ask(
                VoidBill(id: bill, reason: "It was sent twice"), maker, in: shop)
            let waiting = try await Self.requests(.pending, in: shop)
            #expect(waiting.map(\.id) == [second])
            _ = try await shop.perform(VoidDocument(id: bill, reason: "Sent twice"))
            let left = try await Self.requests(.pending, in: shop)
            #expect(left.isEmpty)
            let closed = try await Self.requests(.closed, in: shop)
            #expect(closed.map(\.id) == [second, first])
            let reasons = closed.map(\.reason)
            #expect(reasons == ["overtaken by document.void", "asked for otherwise"])
        }
    }

    @Test func `One credit note of an invoice waits, and a void takes all that names it along`()
        async throws
    {
        try await Shop.with(on: "2026-03-02") { shop in
            let maker = try await Self.colleague(in: shop)
            let other = try await Self.colleague(in: shop, "Wanjiku")
            let party = try await shop.party("Hotel")
            let invoice = try await shop.invoice("5000.00", to: party)
            func credit(_ quantity: String, _ actor: Actor) async throws -> ID<PendingApproval> {
                try await Self.ask(
                    CreditInvoice(
                        id: invoice, creditNoteID: shop.newID(Document.self), reason: "returned",
                        lines: try Self.part(quantity)), actor, in: shop)
            }
            let first = try await credit("0.5", maker)
            let second = try await credit("0.25", maker)
            #expect(try await Self.requests(.pending, in: shop).map(\.id) == [second])
            try await shop.refuses("approval_waiting") { _ = try await credit("0.1", other) }
            // One of another invoice has nothing to do with it.
            let elsewhere = try await Self.ask(
                VoidInvoice(id: try await shop.invoice("7000.00", to: party), reason: "Sent twice"),
                other, in: shop)
            _ = try await shop.perform(VoidInvoice(id: invoice, reason: "Never ordered"))
            #expect(try await Self.requests(.pending, in: shop).map(\.id) == [elsewhere])
            let closed = try await Self.requests(.closed, in: shop)
            #expect(Set(closed.map(\.id)) == [first, second])
            // What its maker closed by asking otherwise needs telling nobody.
            let told = try await shop.executor.ask(ShowHome(), as: maker).attention
                .filter { $0.kind == .approvalClosed }
            #expect(told.map(\.command) == ["invoice.credit"])
            #expect(told.first?.closing == .overtaken(by: "invoice.void"))
            #expect(told.first?.party == "Amina" && told.first?.reason == nil)
        }
    }

    @Test func `A payment that would settle what is void now is closed too`() async throws {
        try await Shop.with(on: "2026-03-02") { shop in
            let maker = try await Self.colleague(in: shop)
            let party = try await shop.party("Paper Mill")
            let bill = try await shop.bill("5000.00", from: party)
            let kept = try await shop.bill("6000.00", from: party)
            func pay(_ bill: ID<Document>) async throws -> ID<PendingApproval> {
                let part = RecordPayment.Part(documentID: bill, amount: try shop.money("2000.00"))
                return try await Self.ask(
                    RecordPayment(
                        id: shop.newID(Payment.self), direction: .out, partyID: party,
                        accountID: try shop.account("1010"), day: try "2026-03-02".day,
                        amount: try shop.money("2000.00"), allocations: [part]),
                    maker, in: shop)
            }
            let (first, second) = (try await pay(bill), try await pay(kept))
            _ = try await shop.perform(VoidBill(id: bill, reason: "Sent twice"))
            #expect(try await Self.requests(.pending, in: shop).map(\.id) == [second])
            let closed = try await Self.requests(.closed, in: shop)
            #expect(closed.map(\.id) == [first])
            #expect(closed.first?.closing == .overtaken(by: "bill.void"))
        }
    }

    @Test func `Who may ask no more stands in nobody's way`() async throws {
        try await Shop.with(on: "2026-03-02") { shop in
            let maker = try await Self.colleague(in: shop)
            let other = try await Self.colleague(in: shop, "Wanjiku")
            let bill = try await shop.bill("5000.00", from: try await shop.party("Paper Mill"))
            let first = try await Self.ask(
                VoidBill(id: bill, reason: "Sent twice"), maker, in: shop)
            try await shop.refuses("approval_waiting") {
                _ = try await Self.ask(VoidBill(id: bill, reason: "Twice"), other, in: shop)
            }
            // Another limit takes nothing away.
            _ = try await shop.perform(
                ChangeMember(
                    userID: maker.user, role: .accountant, amountLimit: try shop.money("2000.00"),
                    isEnded: nil))
            #expect(try await Self.requests(.pending, in: shop).map(\.id) == [first])
            _ = try await shop.perform(
                ChangeMember(
                    userID: maker.user, role: .auditor, amountLimit: nil, isEnded: nil))
            let closed = try await Self.requests(.closed, in: shop)
            #expect(closed.map(\.id) == [first])
            #expect(closed.first?.closing?.cause == .makerChanged)
            let second = try await Self.ask(VoidBill(id: bill, reason: "Twice"), other, in: shop)
            // As a membership that ended before such requests were closed has left it.
            try await shop.executor.database.write { transaction in
                try transaction.execute(
                    "UPDATE membership SET role = 'auditor' WHERE user_id = $1",
                    [.id(other.user)])
            }
            try await shop.refuses("approval_broken") {
                _ = try await shop.perform(Approve(id: second))
            }
            let third = try await Self.colleague(in: shop, "Otieno")
            let last = try await Self.ask(VoidBill(id: bill, reason: "Again"), third, in: shop)
            #expect(try await Self.requests(.pending, in: shop).map(\.id) == [last])
        }
    }

    @Test func `Its maker takes a request back, and nobody else does`() async throws {
        try await Shop.with(on: "2026-03-02") { shop in
            let maker = try await Self.colleague(in: shop)
            let bill = try await shop.bill("5000.00", from: try await shop.party("Paper Mill"))
            let first = try await Self.ask(
                VoidBill(id: bill, reason: "Sent twice"), maker, in: shop)
            try await shop.refuses("others_approval") {
                _ = try await shop.perform(Withdraw(id: first))
            }
            shop.clock.pass(seconds: 1)
            let reply = try await shop.executor.perform(Withdraw(id: first), as: maker)
            #expect(reply.state == .closed)
            try await shop.refuses("approval_decided") {
                _ = try await shop.perform(Approve(id: first))
            }
            let closed = try await Self.requests(.closed, in: shop)
            #expect(closed.first?.closing?.cause == .withdrawn)
            #expect(closed.first?.checker?.name == "Kevin")
            #expect(try await shop.standing(bill) == "issued 5000.00")
        }
    }

    @Test func `Nobody decided in time: its maker reads it at home for a week`() async throws {
        try await Shop.with(on: "2026-03-02") { shop in
            let maker = try await Self.colleague(in: shop)
            let bill = try await shop.bill("5000.00", from: try await shop.party("Paper Mill"))
            _ = try await Self.ask(VoidBill(id: bill, reason: "Sent twice"), maker, in: shop)
            func told() async throws -> [Closing?] {
                try await shop.executor.ask(ShowHome(), as: maker).attention
                    .filter { $0.kind == .approvalClosed }.map(\.closing)
            }
            #expect(try await told().isEmpty)
            shop.clock.pass(seconds: PendingApproval.lifetimeSeconds)
            #expect(try await told() == [.expired])
            shop.clock.pass(seconds: PendingApproval.lifetimeSeconds)
            #expect(try await told().isEmpty)
        }
    }

    @Test func `Why a request was closed reads back as it was written`() {
        let all: [Closing] = [
            .overtaken(by: "model.retire"), .askedOtherwise, .impossible, .expired, .withdrawn,
            .makerChanged,
        ]
        #expect(Set(all.map(\.cause)) == Set(Closing.Cause.allCases))
        for closing in all { #expect(Closing(closing.text) == closing) }
        #expect(Closing("for no reason") == nil)
    }
}
