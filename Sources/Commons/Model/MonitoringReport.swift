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
        /// What the values are counted in; absent for the score, which is in points.
        public let unit: String?
        /// The middle value of the known ones, before and in the month; absent where none is known.
        public let medianBefore: Double?
        public let medianNow: Double?
        /// The share that is known.
        public let knownBefore: Double?
        public let knownNow: Double?
    }

    public struct Band: Codable, Sendable {
        public let band: ScoreBand
        /// Loans whose outcome is known: two that were given on one score are two.
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
        /// Loans whose outcome is known, and how many of them were bad.
        public let rows: Int64
        public let bad: Int64
        /// How many had turned bad when one whole month had passed after the month of the score,
        /// when two had, and so on, a year at most: every loan of the vintage is at least so old.
        /// Only months that were over when the report was made. Absent from older reports, which
        /// counted from the month of the score itself.
        public let badAfterMonths: [Int64]?
    }

    public let month: Day
    public let madeAt: Instant
    /// How many were scored in the month, each by its last score, and the same of each month before
    /// that they are compared with. A look at a past day is no score of it.
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
    ///
    /// - Parameter isOver: whether the month was over where the books are kept; false for a look at
    ///   the one that runs.
    init(
        _ rows: [MonitoredScore], month: Day, isOver: Bool = true, madeAt: Instant,
        organisation: MonitoredCounts
    ) {
        let next = month.adding(months: 1)
        let rows = rows.filter { $0.asOf < next }
        let counted = Self.lastOfMonths(rows)
        let current = counted.filter { $0.asOf >= month }
        let earlier = counted.filter { $0.asOf < month }
        self.month = month
        self.madeAt = madeAt
        scores = Int64(current.count)
        before = Int64(earlier.count)
        abstained = Int64(current.count { $0.points == nil })
        decisions = organisation.decisions
        overrides = organisation.overrides
        shifts = Self.shifts(earlier, current)
        bands = Self.bands(rows)
        vintages = Self.vintages(rows, until: isOver ? next : month)
    }

    /// Of everybody and every month the last score that was made on its own day.
    private static func lastOfMonths(_ rows: [MonitoredScore]) -> [MonitoredScore] {
        struct Key: Hashable {
            let subject: Int
            let month: Day
        }
        var places: [Key: Int] = [:]
        for (place, row) in rows.enumerated() where row.isOfItsDay {
            let key = Key(subject: row.subject, month: row.asOf.monthStart)
            if let last = places[key], rows[last].asOf > row.asOf { continue }
            places[key] = place
        }
        return places.values.sorted().map { rows[$0] }
    }

    private static func subjects(_ rows: [MonitoredScore]) -> Int {
        Set(rows.map(\.subject)).count
    }

    private static func shifts(
        _ earlier: [MonitoredScore], _ current: [MonitoredScore]
    ) -> [Shift] {
        let subjects = min(subjects(earlier), subjects(current))
        var shifts: [Shift] = []
        func compare(_ name: String, _ unit: String?, _ value: (MonitoredScore) -> Double) {
            let (then, now) = (earlier.map(value), current.map(value))
            guard let drift = Drift(then: then, now: now, subjects: subjects) else { return }
            let (before, after) = (Middle(then), Middle(now))
            shifts.append(
                Shift(
                    name: name, index: drift.index, verdict: drift.verdict, unit: unit,
                    medianBefore: before.median, medianNow: after.median,
                    knownBefore: before.known, knownNow: after.known))
        }
        compare("score", nil) { $0.points.map(Double.init) ?? .nan }
        for feature in CreditFeature.allCases {
            compare(feature.rawValue, feature.unit.rawValue) {
                $0.features.item(feature.rawValue)?.value ?? .nan
            }
        }
        return shifts
    }

    /// Where the known values of a column lie.
    private struct Middle {
        let median: Double?
        let known: Double?

        init(_ values: [Double]) {
            let sorted = values.filter { !$0.isNaN }.sorted()
            known = values.isEmpty ? nil : Double(sorted.count) / Double(values.count)
            let half = sorted.count / 2
            median =
                sorted.isEmpty
                ? nil
                : sorted.count.isMultiple(of: 2)
                    ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half]
        }
    }

    private static func bands(_ rows: [MonitoredScore]) -> [Band] {
        ScoreBand.allCases.compactMap { band in
            let own = rows.filter { $0.band == band && !$0.outcomes.isEmpty }
            let loans = own.flatMap { row in
                row.outcomes.map { (foretold: row.probability, isBad: $0.isBad) }
            }
            guard let found = BandMonitoring(
                probabilities: loans.compactMap(\.foretold),
                outcomes: loans.map(\.isBad), subjects: subjects(own))
            else { return nil }
            return Band(
                band: band, rows: Int64(found.rows), foretold: found.foretold,
                happened: found.happened.share, low: found.happened.low,
                high: found.happened.high, verdict: BandVerdict(found.verdict))
        }
    }

    /// - Parameter end: the first day that is not over, or of the month that is not.
    private static func vintages(_ rows: [MonitoredScore], until end: Day) -> [Vintage] {
        Dictionary(grouping: rows.filter { !$0.outcomes.isEmpty }, by: \.asOf.monthStart)
            .sorted { $0.key < $1.key }
            .map { month, scores in
                let own = scores.flatMap(\.outcomes)
                let bad = own.filter(\.isBad)
                // The first day after so many whole months that follow the month of the score.
                let ends = (1...mostMonths).map { month.adding(months: $0 + 1) }
                return Vintage(
                    month: month, rows: Int64(own.count), bad: Int64(bad.count),
                    badAfterMonths: ends.filter { $0 <= end }.map { day in
                        Int64(bad.count { $0.day < day })
                    })
            }
    }

    /// How far a vintage is followed.
    private static let mostMonths = 12

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
    /// A number for whoever was scored; equal numbers are the same one.
    let subject: Int
    /// False for a look at a day that was over when it was made.
    var isOfItsDay = true
    let asOf: Day
    let points: Int64?
    let band: ScoreBand?
    let probability: Double?
    let features: FeatureSnapshot
    /// What became of the loans that were given on it, one each; empty while nobody knows.
    var outcomes: [Outcome] = []

    struct Outcome: Sendable {
        let isBad: Bool
        /// The day on which it turned out so.
        let day: Day
    }
}

struct MonitoredCounts: Sendable {
    let decisions: Int64
    let overrides: Int64
}
