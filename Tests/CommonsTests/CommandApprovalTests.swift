import Ledger
import Storage
import Testing
import Wire

@testable import Commons

@Suite struct CommandApprovalTests {
    private func money(_ text: String, _ currency: Currency = .kes) throws -> Money {
        try Money(decimal: text, currency: currency)
    }

    /// Asks the teller's pay-out of 80.00 (limit 50.00), which waits for a second person.
    private func ask(_ house: CommandHouse) async throws -> ID<PendingApproval> {
        let outcome = try await house.executor.run(
            PayOut(id: ID(77), amount: try money("80.00")), as: house.teller,
            identity: RequestIdentity(id: "t"))
        #expect(outcome.status == 202)
        let pending = try WireDecoder().decode(PendingApproval.self, from: outcome.body)
        #expect(pending.state == .pending)
        #expect(try await payouts(house) == 0)
        return pending.id
    }

    private func payouts(_ house: CommandHouse) async throws -> Int64 {
        try await house.count("SELECT COUNT(*) FROM setting")
    }

    private func code(_ body: () async throws -> Void) async -> RefusalCode? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? Refusal)?.code
        }
    }

    @Test func `Below the limit nobody else is asked`() async throws {
        try await CommandHouse.with { house in
            try await house.executor.perform(
                PayOut(id: ID(77), amount: try money("50.00")), as: house.teller)
            #expect(try await payouts(house) == 1)
        }
    }

    @Test func `Above the limit it happens when somebody else agrees, once`() async throws {
        try await CommandHouse.with { house in
            let id = try await ask(house)
            let reply = try await house.executor.perform(Approve(id: id), as: house.accountant)
            #expect(reply.outcome == .string(ID<PayOut>(77).text))
            #expect(try await payouts(house) == 1)
            let again = await code {
                try await house.executor.perform(Approve(id: id), as: house.accountant)
            }
            #expect(again == .approvalDecided)
            let audit = try await house.executor.ask(
                ListAudit(after: nil, subjectKind: "payout", subjectID: nil, limit: nil),
                as: house.owner)
            #expect(audit.items.map(\.user.id) == [house.teller.user])
            #expect(audit.items[0].reason == "agreed to by \(house.accountant.user.text)")
            #expect(audit.items[0].agreedBy?.id == house.accountant.user)
        }
    }

    @Test func `Whoever asks twice for the very same has asked once`() async throws {
        try await CommandHouse.with { house in
            let id = try await ask(house)
            #expect(try await ask(house) == id)
            #expect(try await house.count("SELECT COUNT(*) FROM approval") == 1)
            _ = try await house.executor.perform(Approve(id: id), as: house.accountant)
            #expect(try await payouts(house) == 1)
        }
    }

    @Test func `The maker can never be the checker`() async throws {
        try await CommandHouse.with { house in
            let id = try await ask(house)
            let own = await code {
                try await house.executor.perform(Approve(id: id), as: house.teller)
            }
            #expect(own == .ownApproval)
            // Nor in another role, nor past the code: the schema refuses it too.
            let promoted = Actor(
                user: house.teller.user, organisation: house.teller.organisation, role: .owner)
            let promotion = await code {
                try await house.executor.perform(Approve(id: id), as: promoted)
            }
            #expect(promotion == .ownApproval)
            await #expect(throws: StorageFault.self) {
                try await house.database.write { transaction in
                    try transaction.execute(
                        """
                        UPDATE approval SET state = 'approved', checker_id = maker_id,
                            decided_at = 1
                        """)
                }
            }
            #expect(try await payouts(house) == 0)
        }
    }

    @Test func `An altered payload, a late answer and a foreign answer are refused`() async throws
    {
        try await CommandHouse.with { house in
            let id = try await ask(house)
            let foreign = await code {
                try await house.executor.perform(Approve(id: id), as: house.stranger)
            }
            #expect(foreign == .notFound)
            try await house.database.write { transaction in
                try transaction.execute(
                    "UPDATE approval SET payload = replace(payload, '80.00', '8000.00')")
            }
            let altered = await code {
                try await house.executor.perform(Approve(id: id), as: house.owner)
            }
            #expect(altered == .approvalBroken)
            house.clock.pass(seconds: PendingApproval.lifetimeSeconds)
            let late = await code {
                try await house.executor.perform(Approve(id: id), as: house.owner)
            }
            #expect(late == .approvalExpired)
            #expect(try await payouts(house) == 0)
        }
    }

    @Test func `The checker's own limit holds too`() async throws {
        try await CommandHouse.with { house in
            let outcome = try await house.executor.run(
                PayOut(id: ID(77), amount: try money("2000.00")), as: house.teller,
                identity: RequestIdentity(id: "t"))
            let pending = try WireDecoder().decode(PendingApproval.self, from: outcome.body)
            let low = await code {
                try await house.executor.perform(Approve(id: pending.id), as: house.accountant)
            }
            #expect(low == .aboveLimit)
            try await house.executor.perform(Approve(id: pending.id), as: house.owner)
            #expect(try await payouts(house) == 1)
        }
    }

    @Test func `Another currency than the limit's counts as above it`() async throws {
        try await CommandHouse.with { house in
            let outcome = try await house.executor.run(
                PayOut(id: ID(77), amount: try money("1.00", .usd)), as: house.teller,
                identity: RequestIdentity(id: "t"))
            #expect(outcome.status == 202)
        }
    }

    @Test func `A rejected request never happens`() async throws {
        try await CommandHouse.with { house in
            let id = try await ask(house)
            try await house.executor.perform(
                Reject(id: id, reason: "no receipt"), as: house.owner)
            let late = await code {
                try await house.executor.perform(Approve(id: id), as: house.accountant)
            }
            #expect(late == .approvalDecided)
            let list = try await house.executor.ask(
                ListApprovals(state: .rejected, after: nil, limit: nil), as: house.owner)
            #expect(list.items.map(\.id) == [id])
            #expect(list.items[0].maker.id == house.teller.user)
            #expect(list.items[0].checker?.id == house.owner.user)
            #expect(list.items[0].reason == "no receipt")
        }
    }

    @Test func `Who left meanwhile can make nothing happen`() async throws {
        try await CommandHouse.with { house in
            let id = try await ask(house)
            try await house.executor.perform(
                ChangeMember(
                    userID: house.teller.user, role: .teller, amountLimit: nil, isEnded: true),
                as: house.owner)
            let gone = await code {
                try await house.executor.perform(Approve(id: id), as: house.accountant)
            }
            #expect(gone == .approvalDecided)
            let closed = try await house.executor.ask(
                ListApprovals(state: .closed, after: nil, limit: nil), as: house.owner)
            #expect(closed.items.map(\.closing?.cause) == [.makerChanged])
            // Nor past the command that ends a membership.
            try await house.database.write { transaction in
                try transaction.execute(
                    """
                    UPDATE approval SET state = 'pending', checker_id = NULL, decided_at = NULL,
                        reason = NULL
                    """)
            }
            let broken = await code {
                try await house.executor.perform(Approve(id: id), as: house.accountant)
            }
            #expect(broken == .approvalBroken)
        }
    }

    @Test func `Who agrees to a draft agrees to it as it was asked for`() async throws {
        try await Shop.with(on: "2026-03-02") { shop in
            let maker = Actor(
                user: shop.newID(User.self), organisation: shop.owner.organisation,
                role: .accountant, limit: try shop.money("1000.00"))
            _ = try await shop.perform(
                AddMember(
                    id: maker.user, name: "Kevin", email: "kevin@example.org", role: maker.role,
                    amountLimit: maker.limit))
            _ = try await shop.executor.database.write { transaction in
                try transaction.execute(
                    "UPDATE membership SET joined_at = created_at WHERE user_id = $1",
                    [.id(maker.user)])
            }
            let party = try await shop.party("Paper Mill")
            let bill = shop.newID(Document.self)
            _ = try await shop.perform(
                CreateBill(
                    id: bill, partyID: party, supplierNumber: "S1", day: try "2026-03-02".day,
                    currency: shop.currency, lines: [try shop.line("1001.00")]))
            func ask() async throws -> ID<PendingApproval> {
                let outcome = try await shop.executor.run(
                    ApproveBill(id: bill), as: maker, identity: RequestIdentity(id: "t"))
                #expect(outcome.status == 202)
                return try WireDecoder().decode(PendingApproval.self, from: outcome.body).id
            }
            let first = try await ask()
            let list = try await shop.ask(ListApprovals(state: .pending, after: nil, limit: nil))
            let matter = try #require(list.items.first?.matter)
            #expect(matter["amounts"]?["payable"]?["amount"] == .string("1001.00"))
            #expect(matter["party"]?["name"] == .string("Paper Mill"))
            // The payload says nothing but an id; what it stands for is said beside it.
            let named = try #require(list.items.first?.names.first)
            #expect(named.id == bill.text && named.kind == .document)
            let (day, sum) = (try "2026-03-02".day, try shop.money("1001.00"))
            #expect(named.name == "S1 · Paper Mill" && named.day == day && named.amount == sum)
            _ = try await shop.perform(
                UpdateBill(
                    id: bill, partyID: party, supplierNumber: "S1", day: try "2026-03-02".day,
                    currency: shop.currency, lines: [try shop.line("999999.00")]))
            let changed = await code { _ = try await shop.perform(Approve(id: first)) }
            #expect(changed == .approvalBroken)
            let open = try await shop.standing(bill)
            #expect(open.contains("draft"), "\(open)")
            let second = try await ask()
            let reply = try await shop.perform(Approve(id: second))
            #expect(reply.state == .approved)
            // Asked for anew, it waits no longer as it was.
            let former = await code {
                _ = try await shop.perform(Reject(id: first, reason: "It was changed."))
            }
            #expect(former == .approvalDecided)
            let closed = try await shop.ask(ListApprovals(state: .closed, after: nil, limit: nil))
            #expect(closed.items.map(\.id) == [first])
        }
    }
}
