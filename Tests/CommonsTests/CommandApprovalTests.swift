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
            #expect(gone == .approvalBroken)
        }
    }
}
