import Ledger

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
            let name = history.name(of: movement)
            func isDeclared(_ amount: Int64) -> Bool {
                declared.contains { $0.stands(for: amount, direction, name, on: movement.day) }
            }
            guard let payment = movement.payment else {
                guard !recurring.movements.contains(RecurringCash.mark(movement)),
                    !isDeclared(left)
                else { continue }
                left -= movement.heldCapital
                guard left > 0 else { continue }
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
                let earned = paper.trade(of: cash)
                guard earned > 0 else { continue }
                flows.append(
                    TradeFlow(
                        day: movement.day, amount: earned, direction: direction,
                        announced: paper.announced))
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

extension TradeFlow {
    /// Weeks that lie this many times the middle half's width above its upper end are no usual
    /// weeks, and this many of them in so many weeks are none that the trade has.
    private static let reach: Int64 = 6
    private static let weeksForEach = 26
    private static let year = 52

    /// One direction's flows, where a single week beyond all others counts as a usual one: what
    /// came once says nothing of what comes. It is kept where more such weeks are, or one was in
    /// the same season of another year, because then it is how this trade goes.
    ///
    /// - Parameters:
    ///   - today: the last day of the last week.
    ///   - count: weeks until it that are looked at.
    static func usual(_ flows: [TradeFlow], on today: Day, count: Int) -> [TradeFlow] {
        var weeks: [Int: Int64] = [:]
        for flow in flows {
            let ago = flow.day.days(to: today)
            guard ago >= 0, ago / 7 < count else { continue }
            weeks[ago / 7] = (weeks[ago / 7] ?? 0).addingClamped(flow.amount)
        }
        let sums = weeks.values.filter { $0 > 0 }.sorted()
        guard sums.count >= FutureTrade.fewestWeeks else { return flows }
        let (low, middle, high) =
            (sums[sums.count / 4], sums[sums.count / 2], sums[sums.count * 3 / 4])
        let limit = high.addingClamped(clamped(max(high - low, middle / 4), times: reach))
        let beyond = weeks.filter { $0.value > limit }.map { $0.key }
        guard beyond.count <= max(1, count / weeksForEach) else { return flows }
        let once = beyond.filter { week in
            !beyond.contains { abs(abs($0 - week) - year) <= 1 }
        }
        return once.reduce(flows) {
            lowered($0, week: $1, of: weeks[$1] ?? 0, on: today, limit, middle)
        }
    }

    /// Takes the largest flows out of a week until it is within the limit, and what would then lack
    /// to a usual week stays of the last of them.
    private static func lowered(
        _ flows: [TradeFlow], week: Int, of sum: Int64, on today: Day, _ limit: Int64,
        _ middle: Int64
    ) -> [TradeFlow] {
        var flows = flows
        var left = sum
        let own = flows.indices.filter { flows[$0].day.days(to: today) / 7 == week }
            .sorted { (flows[$1].amount, $0) < (flows[$0].amount, $1) }
        for index in own {
            guard left > limit else { break }
            let rest = left - flows[index].amount
            flows[index].amount = max(middle - rest, 0)
            left = rest + flows[index].amount
        }
        return flows.filter { $0.amount > 0 }
    }

    private static func clamped(_ amount: Int64, times count: Int64) -> Int64 {
        let (product, isBeyond) = amount.multipliedReportingOverflow(by: count)
        return isBeyond ? .max : product
    }
}
