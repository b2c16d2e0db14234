import Ledger

/// The seasonal rest: money of papers that do not exist yet and of purchases without a paper.
///
/// Top down, all trade of a week is one series, forecast like any other. Of it only the share
/// counts that papers known today cannot bring: h weeks ahead, that share is what it was h weeks
/// after each past origin. So a paper that is open today is in `papers` and nowhere else.
public struct FutureTrade: Sendable, Equatable {
    /// Possible courses: what comes in each week. Course i belongs to course i of `outgoing`.
    public var incoming: [[Int64]]
    public var outgoing: [[Int64]]

    public init(incoming: [[Int64]] = [], outgoing: [[Int64]] = []) {
        self.incoming = incoming
        self.outgoing = outgoing
    }

    func courses(_ direction: CashDirection) -> [[Int64]] {
        direction == .in ? incoming : outgoing
    }

    /// The mean over all courses, to the minor unit.
    func expected(_ direction: CashDirection, week: Int) -> Int64 {
        let courses = courses(direction)
        guard !courses.isEmpty else { return 0 }
        let sum = courses.reduce(Int128(0)) { $0 + Int128($1[week]) }
        return Int64(
            clamping: Rounding.halfUp.quotient(sum, dividedBy: Int128(courses.count)))
    }
}

extension FutureTrade {
    /// Weeks of history that are looked at, and what a forecast of trade needs at least.
    private static let mostWeeks = 157
    static let fewestWeeks = 6
    static let mostCourses = 26

    /// - Parameter most: the most courses that tell of its doubt.
    init(_ flows: [TradeFlow], on today: Day, weeks: Int, most: Int = mostCourses) {
        self.init()
        guard let first = flows.map({ $0.day }).min() else { return }
        let count = min(first.days(to: today) / 7, Self.mostWeeks)
        guard count >= Self.fewestWeeks else { return }
        let origins = Self.origins(count, weeks, most)
        for direction in CashDirection.allCases {
            let record = TradeRecord(
                flows.filter { $0.direction == direction }, on: today, count: count,
                weeks: weeks)
            let courses = record.courses(from: origins)
            if direction == .in { incoming = courses } else { outgoing = courses }
        }
    }

    /// Weeks before today at which a forecast can be tried whole.
    private static func origins(_ count: Int, _ weeks: Int, _ most: Int) -> [Int] {
        let latest = count - fewestWeeks
        guard latest >= weeks else { return [] }
        let step = max(1, (latest - weeks) / most + 1)
        return Array(stride(from: weeks, through: latest, by: step))
    }
}

/// Money of trade that moved, with the day on which its paper became known.
struct TradeFlow {
    var day: Day
    var amount: Int64
    var direction: CashDirection
    /// The day of the movement itself where no paper announced it.
    var announced: Day

    static func all(
        _ history: CashHistory, without recurring: RecurringCash, on today: Day, weeks: Int
    ) -> [TradeFlow] {
        let declared = history.declared.filter { $0.hasBegun(on: today, weeks: weeks) }
        let givenBack = history.givenBack
        var papers: [String: CashHistory.Paper] = [:]
        for paper in history.papers { papers[paper.id] = paper }
        var parts: [String: [CashHistory.Settling]] = [:]
        for settling in history.settlings where settling.refund == nil {
            if let payment = settling.payment { parts[payment, default: []].append(settling) }
        }
        var flows: [TradeFlow] = []
        for movement in history.lasting {
            let direction: CashDirection = movement.amount > 0 ? .in : .out
            var left = Int64(clamping: movement.amount.magnitude)
            if let payment = movement.payment { left -= min(max(givenBack[payment] ?? 0, 0), left) }
            func isDeclared(_ amount: Int64) -> Bool {
                declared.contains {
                    $0.stands(
                        for: amount, direction, party: movement.party, key: movement.key,
                        on: movement.day)
                }
            }
            guard let payment = movement.payment else {
                guard !recurring.movements.contains(RecurringCash.mark(movement)),
                    !isDeclared(left)
                else { continue }
                flows.append(
                    TradeFlow(
                        day: movement.day, amount: left, direction: direction,
                        announced: movement.day))
                continue
            }
            for part in parts[payment] ?? [] {
                guard let paper = papers[part.paper] else {
                    // A paper from before the books that are read: it was known long before.
                    let cash = min(max(part.amount, 0), left)
                    guard cash > 0 else { continue }
                    left -= cash
                    flows.append(
                        TradeFlow(
                            day: movement.day, amount: cash, direction: direction,
                            announced: .earliest))
                    continue
                }
                guard paper.direction == direction else { continue }
                let cash = min(paper.cash(of: part.amount), left)
                left -= max(cash, 0)
                guard cash > 0, !recurring.papers.contains(paper.id),
                    !isDeclared(paper.cash(of: paper.amount))
                else { continue }
                flows.append(
                    TradeFlow(
                        day: movement.day, amount: cash, direction: direction,
                        announced: paper.knownAt.day))
            }
            if left > 0, !isDeclared(left) {
                flows.append(
                    TradeFlow(
                        day: movement.day, amount: left, direction: direction,
                        announced: movement.day))
            }
        }
        return flows
    }
}

