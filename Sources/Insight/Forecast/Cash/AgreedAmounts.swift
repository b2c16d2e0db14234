import Ledger

/// Amounts that are the same but for steps, as a rent's, a wage's or an instalment's are.
struct AgreedAmounts {
    /// The next ones, each as likely as the others.
    private(set) var expected: [Int64] = []
    /// By month, what comes instead in that month.
    private(set) var yearly: [Int: Int64] = [:]

    fileprivate struct Odd {
        var day: Day
        var amount: Int64
        var level: Int64
    }

    /// Two years and two turns, so that what comes once a year is seen twice.
    private static let mostLookedAt = 26
    /// Amounts that are told, of what does not vary and of what does a little.
    private static let remembered = 4
    private static let rememberedVarying = 9
    /// In thousandths, how far apart two are that are the same; at most so where they vary.
    private static let same: Int64 = 5
    private static let mostVarying: Int64 = 60

    /// Nil where they change more often than one time in five.
    init?(_ events: [RecurringCash.Event], _ rhythm: CashRhythm) {
        let events = Array(events.suffix(Self.mostLookedAt))
        guard let first = events.first, events.count >= 2 else { return nil }
        let within = Self.spread(events.map { $0.amount }, rhythm)
        let varies = within > Self.same
        var runs = [[first.amount]]
        var odds: [Odd] = []
        var changes = 0
        for (index, event) in events.enumerated().dropFirst() {
            let level = runs[runs.count - 1].middle
            if Self.isSame(event.amount, level, within) {
                runs[runs.count - 1].append(event.amount)
                continue
            }
            changes += 1
            let next = index + 1 < events.count ? events[index + 1].amount : nil
            let returns = next.map { Self.isSame($0, level, within) } ?? false
            if varies, returns || next == nil, Self.isSame(event.amount, level, 200) {
                runs[runs.count - 1].append(event.amount)
            } else if returns {
                odds.append(Odd(day: event.day, amount: event.amount, level: level))
            } else {
                runs.append([event.amount])
            }
        }
        guard changes <= max(1, events.count / 5), odds.count <= max(1, events.count / 10),
            let last = runs.last
        else { return nil }
        // Two that a year lies between may be anything.
        guard events.count > 2 || Self.isSame(events[1].amount, first.amount, 200) else {
            return nil
        }
        let kept = varies ? Self.rememberedVarying : Self.remembered
        var level = last
        if last.count == 1, runs.count > 1, let day = events.last?.day {
            let old = runs[runs.count - 2]
            let odd = Odd(day: day, amount: last[0], level: old.middle)
            if rhythm == .monthly, odds.contains(where: { $0.isYear(before: odd) }) {
                odds.append(odd)
                level = old
            } else {
                expected = Self.unsure(odd)
            }
        }
        if expected.isEmpty { expected = Array(level.suffix(kept)) }
        if rhythm == .monthly, let day = events.last?.day {
            let lately = odds.filter { $0.day.days(to: day) <= 366 }
            yearly = Self.yearly(lately, among: odds, level.middle)
        }
    }

    /// A step that was seen once may have been one odd payment: one chance in four. Who pays the
    /// double or the half raised or lowered nothing, as likely.
    private static func unsure(_ step: Odd) -> [Int64] {
        let isFar = step.amount / 2 >= step.level || step.amount <= step.level / 2
        let (likely, other) = isFar ? (step.level, step.amount) : (step.amount, step.level)
        return [likely, likely, likely, other]
    }

    private static func yearly(
        _ lately: [Odd], among odds: [Odd], _ level: Int64
    ) -> [Int: Int64] {
        var yearly: [Int: Int64] = [:]
        for odd in lately where odd.level > 0 && odds.contains(where: { $0.isYear(before: odd) }) {
            yearly[odd.day.month] = Int64(
                clamping: Rounding.halfUp.quotient(
                    Int128(level) * Int128(odd.amount), dividedBy: Int128(odd.level)))
        }
        return yearly
    }

    /// Rents and wages that come once a month may vary by some hundredths, three times what lies
    /// between neighbours; what comes every week and varies is not agreed.
    private static func spread(_ amounts: [Int64], _ rhythm: CashRhythm) -> Int64 {
        guard !rhythm.isFrequent else { return same }
        let steps = zip(amounts.dropFirst(), amounts).map { thousandths($0, of: $1) }
        return min(max(same, 3 * min(steps.middle, mostVarying)), mostVarying)
    }

    private static func isSame(_ amount: Int64, _ level: Int64, _ within: Int64) -> Bool {
        thousandths(amount, of: level) <= within
    }

    private static func thousandths(_ amount: Int64, of level: Int64) -> Int64 {
        let apart = (Int128(amount) - Int128(level)).magnitude
        return Int64(clamping: 1_000 * Int128(apart) / Int128(max(level, 1)))
    }
}

extension AgreedAmounts.Odd {
    /// Whether this one came in the same month of the year before, on the same side.
    fileprivate func isYear(before other: Self) -> Bool {
        day.month == other.day.month && day.year + 1 == other.day.year
            && (amount > level) == (other.amount > other.level)
    }
}
