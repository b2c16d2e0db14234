import Ledger
import Testing
import Wire

@testable import Commons

@Suite struct DeclaredFeatureTests {
    private static func pack(_ reason: String?) throws -> ModelPack {
        let plain = try CreditDesk.pack()
        let declared = reason.map {
            [("not_protected", JSONValue.object([("on_time_share", .string($0))]))]
        }
        return ModelPack(
            text: plain.text + "pandas_categorical:[[\"female\",\"male\"]]\n", calibration: nil,
            card: .object((plain.card.members ?? []) + (declared ?? [])))
    }

    @Test func `Whoever approves a model with a declared feature sees the feature and the reason`()
        async throws
    {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            let unsaid = try await executor.registerModel(
                try Self.pack(nil), name: "Plugs", as: desk.sacco)
            shop.clock.pass(seconds: 1)
            let refusal = await #expect(throws: Refusal.self) {
                _ = try await ValidateModel(id: unsaid.id).run(as: desk.sacco, with: executor)
            }
            #expect(refusal?.code == .modelUnfit)
            #expect(refusal?.faults.map(\.code?.name) == ["model_doubtful"])
            let said = try await executor.registerModel(
                try Self.pack("Shapes of plugs"), name: "Plugs, declared", as: desk.sacco)
            shop.clock.pass(seconds: 1)
            let checked = try await ValidateModel(id: said.id).run(as: desk.sacco, with: executor)
            let check = try #require(checked.checks.first { $0.name == .protected })
            #expect(!check.isMet && !check.isBlocking)
            #expect(
                check.detail == "declared to be about no person: on_time_share "
                    + "(sex: female, male): Shapes of plugs")
            let asked = try await executor.run(
                ApproveModel(id: said.id), as: desk.sacco, identity: RequestIdentity(id: "test"))
            #expect(asked.status == 202)
            let waiting = try await executor.ask(
                ListApprovals(state: .pending, after: nil, limit: nil), as: desk.second)
            let matter = try #require(waiting.items.first?.matter)
            #expect(matter["unmet"]?.array?.compactMap(\.string).contains("protected") == true)
            #expect(
                matter["declared"]?.array?.compactMap(\.string)
                    == ["on_time_share (sex: female, male): Shapes of plugs"])
        }
    }
}
