import Insight
import Ledger
import Storage
import Testing

@testable import Commons

/// Monitoring counts who was scored and decided about, and not how often somebody looked.
@Suite struct MonitoringCountsTests {
    /// `count` scores on a day, of so many different customers in turn.
    private static func rows(
        _ count: Int, of subjects: Int, asOf: String, bad: Int? = nil,
        onTime: (Int) -> Double = { Double($0 % 100) / 100 }
    ) throws -> [MonitoredScore] {
        let day = try asOf.day
        return (0..<count).map { place in
            MonitoredScore(
                subject: place % subjects, asOf: day, points: Int64(500 + onTime(place) * 100),
                band: .c, probability: 0.08,
                features: FeatureSnapshot([
                    .init(name: "on_time_share", value: onTime(place), proof: 1, rows: 30)
                ]), outcomes: bad.map { [.init(isBad: place < $0, day: day)] } ?? [])
        }
    }

    private static func report(_ rows: [MonitoredScore]) throws -> MonitoringReport {
        MonitoringReport(
            rows, month: try "2026-11-01".day, madeAt: Instant(try "2026-12-01".day, hour: 0),
            organisation: MonitoredCounts(decisions: 0, overrides: 0))
    }

    @Test func `Whoever is scored often counts once a month, by the last score`() throws {
        var rows = try Self.rows(200, of: 200, asOf: "2026-10-05")
        rows += try Self.rows(200, of: 200, asOf: "2026-11-05") { _ in 0.01 }
        #expect(try Self.report(rows).shifts.first?.verdict == .shifted)
        // Later in the month they are as they were.
        rows += try Self.rows(200, of: 200, asOf: "2026-11-20") { Double($0 * 7 % 100) / 100 }
        let report = try Self.report(rows)
        #expect(report.scores == 200 && report.before == 200)
        #expect(report.shifts.first?.verdict == .steady)
    }

    @Test func `Many scores of a few make no verdict`() throws {
        let month = try Self.rows(200, of: 200, asOf: "2026-11-05") { _ in 0.01 }
        var earlier: [MonitoredScore] = []
        // Five customers for three years: more rows than a hundred, and only five people.
        for back in 1...36 {
            let day = try "2026-11-05".day.adding(months: -back)
            earlier += try Self.rows(5, of: 5, asOf: day.iso) { Double($0) / 5 + 0.1 }
        }
        let report = try Self.report(earlier + month)
        #expect(report.before == 180)
        #expect(report.shifts.first?.verdict == .tooFew)
        let outcomes = try Self.rows(40, of: 5, asOf: "2026-11-05", bad: 30)
        #expect(try Self.report(outcomes).bands.first?.rows == 40)
        #expect(try Self.report(outcomes).bands.first?.verdict == .tooFew)
        let others = try Self.rows(40, of: 40, asOf: "2026-11-05", bad: 30)
        #expect(try Self.report(others).bands.first?.verdict == .worse)
    }

    @Test func `A look at a past day moves no month and hides no score of today`() async throws {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            _ = try await desk.share()
            func monitored() async throws -> MonitoringReport {
                shop.clock.pass(seconds: 1)
                return try await MonitorModel(id: ShippedModel.id).run(
                    as: desk.sacco, with: executor)
            }
            let look = try await desk.score(as: desk.sacco, asOf: "2026-12-27")
            for day in ["2026-12-10", "2026-11-20", "2026-10-15"] {
                _ = try await desk.score(as: desk.sacco, asOf: day)
            }
            let none = try await monitored()
            #expect(none.scores == 0 && none.before == 0 && none.abstained == 0)
            // The same inputs as the day before, which was only looked at.
            let today = try await desk.score(as: desk.sacco)
            #expect(today.id != look.id && today.snapshotSha256 == look.snapshotSha256)
            #expect(today.asOf.iso == "2026-12-28")
            let one = try await monitored()
            #expect(one.scores == 1 && one.before == 0)
            // The months that were only looked at have nothing to report.
            shop.clock.move(to: "2027-01-02")
            try await Monitoring(executor: executor).run()
            let reports = try await executor.ask(
                ListMonitoring(id: ShippedModel.id), as: desk.sacco)
            #expect(Set(reports.items.map(\.month.iso)) == ["2026-12-01"])
        }
    }

    @Test func `The last decision about a score is the one that counts`() async throws {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            _ = try await desk.share()
            let score = try await desk.score(as: desk.sacco)
            let suggests = try #require(score.band).suggestsApproval
            func decide(_ decision: CreditDecision) async throws -> MonitoringReport {
                shop.clock.pass(seconds: 1)
                _ = try await executor.perform(
                    DecideScore(
                        id: score.id, decisionID: shop.newID(DecisionRecord.self),
                        decision: decision, overrideReason: "The committee said so."),
                    as: desk.sacco)
                shop.clock.pass(seconds: 1)
                return try await MonitorModel(id: ShippedModel.id).run(
                    as: desk.sacco, with: executor)
            }
            let against = try await decide(suggests ? .declined : .approved)
            #expect(against.decisions == 1 && against.overrides == 1)
            let after = try await decide(suggests ? .approved : .declined)
            #expect(after.decisions == 1 && after.overrides == 0)
        }
    }
}
