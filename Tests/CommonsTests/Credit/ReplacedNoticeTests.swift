import Insight
import Ledger
import Storage
import Testing

@testable import Commons

/// A notice says when its decision stands no more, and asks nobody to contest it.
@Suite struct ReplacedNoticeTests {
    private static func notice(
        _ id: ID<NoticeRecord>, _ desk: CreditDesk
    ) async throws -> NoticeRecord {
        let told = try await desk.shop.ask(ShowNotice(id: id))
        let list = try await desk.shop.ask(ListNotices())
        let item = try #require(list.items.first { $0.id == id })
        #expect(item.replacedBy?.decision == told.replacedBy?.decision)
        #expect(item.replacedBy?.decidedAt == told.replacedBy?.decidedAt)
        #expect(item.loan == told.loan)
        return told
    }

    /// The notices that the first screen of the business asks about.
    private static func asked(_ desk: CreditDesk) async throws -> [String] {
        try await desk.shop.ask(ShowHome()).attention
            .filter { $0.kind == .noticeReceived }.map(\.subject.id)
    }

    private static func contest(
        _ notice: ID<NoticeRecord>, _ desk: CreditDesk
    ) async throws -> Contest {
        try await desk.shop.perform(
            ContestNotice(
                id: notice, contestID: desk.shop.newID(Contest.self), statement: "Look again"))
    }

    @Test func `Only a later decision about the same loan replaces the one of a notice`()
        async throws
    {
        try await CreditDesk.with { desk in
            let shop = desk.shop
            _ = try await desk.share()
            let score = try await desk.score(as: desk.sacco)
            func decide(_ decision: CreditDecision, _ loan: String?) async throws
                -> DecisionRecord
            {
                try await LoanTests.decide(desk, decision, on: score.id, loan: loan)
            }
            let first = try #require(try await decide(.worseTerms, "1").noticeID)
            let unnamed = try #require(try await decide(.worseTerms, nil).noticeID)
            _ = try await decide(.approved, "2")
            for notice in [first, unnamed] {
                #expect(try await Self.notice(notice, desk).replacedBy == nil)
            }
            #expect(try await Self.notice(first, desk).loan == "1")
            #expect(try await Self.notice(unnamed, desk).loan == nil)
            #expect(try await Self.asked(desk) == [unnamed.text, first.text])
            // Another adverse decision has a notice of its own, which is the one to contest.
            let second = try #require(try await decide(.worseTerms, "1").noticeID)
            let replaced = try #require(try await Self.notice(first, desk).replacedBy)
            #expect(replaced.decision == .worseTerms && replaced.noticeID == second)
            #expect(replaced.decidedAt == shop.clock.now())
            #expect(try await Self.asked(desk) == [second.text, unnamed.text])
            try await shop.refuses("notice_replaced") { _ = try await Self.contest(first, desk) }
            // The one that stands is told, and not one that was replaced in its turn.
            _ = try await decide(.approved, "1")
            let moment = shop.clock.now()
            for notice in [first, second] {
                let standing = try #require(try await Self.notice(notice, desk).replacedBy)
                #expect(standing.decision == .approved && standing.noticeID == nil)
                #expect(standing.decidedAt == moment)
                try await shop.refuses("notice_replaced") {
                    _ = try await Self.contest(notice, desk)
                }
            }
            #expect(try await Self.asked(desk) == [unnamed.text])
            _ = try await Self.contest(unnamed, desk)
        }
    }

    @Test func `A contest that is open is answered though the decision was replaced`()
        async throws
    {
        try await CreditDesk.with { desk in
            let executor = desk.shop.executor
            _ = try await desk.share()
            let score = try await desk.score(as: desk.sacco)
            let made = try await LoanTests.decide(desk, .worseTerms, on: score.id)
            let notice = try #require(made.noticeID)
            let contest = try await Self.contest(notice, desk)
            _ = try await LoanTests.decide(desk, .approved, on: score.id)
            let home = try await executor.ask(ShowHome(), as: desk.second)
            #expect(home.attention.contains { $0.kind == .contestOpen })
            let answered = try await AnswerContest(id: contest.id, answer: "Approved.").run(
                as: desk.second, with: executor)
            #expect(answered.contests.map(\.state) == [.upheld])
            #expect(answered.replacedBy?.decision == .approved)
        }
    }

    @Test func `A decision on the score that answered a contest replaces the one contested`()
        async throws
    {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            _ = try await desk.share()
            let score = try await desk.score(as: desk.sacco)
            let made = try await LoanTests.decide(desk, .worseTerms, on: score.id, loan: "1")
            let other = try await LoanTests.decide(desk, .worseTerms, on: score.id, loan: "2")
            let (notice, beside) = (try #require(made.noticeID), try #require(other.noticeID))
            let contest = try await Self.contest(notice, desk)
            shop.clock.pass(seconds: 1)
            let answered = try await AnswerContest(id: contest.id, answer: "We looked.").run(
                as: desk.second, with: executor)
            #expect(answered.replacedBy == nil, "an answer decides nothing")
            let rescore = try #require(answered.contests.first?.rescoreID)
            try await shop.refuses("loan_unknown") {
                _ = try await LoanTests.decide(desk, .approved, on: rescore, loan: "2")
            }
            #expect(try await Self.notice(notice, desk).replacedBy == nil)
            _ = try await LoanTests.decide(desk, .approved, on: rescore, loan: "1")
            #expect(try await Self.notice(notice, desk).replacedBy?.decision == .approved)
            try await shop.refuses("notice_replaced") { _ = try await Self.contest(notice, desk) }
            // Nobody contested the other one: that look is none at its loan.
            #expect(try await Self.notice(beside, desk).replacedBy == nil)
        }
    }
}
