import Ledger
import Storage
import Testing
import Wire

@testable import Commons

/// Groups of which nearly everybody or hardly anybody is approved, whose figures nobody sees.
@Suite struct OneSidedGroupTests {
    private static func report(_ women: (Int64, Int64), _ men: (Int64, Int64)) -> FairnessReport {
        FairnessReport(
            attribute: "gender",
            sums: [
                GroupSums(value: "women", people: women.1, approved: women.0),
                GroupSums(value: "men", people: men.1, approved: men.0),
            ])
    }

    @Test(
        "A verdict about groups that are not shown holds however one-sided they are",
        arguments: [
            // Nobody, or hardly anybody, of the women.
            (0, 150, 49, 210, .adverse), (2, 152, 47, 208, .adverse), (0, 20, 30, 60, .adverse),
            // Everybody of the few men.
            (20, 331, 29, 29, .adverse), (1, 300, 200, 200, .adverse),
            // Everybody of both, or all but a few.
            (150, 150, 210, 210, .fair), (148, 150, 209, 210, .fair),
            // Nobody of either, and too few to be sure of.
            (0, 150, 0, 210, .unknown), (1, 150, 0, 210, .unknown), (0, 20, 5, 20, .unknown),
            // Fewer than twenty have no verdict, and what is shown needs none of this.
            (0, 19, 30, 60, nil), (10, 10, 40, 60, nil), (20, 100, 80, 100, nil),
        ] as [(Int64, Int64, Int64, Int64, FairnessReport.Verdict?)])
    func verdicts(
        _ women: Int64, _ ofWomen: Int64, _ men: Int64, _ ofMen: Int64,
        _ verdict: FairnessReport.Verdict?
    ) {
        let report = Self.report((women, ofWomen), (men, ofMen))
        #expect(report.unshown == verdict)
        #expect(verdict == nil || report.groups.allSatisfy { $0.value == "other" })
        #expect(report.isUnsaid == (verdict == .unknown))
        if let verdict { #expect(report.isAdverse == (verdict == .adverse)) }
    }

    @Test func `One more or less of the few who are approved changes nothing`() throws {
        func told(_ women: Int64, _ men: Int64 = 49) throws -> [UInt8] {
            try WireEncoder.encode(Self.report((women, 150), (men, 210)))
        }
        #expect(try told(0) == told(1) && told(1) == told(2))
        #expect(try told(148) == told(150))
        #expect(Self.report((0, 150), (208, 210)).unshown == .adverse)
        #expect(Self.report((2, 150), (210, 210)).unshown == .adverse)
        #expect(try told(0) != told(50))
    }

    @Test func `A third group that is shown does not hide the one that is not`() {
        let report = FairnessReport(
            attribute: "tongue",
            sums: [
                GroupSums(value: "a", people: 200, approved: 100),
                GroupSums(value: "b", people: 100, approved: 50),
                GroupSums(value: "c", people: 60, approved: 0),
            ])
        #expect(report.groups.map(\.value) == ["a"])
        #expect(report.unshown == .adverse && report.isAdverse)
    }

    @Test(
        "A model that approves nobody of a group, or of which that cannot be said, needs a reason",
        arguments: [
            (49, 0, .adverse), (0, 0, .unsaid),
        ] as [(Int, Int, ModelFinding.Code)])
    func approval(_ men: Int, _ women: Int, _ code: ModelFinding.Code) async throws {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            try await FairnessTests.population(
                [("men", 210, men), ("women", 150, women)], in: desk)
            let model = try await executor.registerModel(
                try CreditDesk.pack(), name: "Harsh", as: desk.sacco)
            shop.clock.pass(seconds: 1)
            let checked = try await ValidateModel(id: model.id).run(as: desk.sacco, with: executor)
            let check = try #require(checked.checks.first { $0.name == .fairness })
            #expect(!check.isMet && !check.isBlocking)
            #expect(check.finding?.code == code && check.finding?.names == ["gender"])
            // No figure of anybody, and no group.
            #expect(checked.fairness.map(\.groups.count) == [0])
            #expect(!check.detail.contains("women") && !check.detail.contains("%"), "\(check)")
            func ask(_ reason: String?) async throws -> Outcome {
                try await executor.run(
                    ApproveModel(id: model.id, reason: reason), as: desk.sacco,
                    identity: RequestIdentity(id: "test"))
            }
            try await shop.refuses("model_unfair") { _ = try await ask(nil) }
            #expect(try await ask("There is no other").status == 202)
            let waiting = try await executor.ask(
                ListApprovals(state: .pending, after: nil, limit: nil), as: desk.second)
            let unmet = waiting.items.first?.matter?["unmet"]?.array?.compactMap(\.string)
            #expect(unmet?.contains("fairness") == true, "\(unmet ?? [])")
            // Whoever may not read the report is told that there is more to it, and no more.
            let manager = Actor(
                user: desk.second.user, organisation: desk.sacco.organisation,
                role: .branchManager)
            let narrow = try await executor.ask(ShowModel(id: model.id), as: manager)
            let told = try #require(narrow.checks.first { $0.name == .fairness })
            #expect(told.finding?.code == .withheld && !told.detail.isEmpty && !told.isMet)
            let refusal = try await Self.refusal {
                _ = try await executor.run(
                    ApproveModel(id: model.id), as: manager, identity: RequestIdentity(id: "t"))
            }
            #expect(refusal?.code == .modelUnfair)
            #expect(refusal?.detail.contains("gender") == false, "\(refusal?.detail ?? "")")
        }
    }

    private static func refusal(_ body: () async throws -> Void) async throws -> Refusal? {
        do {
            try await body()
            return nil
        } catch let refusal as Refusal {
            return refusal
        }
    }
}
