import Ledger
import Storage
import Testing

@testable import Commons

/// What others read as somebody's reason holds words.
@Suite struct BlankReasonTests {
    /// White space, what shows nothing by itself, and a Braille pattern without dots.
    private static let blanks = " \n\t \u{200B}\u{FEFF}\u{2060}\u{AD}\u{3164}\u{2800}"

    @Test(
        "What shows nothing is blank, and what has words is trimmed of it",
        arguments: ["\u{200B}", "\u{2800}", "\u{A0}", "\u{E0001}", "\u{FE0F}", "\u{180E}", ""])
    func blankText(_ blank: String) {
        #expect(blank.isBlank && blank.trimmed.isEmpty)
        #expect(!(blank + "no" + blank).isBlank && (blank + "no" + blank).trimmed == "no")
    }

    @Test func `A model goes back or out of use for a reason in words`() async throws {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            let model = try await desk.live(try CreditDesk.pack())
            try await shop.refuses("blank_reason") {
                _ = try await executor.perform(RollBackModel(reason: Self.blanks), as: desk.sacco)
            }
            try await shop.refuses("blank_reason") {
                _ = try await executor.perform(
                    RetireModel(id: model, reason: Self.blanks), as: desk.sacco)
            }
            let live = try await executor.ask(ShowModel(id: model), as: desk.sacco)
            #expect(live.model.state == .live)
        }
    }

    @Test func `A contest and its answer are in words`() async throws {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            _ = try await desk.share()
            let score = try await desk.score(as: desk.sacco)
            let decided = try await executor.perform(
                DecideScore(
                    id: score.id, decisionID: shop.newID(DecisionRecord.self),
                    decision: .worseTerms, overrideReason: "Too young a business."),
                as: desk.sacco)
            let notice = try #require(decided.noticeID)
            func contest(_ statement: String) async throws -> Contest {
                try await shop.perform(
                    ContestNotice(
                        id: notice, contestID: shop.newID(Contest.self), statement: statement))
            }
            try await shop.refuses("blank_reason") { _ = try await contest(Self.blanks) }
            let open = try await contest("The books reach back further.")
            try await shop.refuses("blank_reason") {
                _ = try await AnswerContest(id: open.id, answer: Self.blanks).run(
                    as: desk.second, with: executor)
            }
            let answered = try await AnswerContest(id: open.id, answer: "They do not.").run(
                as: desk.second, with: executor)
            #expect(answered.contests.map(\.state) == [.upheld])
        }
    }

    @Test func `Whoever declines a request says why`() async throws {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            let model = try await executor.registerModel(
                try CreditDesk.pack(), name: "Fitted", as: desk.sacco)
            _ = try await ValidateModel(id: model.id).run(as: desk.sacco, with: executor)
            let asked = try await executor.run(
                ApproveModel(id: model.id), as: desk.sacco, identity: RequestIdentity(id: "test"))
            #expect(asked.status == 202)
            let pending = try #require(
                try await executor.ask(
                    ListApprovals(state: .pending, after: nil, limit: nil), as: desk.second
                ).items.first)
            try await shop.refuses("blank_reason") {
                _ = try await executor.perform(
                    Reject(id: pending.id, reason: Self.blanks), as: desk.second)
            }
            let reply = try await executor.perform(
                Reject(id: pending.id, reason: "Too few outcomes"), as: desk.second)
            #expect(reply.state == .rejected)
        }
    }
}
