import Ledger

/// Joins weeks that follow the last whole day of trade to weeks that follow today: what the days
/// between usually bring, and have not brought yet, comes in the first of them.
struct LateTrade {
    /// Whole weeks between.
    private let weeks: Int
    /// What the days between beyond these have of a week, in millionths: each as its day of the
    /// week has.
    private let share: Int64
    /// What of those days is booked.
    private let booked: Int64

    /// Days that tell how a week's trade lies on its days.
    private static let looked = 182
    private static let one: Int64 = 1_000_000

    /// - Parameters:
    ///   - flows: of one direction; `usual` without what came once.
    ///   - end: the last whole day.
    init(_ flows: [TradeFlow], _ usual: [TradeFlow], from end: Day, to today: Day) {
        let days = end.days(to: today)
        weeks = days / 7
        let rest = Set((0..<days % 7).map { today.adding(days: -$0).weekday })
        var (part, all) = (0.0, 0.0)
        for flow in usual where 0..<Self.looked ~= flow.day.days(to: end) {
            all += Double(flow.amount)
            if rest.contains(flow.day.weekday) { part += Double(flow.amount) }
        }
        share = all > 0
            ? Int64((part / all * Double(Self.one)).rounded())
            : Int64(rest.count) * Self.one / 7
        // What papers of before announced was expected of them.
        booked = flows.reduce(0) { sum, flow in
            end < flow.day && flow.day <= today && end < flow.announced
                ? sum.addingClamped(flow.amount) : sum
        }
    }

    /// - Parameters:
    ///   - course: weeks after the last whole day.
    ///   - count: weeks after today that are told.
    func joined(_ course: [Int64], count: Int) -> [Int64] {
        let begun = weeks < course.count ? part(course[weeks]) : 0
        let late = course.prefix(weeks).reduce(begun) { $0.addingClamped($1) }
        return (0..<count).map { week in
            let own = course[week + weeks]
            let next = week + weeks + 1 < course.count ? part(course[week + weeks + 1]) : 0
            return (own - part(own)).addingClamped(next)
                .addingClamped(week == 0 ? max(late - booked, 0) : 0)
        }
    }

    private func part(_ amount: Int64) -> Int64 {
        Int64(
            clamping: Rounding.halfUp.quotient(
                Int128(amount) * Int128(share), dividedBy: Int128(Self.one)))
    }
}
