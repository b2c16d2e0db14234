import Ledger

/// A thousand possible courses of the money, day by day, drawn with a seed.
///
/// What one payer owes moves partly together: half of the time a course's luck with that payer
/// decides for all its papers. Each sum draws by its own name, so that a scenario changes only
/// what it speaks of.
struct CashCourses {
    static let count = 1_000

    private let days: Int
    /// Balances at the end of each day, course after course.
    private var balance: [Int64]

    init(_ plan: CashPlan) {
        days = plan.days
        balance = [Int64](repeating: 0, count: Self.count * plan.days)
        draw(plan)
        trade(plan)
        doubt(plan)
        for course in 0..<Self.count {
            var sum = plan.basis.opening
            for day in course * days..<(course + 1) * days {
                sum = sum.addingClamped(balance[day])
                balance[day] = sum
            }
        }
    }

    /// Every course's balance at the end of a day, from 0.
    func balances(at day: Int) -> [Int64] {
        (0..<Self.count).map { balance[$0 * days + day] }
    }

    /// The chance, in millionths, of a balance below zero on some day up to this one.
    func short(until day: Int) -> Int64 {
        let courses = (0..<Self.count).filter { course in
            balance[course * days...course * days + day].contains { $0 < 0 }
        }
        return Int64(courses.count) * (LatenessCurve.whole / Int64(Self.count))
    }

    func shortage(after asOf: Day) -> CashForecast.Shortage? {
        var firsts: [Int] = []
        var worsts: [Int64] = []
        for course in 0..<Self.count {
            let own = balance[course * days..<(course + 1) * days]
            guard let first = own.firstIndex(where: { $0 < 0 }) else { continue }
            firsts.append(first - course * days)
            worsts.append(own.min() ?? 0)
        }
        guard !firsts.isEmpty else { return nil }
        firsts.sort()
        worsts.sort()
        let worst = worsts[worsts.count / 2]
        return CashForecast.Shortage(
            chance: Int64(firsts.count) * (LatenessCurve.whole / Int64(Self.count)),
            day: asOf.adding(days: firsts[firsts.count / 2] + 1),
            amount: Int64(clamping: worst.magnitude))
    }

    private mutating func draw(_ plan: CashPlan) {
        var lucks: [String: [UInt64]] = [:]
        var pasts: [String: [UInt64]] = [:]
        for sum in plan.sums {
            var own = SeededGenerator(seed: plan.basis.seed ^ Self.mark(sum.id))
            var shared: [UInt64]?
            if let party = sum.party {
                shared = lucks[party] ?? Self.luck(plan.basis.seed ^ Self.mark(party))
                lucks[party] = shared
            }
            var past: [UInt64] = []
            if sum.amounts.count > 1 {
                let item = CashPlan.item(of: sum.id) + "="
                past = pasts[item] ?? Self.luck(plan.basis.seed ^ Self.mark(item))
                pasts[item] = past
            }
            let last = sum.waiting[days]
            for course in 0..<Self.count {
                let chance = own.next()
                let coin = own.next()
                let luck = shared.map { coin & 1 == 0 ? $0[course] : chance } ?? chance
                let amount = past.isEmpty
                    ? sum.amounts[0] : Self.amount(of: sum, past[course], coin)
                let mark = Int64(
                    UInt64(LatenessCurve.whole).multipliedFullWidth(by: luck).high)
                guard mark >= last, let day = Self.day(mark, in: sum.waiting) else { continue }
                let place = course * days + day - 1
                balance[place] = balance[place].addingClamped(amount * sum.direction.sign)
            }
        }
    }

    /// What is agreed holds for all days of a course. What varies is drawn anew for each day, from
    /// amounts that the course drew before from those that were seen, as many as they: so courses
    /// doubt the mean as well (B. Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979).
    private static func amount(of sum: CashPlan.Sum, _ past: UInt64, _ coin: UInt64) -> Int64 {
        let count = sum.amounts.count
        guard !sum.isAgreed else { return sum.amounts[Int(past >> 33) % count] }
        var drawn = SeededGenerator(seed: past ^ (coin >> 33) % UInt64(count))
        return sum.amounts[Int(drawn.next() >> 33) % count]
    }

    /// The first day after which fewer than `mark` of the chances still wait.
    private static func day(_ mark: Int64, in waiting: [Int64]) -> Int? {
        var (low, high) = (1, waiting.count - 1)
        guard high >= low, waiting[high] <= mark else { return nil }
        while low < high {
            let middle = (low + high) / 2
            if waiting[middle] <= mark { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private mutating func trade(_ plan: CashPlan) {
        let count = max(plan.basis.trade.incoming.count, plan.basis.trade.outgoing.count)
        guard count > 0 else { return }
        var generator = SeededGenerator(seed: plan.basis.seed ^ 0x7261_6465)
        for course in 0..<Self.count {
            let pick = Int(generator.next() >> 33)
            for direction in CashDirection.allCases {
                let courses = plan.basis.trade.courses(direction)
                guard !courses.isEmpty else { continue }
                let own = courses[pick % courses.count]
                for week in own.indices where week < plan.basis.weeks {
                    let amount = plan.scenario.traded(own[week], direction) * direction.sign
                    spread(amount, from: course * days + 7 * week)
                }
            }
        }
    }

    /// A week's trade comes evenly over its days; the last takes what does not divide.
    private mutating func spread(_ amount: Int64, from start: Int) {
        let daily = amount / 7
        for day in start..<(start + 6) { balance[day] = balance[day].addingClamped(daily) }
        balance[start + 6] = balance[start + 6].addingClamped(amount - 6 * daily)
    }

    /// Each course strays from what was told by its own part of the doubt, the same for all weeks:
    /// a thousandth of a normal distribution each, so that no chance decides how wide it is.
    private mutating func doubt(_ plan: CashPlan) {
        let doubt = plan.basis.doubt
        guard doubt.contains(where: { $0 > 0 }) else { return }
        var parts = (0..<Self.count).map { rank in
            let chance = (Double(rank) + 0.5) / Double(Self.count)
            return Int64((NormalQuantile.value(chance) * Self.nineInTen).rounded())
        }
        var generator = SeededGenerator(seed: plan.basis.seed ^ 0x646f_7562_74)
        for place in stride(from: Self.count - 1, to: 0, by: -1) {
            parts.swapAt(place, Int(generator.next() >> 33) % (place + 1))
        }
        for course in 0..<Self.count {
            var before: Int64 = 0
            for (week, half) in doubt.enumerated() where week < plan.basis.weeks {
                let away = Int64(
                    clamping: Int128(half) * Int128(parts[course]) / Int128(LatenessCurve.whole))
                let step = Int64(clamping: Int128(away) - Int128(before))
                spread(step, from: course * days + 7 * week)
                before = away
            }
        }
    }

    /// A normal deviation in millionths of the half width of an 80 % band.
    private static let nineInTen = 1e6 / 1.281552

    private static func luck(_ seed: UInt64) -> [UInt64] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in generator.next() }
    }

    /// FNV-1a of the name's bytes.
    private static func mark(_ name: String) -> UInt64 {
        name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0100_0000_01b3 }
    }
}
