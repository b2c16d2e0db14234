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
                subject: place, asOf: day, points: value.isNaN ? nil : Int64(500 + value * 100), band: .c,
                probability: 0.08,
                features: FeatureSnapshot([
                    .init(name: "on_time_share", value: value, proof: 1, rows: 30)
                ]), outcomes: bad.map { [.init(isBad: place < $0, day: day)] } ?? [])
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
        // November is the first whole month after October, and none has passed after November.
        #expect(report.vintages.map(\.badAfterMonths) == [[30], []])
        #expect(report.scores == 50 && report.before == 100)
    }

    @Test func `A vintage is followed month by month, and a shift says from where to where`()
        throws
    {
        var rows = try Self.rows(
            40, asOf: "2026-08-20", onTime: { Double($0 % 20) / 20 }, bad: 12)
        for place in 0..<12 {
            let day = try ["2026-08-31", "2026-10-01", "2027-02-01"][place % 3].day
            rows[place].outcomes = [.init(isBad: true, day: day)]
        }
        rows += try Self.rows(40, asOf: "2026-11-02") { $0 < 10 ? .nan : 0.25 }
        // What came after the month is not known to its report.
        rows += try Self.rows(40, asOf: "2026-12-02") { _ in 0.9 }
        func report(_ month: String, isOver: Bool = true) throws -> MonitoringReport {
            MonitoringReport(
                rows, month: try month.day, isOver: isOver,
                madeAt: Instant(try "2027-03-01".day, hour: 0),
                organisation: MonitoredCounts(decisions: 0, overrides: 0))
        }
        let found = try report("2026-11-01")
        // What turned bad on 31 August was so before September was over, on 1 October after it;
        // November is over, so that three whole months have passed after August.
        #expect(found.vintages.map(\.badAfterMonths) == [[4, 8, 8]])
        #expect(try report("2026-11-01", isOver: false).vintages.map(\.badAfterMonths) == [[4, 8]])
        #expect(try report("2026-08-01").vintages.map(\.badAfterMonths) == [[]])
        // A year at most; what turned bad on 1 February counts when February is over.
        let year = try report("2028-05-01").vintages.first { $0.month.iso == "2026-08-01" }
        #expect(year?.badAfterMonths == [4, 8, 8, 8, 8, 12, 12, 12, 12, 12, 12, 12])
        #expect(year?.bad == 12)
        let shift = try #require(found.shifts.first { $0.name == "on_time_share" })
        #expect(shift.unit == "share")
        #expect(shift.medianBefore == 0.475 && shift.medianNow == 0.25)
        #expect(shift.knownBefore == 1 && shift.knownNow == 0.75)
        #expect(found.scores == 40)
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
            // A look at half of January is no report of January, and a machine that stood still
            // makes up for what it missed.
            shop.clock.move(to: "2027-04-03")
            try await Monitoring(executor: executor).run()
            try await Monitoring(executor: executor).run()
            let later = try await executor.ask(
                ListMonitoring(id: ShippedModel.id), as: desk.sacco)
            #expect(
                later.items.map(\.month.iso) == [
                    "2027-03-01", "2027-02-01", "2027-01-01", "2026-12-01",
                ])
            #expect(try later.items[2].madeAt > Instant("2027-02-01".day, hour: 0))
            // However often somebody looks, a month is one line.
            for _ in 0..<3 {
                shop.clock.pass(seconds: 1)
                _ = try await MonitorModel(id: ShippedModel.id).run(
                    as: desk.sacco, with: executor)
            }
            let looked = try await executor.ask(
                ListMonitoring(id: ShippedModel.id), as: desk.sacco)
            #expect(looked.items.map(\.month.iso).prefix(2) == ["2027-04-01", "2027-03-01"])
            #expect(looked.items.count == 5)
        }
    }

    @Test func `A month is over when it is over where the books are kept`() async throws {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            _ = try await desk.share()
            _ = try await desk.score(as: desk.sacco)
            // Midnight in Nairobi is at nine in the evening of UTC.
            shop.clock.move(to: "2026-12-31", hour: 20)
            try await Monitoring(executor: executor).run()
            let early = try await executor.ask(
                ListMonitoring(id: ShippedModel.id), as: desk.sacco)
            #expect(early.items.isEmpty)
            shop.clock.move(to: "2026-12-31", hour: 22)
            try await Monitoring(executor: executor).run()
            try await Monitoring(executor: executor).run()
            let over = try await executor.ask(
                ListMonitoring(id: ShippedModel.id), as: desk.sacco)
            #expect(over.items.map(\.month.iso) == ["2026-12-01"])
            // What is decided in the first hour of a month is of that month.
            let score = try await desk.score(as: desk.sacco)
            _ = try await executor.perform(
                DecideScore(
                    id: score.id, decisionID: shop.newID(DecisionRecord.self),
                    decision: .worseTerms, overrideReason: "A short term"), as: desk.sacco)
            shop.clock.pass(seconds: 1)
            let now = try await MonitorModel(id: ShippedModel.id).run(
                as: desk.sacco, with: executor)
            #expect(now.month.iso == "2027-01-01")
            #expect(now.decisions == 1)
        }
    }

    @Test func `A month of other applicants moves the model, and home tells of it`() async throws {
        try await CreditDesk.with { desk in
            let executor = desk.shop.executor
            for (day, shift) in [("2026-10-12", 0), ("2026-11-12", 40)] {
                try await Self.score(200, asOf: day, in: desk) {
                    Double(($0 * 7 + shift) % (100 - shift)) / 100
                }
            }
            desk.shop.clock.move(to: "2026-12-01")
            try await Monitoring(executor: executor).run()
            let reports = try await executor.ask(
                ListMonitoring(id: ShippedModel.id), as: desk.sacco)
            let report = try #require(reports.items.first)
            #expect(report.month.iso == "2026-11-01")
            #expect(report.scores == 200 && report.before == 200)
            let shift = try #require(report.shifts.first { $0.name == "on_time_share" })
            #expect(shift.verdict == .shifted)
            #expect(try #require(shift.medianBefore) > (try #require(shift.medianNow)))
            let home = try await executor.ask(ShowHome(), as: desk.sacco)
            #expect(home.attention.contains { $0.kind == .modelDrifted })
        }
    }

    /// Scores of customers of whom only the share on time is known.
    private static func score(
        _ count: Int, asOf: String, in desk: CreditDesk, onTime: @escaping @Sendable (Int) -> Double
    ) async throws {
        let (day, model) = (try asOf.day, try CreditDesk.pack().model())
        try await desk.shop.executor.transact(
            "test.scores", as: desk.sacco, requestID: "test"
        ) { work in
            for place in 0..<count {
                let snapshot = FeatureSnapshot([
                    .init(name: "on_time_share", value: onTime(place), proof: 1, rows: 40)
                ])
                try NewScore(
                    entity: ScoreEntity(
                        kind: .party, id: work.newID(ScoreEntity.self), name: ""),
                    purpose: .live, model: ShippedModel.id, modelHash: ShippedModel.pack.sha256,
                    asOf: day, knownAt: work.now, snapshot: snapshot, score: model.score(snapshot)
                ).insert(in: work)
            }
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
            try await desk.shop.refuses("score_later") {
                try await keep(
                    RecordOutcome(
                        id: score.id, isBad: true, day: score.asOf.adding(days: -1)))
            }
            try await keep(outcome)
            try await shop.refuses("outcome_known") { try await keep(outcome) }
            // Nobody lends to themselves: such a row would teach a model nothing true.
            let own = try await desk.score(as: shop.owner)
            try await shop.refuses("score_is_own") {
                _ = try await executor.run(
                    RecordOutcome(id: own.id, isBad: false, day: own.asOf), as: shop.owner,
                    identity: RequestIdentity(id: "test"))
            }
        }
    }
}
