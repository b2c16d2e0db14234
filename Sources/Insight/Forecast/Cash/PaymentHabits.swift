import Ledger

/// The lateness of every payer, estimated together: each payer's own papers, drawn towards the
/// papers of its segment (the same direction and the same length of credit), which are drawn
/// towards all of its direction, which lean on a plain expectation where there are none.
///
/// Papers that are still open count as what they are: not paid until now (E. Kaplan and
/// P. Meier, "Nonparametric Estimation from Incomplete Observations", 1958). Each level is the
/// gamma-like update of a daily hazard, (payments + k x the level above) / (exposure + k).
struct PaymentHabits {
    struct Key: Hashable {
        var direction: CashDirection
        var party: String
    }

    private var byParty: [Key: LatenessCurve] = [:]
    private var bySegment: [[LatenessCurve]] = []

    /// How many papers' worth the level above counts.
    private static let pull = 2.0
    /// What was seen a year ago counts half.
    private static let memory = 365.0

    init(_ history: CashHistory, on today: Day) {
        let seen = Self.observations(history, on: today)
        for direction in CashDirection.allCases {
            let mine = seen.filter { $0.paper.direction == direction }
            let all = HazardTable(mine, smoothing: 2).hazards(towards: Self.plain, pull: 1)
            let tail = Self.tail(mine)
            var segments: [[Double]] = []
            for segment in 0..<Self.segments {
                let part = mine.filter { Self.segment(of: $0.paper) == segment }
                segments.append(
                    HazardTable(part, smoothing: 2).hazards(towards: all, pull: Self.pull))
            }
            bySegment.append(
                segments.map { LatenessCurve(hazards: $0, tail: tail, papers: mine.count) })
            var parties: [String: [Observation]] = [:]
            for observation in mine {
                parties[observation.paper.party, default: []].append(observation)
            }
            for (party, own) in parties {
                let segment = Self.usualSegment(own)
                byParty[Key(direction: direction, party: party)] = LatenessCurve(
                    hazards: HazardTable(own, smoothing: 3)
                        .hazards(towards: segments[segment], pull: Self.pull),
                    tail: tail, papers: own.count)
            }
        }
    }

    /// A party that nobody knows pays as its segment does.
    func curve(of party: String, _ direction: CashDirection, terms: Int) -> LatenessCurve {
        byParty[Key(direction: direction, party: party)]
            ?? bySegment[direction == .in ? 0 : 1][Self.segment(terms: terms)]
    }

    private static let segments = 3

    /// Short, usual and long credit.
    private static func segment(terms: Int) -> Int { terms <= 10 ? 0 : terms <= 24 ? 1 : 2 }

    private static func segment(of paper: CashHistory.Paper) -> Int {
        segment(terms: paper.day.days(to: paper.due))
    }

    private static func usualSegment(_ own: [Observation]) -> Int {
        var counts = [Int](repeating: 0, count: segments)
        for observation in own { counts[segment(of: observation.paper)] += 1 }
        return counts.indices.max { counts[$0] < counts[$1] } ?? 1
    }

    /// Before any paper was seen: few pay before the day, most within three weeks of it.
    private static let plain: [Double] = LatenessCurve.days.map { late in
        late < -7 ? 0.002 : late < 0 ? 0.02 : late <= 21 ? 0.06 : 0.02
    }

    /// The daily chance after a quarter of lateness, with half a payment in a hundred days more.
    private static func tail(_ seen: [Observation]) -> Int64 {
        var (paid, exposed) = (0.5, 100.0)
        for observation in seen {
            for part in observation.parts where part.lateness > 90 {
                exposed += part.weight * Double(part.lateness - 90)
                if part.isPaid { paid += part.weight }
            }
        }
        return Int64((paid / exposed * Double(LatenessCurve.whole)).rounded())
    }

    /// One paper's weight, split as its amount was paid.
    struct Observation {
        struct Part {
            var lateness: Int
            var weight: Double
            /// Otherwise it is unpaid until now.
            var isPaid: Bool
        }

        var paper: CashHistory.Paper
        var parts: [Part]
    }

    private static func observations(_ history: CashHistory, on today: Day) -> [Observation] {
        var settled: [String: [CashHistory.Settling]] = [:]
        for settling in history.settlings {
            settled[settling.paper, default: []].append(settling)
        }
        var seen: [Observation] = []
        for paper in history.papers where paper.voidAt == nil && paper.amount > 0 {
            let age = max(paper.day.days(to: today), 0)
            let weight = Elementary.power(0.5, Double(age) / memory)
            var parts: [Observation.Part] = []
            var open = paper.amount
            for settling in settled[paper.id] ?? [] {
                open -= settling.amount
                guard settling.payment != nil else { continue }
                parts.append(
                    .init(
                        lateness: paper.due.days(to: settling.day),
                        weight: weight * Double(settling.amount) / Double(paper.amount),
                        isPaid: true))
            }
            if open > 0 {
                parts.append(
                    .init(
                        lateness: paper.due.days(to: today),
                        weight: weight * Double(open) / Double(paper.amount), isPaid: false))
            }
            seen.append(Observation(paper: paper, parts: parts))
        }
        return seen
    }
}

/// Payments and exposure for each day of lateness.
private struct HazardTable {
    private var paid: [Double]
    private var exposed: [Double]

    /// - Parameter smoothing: days on both sides over which a payment is spread.
    init(_ seen: [PaymentHabits.Observation], smoothing: Int) {
        let count = LatenessCurve.days.count
        var events = [Double](repeating: 0, count: count)
        var ends = [Double](repeating: 0, count: count + 1)
        for part in seen.flatMap({ $0.parts }) {
            let place = part.lateness - LatenessCurve.days.lowerBound
            guard place < count else {
                ends[count] += part.weight
                continue
            }
            let index = max(place, 0)
            if part.isPaid { events[index] += part.weight }
            // What is unpaid today was exposed until today.
            ends[index] += part.weight
        }
        var exposure = [Double](repeating: 0, count: count)
        var left = ends[count]
        for index in stride(from: count - 1, through: 0, by: -1) {
            left += ends[index]
            exposure[index] = max(left, 0)
        }
        paid = Self.smoothed(events, smoothing)
        exposed = Self.smoothed(exposure, smoothing)
    }

    func hazards(towards above: [Double], pull: Double) -> [Double] {
        paid.indices.map { index in
            min(max((paid[index] + pull * above[index]) / (exposed[index] + pull), 0), 1)
        }
    }

    /// A triangle of weights around each day.
    private static func smoothed(_ values: [Double], _ reach: Int) -> [Double] {
        values.indices.map { index in
            var (sum, weights) = (0.0, 0.0)
            for step in -reach...reach where values.indices.contains(index + step) {
                let weight = Double(reach + 1 - abs(step))
                sum += weight * values[index + step]
                weights += weight
            }
            return sum / weights
        }
    }
}

extension LatenessCurve {
    init(hazards: [Double], tail: Int64, papers: Int) {
        var chance = 1.0
        self.init(
            unpaid: hazards.map { hazard in
                chance *= 1 - hazard
                return Int64((chance * Double(Self.whole)).rounded())
            }, tail: tail, papers: papers)
    }
}
