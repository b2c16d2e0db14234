import Insight
import Ledger
import Storage
import Testing

@testable import Commons

/// A score stays the same record while nothing moves: loans that are given on it stand beside each
/// other by the lender's own reference.
@Suite struct LoanTests {
    static func decide(
        _ desk: CreditDesk, _ decision: CreditDecision, on score: ID<ScoreRecord>,
        loan: String? = nil
    ) async throws -> DecisionRecord {
        // Of two decisions about one loan the later one counts.
        desk.shop.clock.pass(seconds: 1)
        return try await desk.shop.executor.perform(
            DecideScore(
                id: score, decisionID: desk.shop.newID(DecisionRecord.self), decision: decision,
                overrideReason: "The committee said so.", loan: loan), as: desk.sacco)
    }

    static func keep(
        _ desk: CreditDesk, bad isBad: Bool, on score: ID<ScoreRecord>, loan: String? = nil
    ) async throws {
        _ = try await desk.shop.executor.run(
            RecordOutcome(
                id: score, isBad: isBad, day: desk.shop.clock.now().day, loan: loan),
            as: desk.sacco, identity: RequestIdentity(id: "test"))
    }

    private static func loans(
        _ desk: CreditDesk, on score: ID<ScoreRecord>
    ) async throws -> [String] {
        let history = try await desk.shop.executor.ask(
            ListScoreHistory(entityID: desk.shopID), as: desk.sacco)
        return history.items.first { $0.id == score }.map { item in
            item.loans.map { loan in
                let became = loan.isBad.map { $0 ? "bad" : "good" } ?? "-"
                return "\(loan.loan ?? "-") \(loan.decision?.rawValue ?? "-") \(became)"
            }
        } ?? []
    }

