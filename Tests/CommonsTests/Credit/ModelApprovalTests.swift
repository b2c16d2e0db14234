import Ledger
import Storage
import Testing
import Wire

@testable import Commons

/// What a model's page, Approvals and home say of the two who approve it.
@Suite struct ModelApprovalTests {
    private struct Case {
        let desk: CreditDesk
        let model: ID<ModelRecord>
        /// A third one who may approve.
        let third: Actor

        var executor: CommandExecutor { desk.shop.executor }

        func ask(_ actor: Actor, _ reason: String? = nil) async throws -> PendingApproval {
            desk.shop.clock.pass(seconds: 1)
            let outcome = try await executor.run(
                ApproveModel(id: model, reason: reason), as: actor,
                identity: RequestIdentity(id: "test"))
            #expect(outcome.status == 202)
            return try WireDecoder().decode(PendingApproval.self, from: outcome.body)
        }

        func requests(_ state: PendingApproval.State?) async throws -> [ListApprovals.Item] {
            try await executor.ask(
                ListApprovals(state: state, after: nil, limit: nil), as: desk.second
            ).items
        }

        func shown() async throws -> ModelDetail {
            try await executor.ask(ShowModel(id: model), as: desk.second)
        }

        func home(_ actor: Actor, _ kind: Home.Matter) async throws -> [Home.Attention] {
            try await executor.ask(ShowHome(), as: actor).attention.filter { $0.kind == kind }
        }
    }

    private static func with(_ body: (Case) async throws -> Void) async throws {
        try await CreditDesk.with { desk in
            let executor = desk.shop.executor
            let model = try await executor.registerModel(
                try CreditDesk.pack(), name: "Autumn", as: desk.sacco)
            desk.shop.clock.pass(seconds: 1)
            _ = try await ValidateModel(id: model.id).run(as: desk.sacco, with: executor)
            let id = desk.shop.newID(User.self)
            _ = try await executor.perform(
                AddMember(
                    id: id, name: "Joseph", email: "\(id)@example.org", role: .branchManager,
                    amountLimit: nil), as: desk.sacco)
            try await executor.database.write { transaction in
                try transaction.execute(
                    "UPDATE membership SET joined_at = created_at WHERE user_id = $1", [.id(id)])
            }
            let third = Actor(
                user: id, organisation: desk.sacco.organisation, role: .branchManager)
            try await body(Case(desk: desk, model: model.id, third: third))
        }
    }

    @Test func `Its history and the trail name both who approved it`() async throws {
        try await Self.with { it in
            let asked = try await it.ask(it.desk.sacco, "agreed to by nobody")
            _ = try await it.executor.perform(Approve(id: asked.id), as: it.desk.second)
            let step = try #require(try await it.shown().history.last)
            #expect(step.state == .approved)
            #expect(step.by == "Grace" && step.byID == it.desk.sacco.user)
            #expect(step.agreedBy == "Lucy" && step.agreedByID == it.desk.second.user)
            #expect(try await it.shown().history.dropLast().allSatisfy { $0.agreedBy == nil })
            let trail = try await it.executor.ask(
                ListAudit(
                    after: nil, subjectKind: "model", subjectID: it.model.text, limit: nil),
                as: it.desk.sacco)
            let line = try #require(trail.items.first)
            #expect(line.command == "model.approve" && line.user.name == "Grace")
            #expect(line.agreedBy == Person(id: it.desk.second.user, name: "Lucy"))
            #expect(line.reason?.hasSuffix("agreed to by \(it.desk.second.user)") == true)
            #expect(trail.items.dropFirst().allSatisfy { $0.agreedBy == nil })
        }
    }

    @Test func `Words of a reason make nobody the second person`() async throws {
        try await Self.with { it in
            _ = try await it.executor.perform(
                RetireModel(id: it.model, reason: "agreed to by \(it.desk.second.user)"),
                as: it.desk.sacco)
            let trail = try await it.executor.ask(
                ListAudit(after: nil, subjectKind: "model", subjectID: nil, limit: nil),
                as: it.desk.sacco)
            #expect(trail.items.allSatisfy { $0.agreedBy == nil })
            #expect(try await it.shown().history.allSatisfy { $0.agreedBy == nil })
        }
    }

