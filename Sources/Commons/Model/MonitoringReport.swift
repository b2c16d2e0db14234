import Insight
import Ledger
import Storage
import Wire

extension Drift.Verdict: Codable {}

/// What a month did to a model: how far scores and features moved, whether bands did as foretold,
/// how often the model was silent and people decided otherwise. Few rows have no verdict.
public struct MonitoringReport: Codable, Sendable {
    public enum BandVerdict: String, Codable, Sendable, CaseIterable {
        case asForetold = "as_foretold"
        case worse, better
        case tooFew = "too_few"
    }

    public struct Shift: Codable, Sendable {
        /// `score`, or a feature.
        public let name: String
        /// The population stability index.
        public let index: Double
        public let verdict: Drift.Verdict
    }

    public struct Band: Codable, Sendable {
        public let band: ScoreBand
        public let rows: Int64
        /// The mean of the probabilities.
        public let foretold: Double
        /// The share of bad outcomes with its 95 % interval.
        public let happened: Double
        public let low: Double
        public let high: Double
        public let verdict: BandVerdict
    }

    public struct Vintage: Codable, Sendable {
        /// The month in which they were scored.
        public let month: Day
        public let rows: Int64
        public let bad: Int64
    }

    public let month: Day
    public let madeAt: Instant
    /// Scores of the month, and those before that they are compared with.
    public let scores: Int64
    public let before: Int64
    public let abstained: Int64
    public let decisions: Int64
    public let overrides: Int64
    public let shifts: [Shift]
    public let bands: [Band]
    public let vintages: [Vintage]
}

extension MonitoringReport {
    /// From the rows of one model of one organisation.
    init(_ rows: [MonitoredScore], month: Day, madeAt: Instant, organisation: MonitoredCounts) {
        let next = month.adding(months: 1)
        let current = rows.filter { $0.asOf >= month && $0.asOf < next }
        let earlier = rows.filter { $0.asOf < month }
        self.month = month
        self.madeAt = madeAt
        scores = Int64(current.count)
        before = Int64(earlier.count)
        abstained = Int64(current.count { $0.points == nil })
        decisions = organisation.decisions
        overrides = organisation.overrides
        shifts = Self.shifts(earlier, current)
        bands = Self.bands(rows)
        vintages = Self.vintages(rows)
    }

    private static func shifts(
        _ earlier: [MonitoredScore], _ current: [MonitoredScore]
    ) -> [Shift] {
        var shifts: [Shift] = []
        func compare(_ name: String, _ value: (MonitoredScore) -> Double) {
            guard let drift = Drift(then: earlier.map(value), now: current.map(value)) else {
                return
            }
            shifts.append(Shift(name: name, index: drift.index, verdict: drift.verdict))
        }
        compare("score") { $0.points.map(Double.init) ?? .nan }
        for feature in CreditFeature.allCases.map(\.rawValue) {
            compare(feature) { $0.features.item(feature)?.value ?? .nan }
        }
        return shifts
    }

    private static func bands(_ rows: [MonitoredScore]) -> [Band] {
        ScoreBand.allCases.compactMap { band in
            let own = rows.filter { $0.band == band && $0.isBad != nil }
            guard let found = BandMonitoring(
                probabilities: own.compactMap(\.probability), outcomes: own.compactMap(\.isBad))
            else { return nil }
            return Band(
                band: band, rows: Int64(found.rows), foretold: found.foretold,
                happened: found.happened.share, low: found.happened.low,
                high: found.happened.high, verdict: BandVerdict(found.verdict))
        }
    }

    private static func vintages(_ rows: [MonitoredScore]) -> [Vintage] {
        var months: [Day: (rows: Int64, bad: Int64)] = [:]
        for row in rows {
            guard let isBad = row.isBad else { continue }
            months[row.asOf.monthStart, default: (0, 0)].rows += 1
            if isBad { months[row.asOf.monthStart, default: (0, 0)].bad += 1 }
        }
        return months.sorted { $0.key < $1.key }.map {
            Vintage(month: $0.key, rows: $0.value.rows, bad: $0.value.bad)
        }
    }

    /// Whether somebody should look: a verdict that is no good news.
    var isAlarming: Bool {
        shifts.contains { $0.verdict == .shifted } || bands.contains { $0.verdict == .worse }
    }
}

extension MonitoringReport.BandVerdict {
    init(_ verdict: BandMonitoring.Verdict) {
        switch verdict {
        case .asForetold: self = .asForetold
        case .worse: self = .worse
        case .better: self = .better
        case .tooFew: self = .tooFew
        }
    }
}

/// A score as monitoring sees it: no name, no id.
struct MonitoredScore: Sendable {
    let asOf: Day
    let points: Int64?
    let band: ScoreBand?
    let probability: Double?
    let features: FeatureSnapshot
    /// Nil while nobody knows.
    let isBad: Bool?
}

struct MonitoredCounts: Sendable {
    let decisions: Int64
    let overrides: Int64
}