    @Test func `Two loans on one score have a decision and an outcome each`() async throws {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            _ = try await desk.share()
            let score = try await desk.score(as: desk.sacco)
            let first = try await Self.decide(desk, .approved, on: score.id, loan: " 2026/17 ")
            #expect(first.loan == "2026/17")
            _ = try await Self.decide(desk, .worseTerms, on: score.id, loan: "2026/18")
            #expect(
                try await Self.loans(desk, on: score.id)
                    == ["2026/18 worse_terms -", "2026/17 approved -"])
            func monitored() async throws -> MonitoringReport {
                shop.clock.pass(seconds: 1)
                return try await MonitorModel(id: ShippedModel.id).run(
                    as: desk.sacco, with: executor)
            }
            #expect(try await monitored().decisions == 2)
            // Only a later decision about the same loan replaces one.
            _ = try await Self.decide(desk, .approved, on: score.id, loan: "2026/18")
            #expect(try await monitored().decisions == 2)
            // An outcome is of a loan that was decided about here.
            for loan in [nil, "2026/19"] {
                try await shop.refuses("loan_unknown") {
                    try await Self.keep(desk, bad: true, on: score.id, loan: loan)
                }
            }
            try await Self.keep(desk, bad: false, on: score.id, loan: "2026/17")
            #expect(
                try await Self.loans(desk, on: score.id)
                    == ["2026/18 approved -", "2026/17 approved good"])
            try await Self.keep(desk, bad: true, on: score.id, loan: " 2026/18")
            for loan in ["2026/17", "2026/18"] {
                try await shop.refuses("outcome_known") {
                    try await Self.keep(desk, bad: true, on: score.id, loan: loan)
                }
            }
            let history = try await executor.ask(
                ListScoreHistory(entityID: desk.shopID, decided: true), as: desk.sacco)
            #expect(history.items.map(\.isBad) == [true], "of the loan that was decided last")
            // A row a loan to train on; two loans of the band and the month, and one score.
            #expect(try await executor.outcomeTable(as: desk.sacco).rowCount == 2)
            let report = try await monitored()
            #expect(report.scores == 1)
            #expect(report.bands.map(\.rows) == [2] && report.bands.map(\.happened) == [0.5])
            #expect(report.vintages.map(\.rows) == [2] && report.vintages.map(\.bad) == [1])
        }
    }

    @Test func `A loan without a reference is one beside those that have one`() async throws {
        try await CreditDesk.with { desk in
            _ = try await desk.share()
            let score = try await desk.score(as: desk.sacco)
            // Where nothing was decided, or only without a reference, an outcome needs none.
            try await desk.shop.refuses("loan_unknown") {
                try await Self.keep(desk, bad: false, on: score.id, loan: "1")
            }
            let blank = try await Self.decide(desk, .approved, on: score.id, loan: "\u{2800} ")
            #expect(blank.loan == nil)
            _ = try await Self.decide(desk, .approved, on: score.id, loan: "1")
            try await Self.keep(desk, bad: false, on: score.id)
            #expect(
                try await Self.loans(desk, on: score.id)
                    == ["1 approved -", "- approved good"])
            try await desk.shop.refuses("outcome_known") {
                try await Self.keep(desk, bad: false, on: score.id)
            }
            // An outcome of what nothing was decided about stays beside later decisions.
            let buyer = desk.shop.newID(Party.self)
            _ = try await desk.shop.executor.perform(
                CreateParty(id: buyer, name: "Amina", isCustomer: true, isSupplier: false),
                as: desk.sacco)
            let other = try await desk.score(
                buyer.rebound(to: ScoreEntity.self), as: desk.sacco)
            try await Self.keep(desk, bad: true, on: other.id)
            _ = try await Self.decide(desk, .approved, on: other.id, loan: "1")
            let item = try #require(
                try await desk.shop.executor.ask(
                    ListScoreHistory(entityID: other.entity.id), as: desk.sacco
                ).items.first)
            #expect(item.loans.map(\.loan) == ["1", nil])
            #expect(item.loans.map(\.isBad) == [nil, true] && item.isBad == nil)
        }
    }

    @Test func `A score and its contest's new one share the outcome of the loan that was contested`()
        async throws
    {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            _ = try await desk.share()
            let score = try await desk.score(as: desk.sacco)
            let made = try await Self.decide(desk, .worseTerms, on: score.id, loan: "1")
            _ = try await Self.decide(desk, .worseTerms, on: score.id, loan: "2")
            let contest = shop.newID(Contest.self)
            _ = try await shop.perform(
                ContestNotice(
                    id: try #require(made.noticeID), contestID: contest, statement: "Look again"))
            shop.clock.pass(seconds: 1)
            let answered = try await AnswerContest(id: contest, answer: "We looked.").run(
                as: desk.second, with: executor)
            let rescore = try #require(answered.contests.first?.rescoreID)
            // Nothing was decided on it, and the loan of the notice is known there all the same.
            for loan in [nil, "2"] {
                try await shop.refuses("loan_unknown") {
                    try await Self.keep(desk, bad: true, on: rescore, loan: loan)
                }
            }
            try await Self.keep(desk, bad: true, on: rescore, loan: "1")
            try await shop.refuses("outcome_known") {
                try await Self.keep(desk, bad: false, on: score.id, loan: "1")
            }
            #expect(
                try await Self.loans(desk, on: score.id)
                    == ["2 worse_terms -", "1 worse_terms bad"])
            #expect(try await Self.loans(desk, on: rescore) == ["1 - bad"])
            try await Self.keep(desk, bad: false, on: score.id, loan: "2")
            #expect(try await executor.outcomeTable(as: desk.sacco).rowCount == 2)
        }
    }

    @Test func `What the trail says of a loan is what stands here`() async throws {
        try await CreditDesk.with { desk in
            let executor = desk.shop.executor
            _ = try await desk.share()
            let score = try await desk.score(as: desk.sacco)
            func findings() async throws -> [String] {
                try await Fsck(database: executor.database, objects: nil).run().findings
                    .filter { $0.area == "credit" }.map(\.rule)
            }
            for loan in [nil, "1", "2"] {
                _ = try await Self.decide(desk, .approved, on: score.id, loan: loan)
            }
            // Of one moment.
            for loan in [nil, "1", "2"] {
                try await Self.keep(desk, bad: loan == "1", on: score.id, loan: loan)
            }
            #expect(try await findings() == [])
            try await executor.database.write { transaction in
                try transaction.execute("UPDATE score_outcome SET loan = '3' WHERE loan = '2'")
            }
            #expect(try await findings() == ["outcome_differs"])
            try await executor.database.write { transaction in
                try transaction.execute("DELETE FROM score_outcome WHERE loan = '3'")
                try transaction.execute(
                    """
                    INSERT INTO score_decision (organisation_id, id, score_id, decision, loan,
                        override_reason, decided_by, decided_at)
                    SELECT organisation_id, $1, score_id, decision, '4', override_reason,
                        decided_by, decided_at
                    FROM score_decision WHERE loan = '1'
                    """, [.id(desk.shop.newID(DecisionRecord.self))])
            }
            #expect(try await findings() == ["decision_differs", "outcome_missing"])
        }
    }
}
