import Ledger

/// One direction's weeks, and for each past origin what no paper known then announced.
struct TradeRecord {
    private let totals: [Double]
    /// By origin (weeks before the end), then by weeks after it, from 1.
    private var unannounced: [[Double]]
    private let weeks: Int

    /// - Parameter end: where the last of `count` weeks ends, and until when papers were known
    ///   there; at each origin they were known for as long.
    init(_ flows: [TradeFlow], until end: TradeEnd, count: Int, weeks: Int) {
        self.weeks = weeks
        var totals = [Double](repeating: 0, count: count)
        unannounced = Array(
            repeating: [Double](repeating: 0, count: weeks + 1), count: count + 1)
        for flow in flows {
            let ago = flow.day.days(to: end.day)
            guard ago >= 0, ago / 7 < count else { continue }
            let week = ago / 7
            totals[count - 1 - week] += Double(flow.amount)
            // Known at the end of the origin's day: the origin lies before it.
            let known = max(flow.announced.days(to: end.known), 0)
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
        guard !origins.isEmpty else { return shifted(middle, shares).map(Self.held) }
        return origins.map { origin in
            let then = path(of: Array(totals.dropLast(origin)))
            return Self.held(
                middle.indices.map { week in
                    let missed = unannounced[origin][week + 1] - shares[week + 1] * then[week]
                    return middle[week] + missed
                })
        }
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

    /// No week below zero; what a course lacks there, its other weeks lack, so that it brings as
    /// much in all. One that lacks more than it has brings nothing, whatever the others bring.
    private static func held(_ course: [Double]) -> [Int64] {
        let free = course.reduce(0, +)
        let cut = course.reduce(0) { $0 + max($1, 0) }
        let share = cut > 0 ? max(free, 0) / cut : 0
        return course.map { amount(share * $0) }
    }

    /// Weeks before the first that brought something tell nothing: invoices of new books are paid
    /// weeks after they begin.
    private func path(of all: [Double]) -> [Double] {
        let values = Array(all.drop { $0 == 0 })
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
