import Insight
import Ledger
import Storage
import Testing

@testable import Commons

@Suite struct MonitoringTests {
    static func rows(
        _ count: Int, asOf: String, onTime: (Int) -> Double, bad: Int? = nil
    ) throws -> [MonitoredScore] {
        let day = try asOf.day
        return (0..<count).map { place in
            let value = onTime(place)
            return MonitoredScore(
                asOf: day, points: Int64(500 + value * 100), band: .c, probability: 0.08,
                features: FeatureSnapshot([
                    .init(name: "on_time_share", value: value, proof: 1, rows: 30)
                ]), isBad: bad.map { place < $0 })
        }
    }

    @Test func `A shift has a verdict where bins are full, and none where they are not`() throws {
        let before = try Self.rows(200, asOf: "2026-10-05") { Double($0 % 100) / 100 }
        let same = try Self.rows(200, asOf: "2026-11-05") { Double(($0 * 7) % 100) / 100 }
        let worse = try Self.rows(200, asOf: "2026-11-05") { Double($0 % 100) / 150 }
        let few = try Self.rows(30, asOf: "2026-11-05") { Double($0 % 10) / 10 }
        func verdict(_ rows: [MonitoredScore]) throws -> Drift.Verdict? {
            MonitoringReport(
                before + rows, month: try "2026-11-01".day,
                madeAt: Instant(try "2026-12-01".day, hour: 0),
                organisation: MonitoredCounts(decisions: 0, overrides: 0)
            ).shifts.first { $0.name == "on_time_share" }?.verdict
        }
        #expect(try verdict(same) == .steady)
        #expect(try verdict(worse) == .shifted)
        #expect(try verdict(few) == .tooFew)
    }

    @Test func `Bands are held against their outcomes, months against theirs`() throws {
        let rows =
            try Self.rows(100, asOf: "2026-10-05", onTime: { _ in 0.5 }, bad: 30)
            + Self.rows(50, asOf: "2026-11-05", onTime: { _ in 0.5 }, bad: 4)
        let report = MonitoringReport(
            rows, month: try "2026-11-01".day, madeAt: Instant(try "2026-12-01".day, hour: 0),
            organisation: MonitoredCounts(decisions: 9, overrides: 2))
        let band = try #require(report.bands.first)
        #expect(band.rows == 150)
        #expect(band.verdict == .worse)
        #expect(report.isAlarming)
        #expect(report.vintages.map(\.bad) == [30, 4])
        #expect(report.scores == 50 && report.before == 100)
    }

    @Test func `Each month that is over gets one report, however often the job runs`()
        async throws
    {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            _ = try await desk.share()
            _ = try await desk.score(as: desk.sacco)
            shop.clock.move(to: "2027-01-02")
            try await Monitoring(executor: executor).run()
            try await Monitoring(executor: executor).run()
            let reports = try await executor.ask(
                ListMonitoring(id: ShippedModel.id), as: desk.sacco)
            #expect(reports.items.map(\.month.iso) == ["2026-12-01"])
            #expect(reports.items.first?.scores == 1)
            let now = try await MonitorModel(id: ShippedModel.id).run(
                as: desk.sacco, with: executor)
            #expect(now.month.iso == "2027-01-01")
        }
    }

    @Test func `Home tells who may read models of a report that alarms, until a newer one does not`()
        async throws
    {
        try await CreditDesk.with { desk in
            let executor = desk.shop.executor
            func alarms(_ actor: Actor) async throws -> [Home.Attention] {
                try await executor.ask(ShowHome(), as: actor).attention
                    .filter { $0.kind == .modelDrifted }
            }
            func keep(_ badShare: Int) async throws {
                let month = desk.shop.clock.now().day(offsetMinutes: 0).monthStart
                let report = MonitoringReport(
                    try Self.rows(100, asOf: month.iso, onTime: { _ in 0.5 }, bad: badShare),
                    month: month, madeAt: desk.shop.clock.now(),
                    organisation: MonitoredCounts(decisions: 0, overrides: 0))
                try await executor.keep(report, of: ShippedModel.pack.sha256, as: desk.sacco)
            }
            #expect(try await alarms(desk.sacco).isEmpty)
            try await keep(60)
            let alarm = try #require(try await alarms(desk.sacco).first)
            #expect(alarm.subject == Subject(kind: "model", id: ShippedModel.id.text))
            let investor = Actor(
                user: desk.sacco.user, organisation: desk.sacco.organisation, role: .investor)
            #expect(try await alarms(investor).isEmpty)
            desk.shop.clock.move(to: "2026-12-30")
            try await keep(8)
            #expect(try await alarms(desk.sacco).isEmpty)
        }
    }

    @Test func `Outcomes are kept once`() async throws {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            _ = try await desk.share()
            let score = try await desk.score(as: desk.sacco)
            let outcome = RecordOutcome(id: score.id, isBad: true, day: try "2026-12-28".day)
            func keep(_ outcome: RecordOutcome) async throws {
                _ = try await executor.run(
                    outcome, as: desk.sacco, identity: RequestIdentity(id: "test"))
            }
            try await shop.refuses("score_later") {
                try await keep(
                    RecordOutcome(id: score.id, isBad: true, day: try "2027-12-28".day))
            }
            try await keep(outcome)
            try await shop.refuses("outcome_known") { try await keep(outcome) }
        }
    }
}