/// One direction's weeks, and for each past origin what no paper known then announced.
private struct TradeRecord {
    private let totals: [Double]
    /// By origin (weeks before today), then by weeks after it, from 1.
    private var unannounced: [[Double]]
    private let weeks: Int

    init(_ flows: [TradeFlow], on today: Day, count: Int, weeks: Int) {
        self.weeks = weeks
        var totals = [Double](repeating: 0, count: count)
        unannounced = Array(
            repeating: [Double](repeating: 0, count: weeks + 1), count: count + 1)
        for flow in flows {
            let ago = flow.day.days(to: today)
            guard ago >= 0, ago / 7 < count else { continue }
            let week = ago / 7
            totals[count - 1 - week] += Double(flow.amount)
            // Known at the end of the origin's day: the origin lies before it.
            let known = max(flow.announced.days(to: today), 0)
            let nearest = max(known / 7 + 1, week + 1)
            guard nearest <= min(week + weeks, count) else { continue }
            for origin in nearest...min(week + weeks, count) {
                unannounced[origin][origin - week] += Double(flow.amount)
            }
        }
        self.totals = totals
    }

    /// The share of a week's trade that nothing announced so many weeks before.
    private func shares() -> [Double] {
        (0...weeks).map { ahead in
            guard ahead > 0, ahead < totals.count else { return 1 }
            var (rest, all) = (0.0, 0.0)
            for origin in ahead...min(totals.count - 1, ahead + 51) {
                rest += unannounced[origin][ahead]
                all += totals[totals.count - 1 - (origin - ahead)]
            }
            return all > 0 ? min(rest / all, 1) : 1
        }
    }

    func courses(from origins: [Int]) -> [[Int64]] {
        let shares = shares()
        let ahead = path(of: totals)
        let middle = ahead.indices.map { shares[$0 + 1] * ahead[$0] }
        guard !origins.isEmpty else { return Self.held(shifted(middle, shares)) }
        return Self.held(
            origins.map { origin in
                let then = path(of: Array(totals.dropLast(origin)))
                return middle.indices.map { week in
                    let missed = unannounced[origin][week + 1] - shares[week + 1] * then[week]
                    return middle[week] + missed
                }
            })
    }

    /// Where no origin was long enough ago, weeks differ as they did.
    private func shifted(_ middle: [Double], _ shares: [Double]) -> [[Double]] {
        let mean = totals.reduce(0, +) / Double(totals.count)
        return totals.indices.map { start in
            middle.indices.map { week in
                let other = totals[(start + week) % totals.count]
                return middle[week] + shares[week + 1] * (other - mean)
            }
        }
    }

    /// No course below zero, and each week's mean where it was before that.
    private static func held(_ courses: [[Double]]) -> [[Int64]] {
        guard let first = courses.first else { return [] }
        let factors = first.indices.map { week -> Double in
            let free = courses.reduce(0) { $0 + $1[week] }
            let cut = courses.reduce(0) { $0 + max($1[week], 0) }
            return cut > 0 ? max(free, 0) / cut : 0
        }
        return courses.map { course in zip(course, factors).map { amount($0 * $1) } }
    }

    private func path(of values: [Double]) -> [Double] {
        let season = values.count >= 104 ? 52 : 1
        let mean = values.suffix(13).reduce(0, +) / Double(max(min(values.count, 13), 1))
        let flat = [Double](repeating: mean, count: weeks)
        guard values.count >= 3 else { return flat }
        do throws(ForecastRefusal) {
            return try Forecaster(season: season).forecast(values, horizon: weeks).median
                .map { max($0, 0) }
        } catch {
            return flat
        }
    }

    private static func amount(_ value: Double) -> Int64 {
        value.isFinite ? Int64(min(max(value, 0), 9e17).rounded()) : 0
    }
}
