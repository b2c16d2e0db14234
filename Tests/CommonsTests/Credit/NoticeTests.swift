import Insight
import Ledger
import Storage
import Testing

@testable import Commons

@Suite struct NoticeTests {
    static func decide(
        _ desk: CreditDesk, _ decision: CreditDecision, because reason: String? = nil,
        language: ScoreLanguage? = nil
    ) async throws -> (score: ScoreRecord, decision: DecisionRecord) {
        let score = try await desk.score(as: desk.sacco)
        // Of two decisions about one score the later one counts.
        desk.shop.clock.pass(seconds: 1)
        let made = try await desk.shop.executor.perform(
            DecideScore(
                id: score.id, decisionID: desk.shop.newID(DecisionRecord.self),
                decision: decision, overrideReason: reason, language: language), as: desk.sacco)
        return (score, made)
    }

    @Test func `An adverse decision leaves a notice that both sides can read and nobody changes`()
        async throws
    {
        try await CreditDesk.with { desk in
            let executor = desk.shop.executor
            _ = try await desk.share()
            let (score, made) = try await Self.decide(desk, .worseTerms, language: .swahili)
            let id = try #require(made.noticeID)
            let told = try await executor.ask(ShowNotice(id: id), as: desk.shop.owner)
            let kept = try await executor.ask(ShowNotice(id: id), as: desk.sacco)
            #expect(told.content.reasons == kept.content.reasons)
            #expect(told.language == .swahili)
            #expect(told.content.headings?.data == "Kilichotumika")
            #expect(told.content.reasons.count == score.reasons.count)
            #expect(told.content.snapshotSha256 == score.snapshotSha256)
            #expect(told.contestUntil.iso == "2027-02-26")
            #expect(told.content.contest.contains("26 Februari 2027"))
            #expect(told.content.data.count == 8)
            let list = try await executor.ask(ListNotices(), as: desk.shop.owner)
            #expect(list.items.map(\.id) == [id])
            // The first screen of whom it is about says so, and the lender's does not.
            func received(_ actor: Actor) async throws -> [Home.Attention] {
                try await executor.ask(ShowHome(), as: actor).attention
                    .filter { $0.kind == .noticeReceived }
            }
            let matter = try #require(try await received(desk.shop.owner).first)
            #expect(matter.subject == Subject(kind: "notice", id: id.text))
            #expect(matter.day == told.contestUntil)
            #expect(try await received(desk.sacco).isEmpty)
            for statement in ["UPDATE notice SET language = 'en'", "DELETE FROM score_decision"] {
                await #expect(throws: StorageFault.self) {
                    try await executor.database.write { try $0.execute(statement) }
                }
            }
            let stranger = try await Shop.open(executor, desk.shop.clock, .kes)
            try await desk.shop.refuses("notice_unknown") {
                _ = try await stranger.ask(ShowNotice(id: id))
            }
        }
    }

    @Test func `A notice writes days as letters in its language do`() throws {
        let days = try ["2027-02-01", "2028-12-29"].map { try $0.day }
        #expect(days.map(ScoreLanguage.english.written) == ["1 February 2027", "29 December 2028"])
        #expect(days.map(ScoreLanguage.swahili.written) == ["1 Februari 2027", "29 Desemba 2028"])
        #expect(
            days.map(ScoreLanguage.french.written) == ["1er février 2027", "29 décembre 2028"])
        #expect(days.map(ScoreLanguage.arabic.written) == ["1 فبراير 2027", "29 ديسمبر 2028"])
    }

    @Test func `What goes against the band needs a reason, and approval needs no notice`()
        async throws
    {
        try await CreditDesk.with { desk in
            _ = try await desk.share()
            _ = try await desk.live(try CreditDesk.pack("-3.5"))
            // Everybody is in band B: declining goes against it.
            let (score, approved) = try await Self.decide(desk, .approved)
            #expect(score.band == .b)
            #expect(approved.noticeID == nil)
            try await desk.shop.refuses("override_reason_needed") {
                _ = try await Self.decide(desk, .declined)
            }
            try await desk.shop.refuses("override_reason_needed") {
                _ = try await Self.decide(desk, .declined, because: " \n ")
            }
            let data = try await desk.shop.executor.ask(
                ShowScoreRecord(id: score.id), as: desk.sacco)
            #expect(Set(data.contributions.map(\.feature)) == ["on_time_share"])
            // The score speaks for it, so only the decider's own words are the reason.
            let (_, declined) = try await Self.decide(desk, .declined, because: "Fraud")
            let letter = try await desk.shop.ask(
                ShowNotice(id: try #require(declined.noticeID)))
            #expect(letter.content.reasons == ["Fraud"])
            // Of all that is known, what the model looked at.
            #expect(letter.content.data.map(\.feature) == ["on_time_share"])
            #expect(score.reasons.isEmpty)
            try await desk.shop.refuses("override_reason_needed") {
                _ = try await Self.decide(desk, .worseTerms)
            }
            let (_, worse) = try await Self.decide(desk, .worseTerms, because: "A short term")
            #expect(worse.noticeID != nil)
            // Decided three times about one score: the last time counts, within the band.
            let report = try await MonitorModel(id: score.model.id).run(
                as: desk.sacco, with: desk.shop.executor)
            #expect(report.decisions == 1 && report.overrides == 0)
            let own = try await desk.score()
            try await desk.shop.refuses("score_is_own") {
                _ = try await desk.shop.perform(
                    DecideScore(
                        id: own.id, decisionID: desk.shop.newID(DecisionRecord.self),
                        decision: .approved))
            }
            try await desk.shop.refuses("score_unknown") {
                _ = try await desk.shop.perform(
                    DecideScore(
                        id: score.id, decisionID: desk.shop.newID(DecisionRecord.self),
                        decision: .approved))
            }
        }
    }

    @Test func `A decision stands on what is known now, and on no look back`() async throws {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            let share = try await desk.share(until: "2028-12-31")
            func decide(_ score: ScoreRecord) async throws {
                shop.clock.pass(seconds: 1)
                _ = try await executor.perform(
                    DecideScore(
                        id: score.id, decisionID: shop.newID(DecisionRecord.self),
                        decision: .worseTerms, overrideReason: "A short term"), as: desk.sacco)
            }
            let first = try await desk.score(as: desk.sacco)
            try await decide(first)
            let look = try await desk.score(as: desk.sacco, asOf: "2026-01-31")
            try await shop.refuses("score_not_current") { try await decide(look) }
            // The books say something else, and then the same as before.
            let kiosk = try await shop.party("Passing by")
            let invoice = try await shop.invoice("9000.00", to: kiosk, on: "2026-12-27")
            let second = try await desk.score(as: desk.sacco)
            #expect(second.id != first.id)
            try await shop.refuses("score_not_current") { try await decide(first) }
            try await decide(second)
            _ = try await shop.perform(
                VoidDocument(id: invoice, day: try "2026-12-28".day, reason: "A slip"))
            #expect(try await desk.score(as: desk.sacco).id == first.id)
            try await decide(first)
            // After thirty days, in which time moved the books, another look is needed.
            shop.clock.move(to: "2027-02-20")
            try await shop.refuses("score_not_current") { try await decide(first) }
            let later = try await desk.score(as: desk.sacco)
            try await decide(later)
            // The consent ends: the newest score still speaks for thirty days, an older one only
            // where the books agree, and nobody may ask them.
            _ = try await shop.perform(EndShare(id: share.id))
            try await decide(later)
            do {
                try await decide(first)
                Issue.record("the books were read without consent")
            } catch let refusal as Refusal {
                #expect(refusal.code == .scoreNotCurrent)
                #expect(refusal.detail.contains("may not be read any more"), "\(refusal.detail)")
            }
        }
    }

    @Test func `A look back just after midnight is one`() async throws {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            _ = try await desk.share()
            // Ten minutes into the day in Nairobi.
            shop.clock.move(to: "2026-12-28", hour: 21)
            shop.clock.pass(seconds: 600)
            let look = try await desk.score(as: desk.sacco, asOf: "2026-12-28")
            try await shop.refuses("score_not_current") {
                _ = try await executor.perform(
                    DecideScore(
                        id: look.id, decisionID: shop.newID(DecisionRecord.self),
                        decision: .worseTerms, overrideReason: "A short term"), as: desk.sacco)
            }
            try await shop.refuses("score_not_current") {
                _ = try await executor.run(
                    RecordOutcome(id: look.id, isBad: true, day: try "2026-12-29".day),
                    as: desk.sacco, identity: RequestIdentity(id: "test"))
            }
            let today = try await desk.score(as: desk.sacco)
            #expect(today.asOf.iso == "2026-12-29")
            _ = try await executor.perform(
                DecideScore(
                    id: today.id, decisionID: shop.newID(DecisionRecord.self),
                    decision: .worseTerms, overrideReason: "A short term"), as: desk.sacco)
        }
    }

    @Test func `A contest is answered about somebody who is no customer any more`() async throws {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            let buyer = desk.buyer.rebound(to: ScoreEntity.self)
            let score = try await desk.score(buyer)
            let made = try await shop.perform(
                DecideScore(
                    id: score.id, decisionID: shop.newID(DecisionRecord.self),
                    decision: .worseTerms, overrideReason: "Pays late."))
            let contest = shop.newID(Contest.self)
            _ = try await shop.perform(
                ContestNotice(
                    id: try #require(made.noticeID), contestID: contest, statement: "Once only."))
            try await executor.database.write { transaction in
                try transaction.execute(
                    "UPDATE party SET is_customer = 0, is_supplier = 1 WHERE id = $1",
                    [.id(buyer)])
            }
            try await shop.refuses("score_subject_unknown") { _ = try await desk.score(buyer) }
            let answered = try await AnswerContest(id: contest, answer: "Often.").run(
                as: shop.owner, with: executor)
            #expect(answered.contests.map(\.state) == [.upheld])
            try await shop.refuses("score_subject_unknown") { _ = try await desk.score(buyer) }
        }
    }

    @Test func `A contest opens a task, and its answer freezes a score of the same day`()
        async throws
    {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            let share = try await desk.share()
            let (score, made) = try await Self.decide(desk, .worseTerms)
            let notice = try #require(made.noticeID)
            // The consent ends, a bill is corrected, and the contest is made.
            _ = try await executor.run(
                EndShare(id: share.id), as: shop.owner, identity: RequestIdentity(id: "test"))
            let kiosk = try await shop.party("Late discovery")
            _ = try await shop.invoice("500.00", to: kiosk, on: "2026-12-20")
            // Whoever decided cannot open the books again by a contest of its own.
            try await shop.refuses("notice_unknown") {
                _ = try await executor.perform(
                    ContestNotice(
                        id: notice, contestID: shop.newID(Contest.self), statement: "Once more"),
                    as: desk.sacco)
            }
            // The model that was decided with answers, whatever scores by then.
            _ = try await desk.live(try CreditDesk.pack("-3.5"))
            let contest = shop.newID(Contest.self)
            _ = try await shop.perform(
                ContestNotice(id: notice, contestID: contest, statement: "A sale was missing."))
            try await shop.refuses("contest_open") {
                _ = try await shop.perform(
                    ContestNotice(
                        id: notice, contestID: shop.newID(Contest.self), statement: "Again"))
            }
            let home = try await executor.ask(ShowHome(), as: desk.second)
            #expect(home.attention.contains { $0.kind == .contestOpen })
            // It lets the lender answer, and see nothing else.
            try await shop.refuses("score_subject_unknown") {
                _ = try await desk.score(as: desk.sacco)
            }
            try await shop.refuses("score_subject_unknown") {
                _ = try await desk.score(as: desk.sacco, asOf: "2026-10-15")
            }
            shop.clock.pass(seconds: 86_400)
            let answered = try await AnswerContest(id: contest, answer: "You are right.").run(
                as: desk.second, with: executor)
            let item = try #require(answered.contests.first)
            #expect(item.state == .changed)
            let rescore = try await executor.ask(
                ShowScoreRecord(id: try #require(item.rescoreID)), as: desk.sacco)
            #expect(rescore.purpose == .contest)
            #expect(rescore.model.sha256 == score.model.sha256)
            #expect(rescore.asOf == score.asOf)
            #expect(rescore.snapshotSha256 != score.snapshotSha256)
            // What became of the loan is kept once, on whichever of its two scores.
            let day = shop.clock.now().day
            _ = try await executor.run(
                RecordOutcome(id: score.id, isBad: true, day: day), as: desk.sacco,
                identity: RequestIdentity(id: "test"))
            try await shop.refuses("outcome_known") {
                _ = try await executor.perform(
                    RecordOutcome(id: rescore.id, isBad: false, day: day), as: desk.sacco)
            }
            // The score that the decision rested on stays as it was.
            let before = try await executor.ask(ShowScoreRecord(id: score.id), as: desk.sacco)
            #expect(before.points == score.points)
            try await shop.refuses("contest_answered") {
                _ = try await AnswerContest(id: contest, answer: "Twice").run(
                    as: desk.second, with: executor)
            }
            try await shop.refuses("contest_unknown") {
                _ = try await AnswerContest(id: shop.newID(Contest.self), answer: "Who").run(
                    as: desk.second, with: executor)
            }
            // Answered, the contest gives no more access.
            try await shop.refuses("score_subject_unknown") {
                _ = try await desk.score(as: desk.sacco)
            }
            shop.clock.move(to: "2027-03-01")
            try await shop.refuses("contest_late") {
                _ = try await shop.perform(
                    ContestNotice(
                        id: notice, contestID: shop.newID(Contest.self), statement: "Late"))
            }
        }
    }
}
