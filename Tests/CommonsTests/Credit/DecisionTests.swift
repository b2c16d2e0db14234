import Insight
import Ledger
import Testing

@testable import Commons

@Suite("What may be decided on a score") struct DecisionTests {
    @Test func `Only the model that scores is decided with, also after it was taken back`()
        async throws
    {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            _ = try await desk.share()
            let shipped = try await desk.score(as: desk.sacco)
            let fitted = try await desk.live(try CreditDesk.pack("-3.5"))
            try await shop.refuses("score_not_current") {
                _ = try await LoanTests.decide(desk, .approved, on: shipped.id, loan: "1")
            }
            let wrong = try await desk.score(as: desk.sacco)
            #expect(wrong.model.id == fitted)
            _ = try await LoanTests.decide(desk, .approved, on: wrong.id, loan: "1")
            _ = try await executor.perform(
                RollBackModel(reason: "It approves everybody", modelID: fitted), as: desk.sacco)
            try await shop.refuses("score_not_current") {
                _ = try await LoanTests.decide(desk, .approved, on: wrong.id, loan: "2")
            }
            let again = try await desk.score(as: desk.sacco)
            #expect(again.model.sha256 == shipped.model.sha256)
            _ = try await LoanTests.decide(desk, .approved, on: again.id, loan: "2")
        }
    }

    @Test func `What answered a contest is about the contested loan alone, for a month`()
        async throws
    {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            _ = try await desk.share()
            let score = try await desk.score(as: desk.sacco)
            let made = try await LoanTests.decide(desk, .worseTerms, on: score.id, loan: "7")
            let contest = shop.newID(Contest.self)
            _ = try await shop.perform(
                ContestNotice(
                    id: try #require(made.noticeID), contestID: contest, statement: "Why?"))
            let answered = try await AnswerContest(id: contest, answer: "Look.").run(
                as: desk.second, with: executor)
            let rescore = try #require(answered.contests.first?.rescoreID)
            for loan in ["8", nil] {
                try await shop.refuses("loan_unknown") {
                    _ = try await LoanTests.decide(desk, .approved, on: rescore, loan: loan)
                }
            }
            shop.clock.pass(seconds: 29 * 86_400)
            _ = try await LoanTests.decide(desk, .approved, on: rescore, loan: " 7 ")
            shop.clock.pass(seconds: 2 * 86_400)
            try await shop.refuses("score_not_current") {
                _ = try await LoanTests.decide(desk, .worseTerms, on: rescore, loan: "7")
            }
        }
    }

    @Test func `A loan of which the outcome is known is not decided about again`() async throws {
        try await CreditDesk.with { desk in
            _ = try await desk.share()
            let score = try await desk.score(as: desk.sacco)
            for loan in ["1", nil] {
                _ = try await LoanTests.decide(desk, .approved, on: score.id, loan: loan)
                try await LoanTests.keep(desk, bad: false, on: score.id, loan: loan)
                try await desk.shop.refuses("outcome_known") {
                    _ = try await LoanTests.decide(desk, .declined, on: score.id, loan: loan)
                }
            }
            _ = try await LoanTests.decide(desk, .approved, on: score.id, loan: "2")
        }
    }
}