    @Test func `One request waits for a model, and its page says whose`() async throws {
        try await Self.with { it in
            #expect(try await it.shown().requests.isEmpty)
            let asked = try await it.ask(it.desk.sacco)
            #expect(try await it.ask(it.desk.sacco).id == asked.id)
            let shown = try #require(try await it.shown().requests.first)
            #expect(shown.id == asked.id && shown.state == .pending)
            #expect(shown.maker == Person(id: it.desk.sacco.user, name: "Grace"))
            #expect(shown.madeAt == asked.madeAt && shown.checker == nil)
            // Whoever could agree does not ask beside it, with a reason or without.
            let others: [(Actor, String?)] = [(it.desk.second, nil), (it.third, "Mine")]
            for (actor, reason) in others {
                do {
                    _ = try await it.ask(actor, reason)
                    Issue.record("two requests wait")
                } catch let refusal as Refusal {
                    #expect(refusal.code == .approvalWaiting)
                    #expect(refusal.detail.contains("Grace"))
                }
            }
            // Its maker thinks better of the reason: the one before makes room.
            let better = try await it.ask(it.desk.sacco, "It tells late payers")
            #expect(better.id != asked.id)
            #expect(try await it.requests(.pending).map(\.id) == [better.id])
            #expect(try await it.requests(.closed).map(\.id) == [asked.id])
            try await it.desk.shop.refuses("approval_decided") {
                _ = try await it.executor.perform(Approve(id: asked.id), as: it.desk.second)
            }
            #expect(try await it.shown().requests.last?.need == "It tells late payers")
            // The schema holds it too.
            await #expect(throws: StorageFault.self) {
                try await it.executor.database.write { transaction in
                    try transaction.execute(
                        """
                        UPDATE approval SET state = 'pending', checker_id = NULL, decided_at = NULL
                        """)
                }
            }
        }
    }

    @Test func `A request that expired is on no list and keeps nobody from asking`() async throws {
        try await Self.with { it in
            let asked = try await it.ask(it.desk.sacco)
            it.desk.shop.clock.pass(seconds: PendingApproval.lifetimeSeconds)
            #expect(try await it.requests(.pending).isEmpty)
            #expect(try await it.shown().requests.isEmpty)
            let other = try await it.ask(it.desk.second)
            #expect(try await it.requests(.pending).map(\.id) == [other.id])
            let closed = try #require(try await it.requests(.closed).first)
            #expect(closed.id == asked.id && closed.reason == "expired")
        }
    }

    @Test func `A request that can come to nothing is closed, and the trail says by whom`()
        async throws
    {
        try await Self.with { it in
            let asked = try await it.ask(it.desk.sacco)
            #expect(try await it.home(it.desk.second, .approvalWaiting).map(\.name) == ["Autumn"])
            // Checked again, with the same outcome: it stands.
            it.desk.shop.clock.pass(seconds: 1)
            _ = try await ValidateModel(id: it.model).run(as: it.desk.sacco, with: it.executor)
            #expect(try await it.requests(.pending).map(\.id) == [asked.id])
            _ = try await it.executor.perform(
                RetireModel(id: it.model, reason: "Wrong table"), as: it.desk.sacco)
            #expect(try await it.requests(.pending).isEmpty)
            #expect(try await it.home(it.desk.second, .approvalWaiting).isEmpty)
            let closed = try #require(try await it.requests(.closed).first)
            #expect(closed.id == asked.id && closed.reason == "overtaken by model.retire")
            #expect(closed.checker?.name == "Grace" && closed.decidedAt != nil)
            let trail = try await it.executor.ask(
                ListAudit(
                    after: nil, subjectKind: "approval", subjectID: asked.id.text, limit: nil),
                as: it.desk.sacco)
            #expect(trail.items.first?.after?["state"] == .string("closed"))
            #expect(trail.items.first?.user.name == "Grace")
            let report = try await Fsck(database: it.executor.database, objects: nil).run()
            let findings = report.findings.filter { $0.subject.kind == "approval" }
            #expect(findings.isEmpty, "\(findings)")
        }
    }

    @Test func `What is found otherwise since closes a request that does not speak of it`()
        async throws
    {
        try await Self.with { it in
            let asked = try await it.ask(it.desk.sacco)
            try await FairnessTests.population(in: it.desk)
            it.desk.shop.clock.pass(seconds: 1)
            let checked = try await ValidateModel(id: it.model).run(
                as: it.desk.sacco, with: it.executor)
            #expect(checked.requests.map(\.state) == [.closed])
            #expect(try await it.requests(.closed).map(\.id) == [asked.id])
            #expect(try await it.ask(it.desk.second, "It tells late payers").id != asked.id)
        }
    }

    @Test func `Whoever asked reads who refused and why, until it is asked for again`()
        async throws
    {
        try await Self.with { it in
            let asked = try await it.ask(it.desk.sacco)
            it.desk.shop.clock.pass(seconds: 1)
            _ = try await it.executor.perform(
                Reject(id: asked.id, reason: "Too little of it was measured"), as: it.desk.second)
            let item = try #require(try await it.requests(.rejected).first)
            #expect(item.reason == "Too little of it was measured")
            #expect(item.maker.name == "Grace")
            #expect(item.checker == Person(id: it.desk.second.user, name: "Lucy"))
            let told = try #require(try await it.home(it.desk.sacco, .approvalRejected).first)
            #expect(told.party == "Lucy" && told.reason == "Too little of it was measured")
            #expect(told.command == "model.approve" && told.name == "Autumn")
            #expect(told.subject == Subject(kind: "model", id: it.model.text))
            #expect(try await it.home(it.desk.second, .approvalRejected).isEmpty)
            let refused = try #require(try await it.shown().requests.first)
            #expect(refused.state == .rejected && refused.checker?.name == "Lucy")
            #expect(refused.reason == "Too little of it was measured")
            _ = try await it.ask(it.desk.sacco)
            #expect(try await it.home(it.desk.sacco, .approvalRejected).isEmpty)
            let waits = try #require(try await it.home(it.desk.second, .approvalWaiting).first)
            #expect(waits.party == "Grace" && waits.name == "Autumn")
            // Nobody is told for longer than a request waits.
            let again = try #require(try await it.requests(.pending).first)
            _ = try await it.executor.perform(
                Reject(id: again.id, reason: "Still"), as: it.desk.second)
            #expect(try await it.home(it.desk.sacco, .approvalRejected).map(\.reason) == ["Still"])
            it.desk.shop.clock.pass(seconds: PendingApproval.lifetimeSeconds)
            #expect(try await it.home(it.desk.sacco, .approvalRejected).isEmpty)
        }
    }
}
