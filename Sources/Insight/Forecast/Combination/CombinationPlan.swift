/// Which members a combination has, what each weighs before the series has spoken, and how much
/// the series' own backtest may change that.
///
/// The weights are round figures chosen on one half of the development series (M1, half of M3,
/// of NN5 and of Walmart) and checked on the other; `docs/reference/forecast.md` has both.
struct CombinationPlan {
    var members: [(member: Member, weight: Double)]
    /// Weights are multiplied by (smallest error / own error) to this power.
    var power: Double
    var folds: Int
    /// The most steps that a past origin reaches, and the least between two of them.
    var mostReach = 60
    var leastStride = 1
    /// Steps of a day where the season is the week of parts of days; otherwise nil.
    var day: Int?
    /// Whether the series is zero on many of its steps.
    var isRare = false
    /// The places of the season at which nothing happens, where that is why.
    var closed: ClosedPlaces?

    /// The scales on which members look for waves.
    var waveScales: [Member.Scale] {
        members.filter { $0.member.season == .waves }.map { $0.member.scale }
    }

    /// What every method of the plan sees of a series.
    func view(of values: [Double], season: Int) -> SeriesView {
        SeriesView(values, season: season, waves: waveScales, day: day)
    }

    /// - Parameter day: steps of a day where they are parts of one.
    static func suited(
        to values: [Double], season: Int, horizon: Int, day: Int? = nil
    ) -> CombinationPlan {
        let isWeek = day.map { season == WeekOfDays.length(day: $0) } ?? false
        let isRare = isRare(values)
        // Of days and longer steps only what is mostly zero is looked at: a day without trade among
        // many is chance, an hour that never had any is not.
        let closed = isRare || day != nil
            ? ClosedPlaces(values, season: season, isWeekOfDays: isWeek) : nil
        var plan =
            if let day, isWeek, values.count >= WeekOfDays.fewestWeeks * season {
                weekOfDays(day, horizon: horizon)
            } else if isRare {
                closed == nil ? rare : opened
            } else {
                usual(values, season: season, horizon: horizon)
            }
        (plan.isRare, plan.closed) = (isRare, closed)
        return plan
    }

    private static func usual(
        _ values: [Double], season: Int, horizon: Int
    ) -> CombinationPlan {
        switch season {
        case ...1: return values.count < 50 ? short : plain
        case 2...6: return values.count < 300 ? quarters : days
        case 7 where horizon >= LongHorizon.farHorizon && values.count >= 640: return farDays
        case 7...11: return days
        case 24: return days
        case 12..<45: return horizon < farMonth ? months : farMonths
        default: return isFlow(values) ? flowWeeks : weeks
        }
    }

    /// Whether a fifth of the steps cross zero, as net cash does and a walk through zero does not.
    static func isFlow(_ values: [Double]) -> Bool {
        let crossings = zip(values.dropFirst(), values).count { later, earlier in
            later < 0 && earlier > 0 || later > 0 && earlier < 0
        }
        return crossings * 5 >= values.count
    }

    /// Whether a twentieth of the steps and more lie on either side of zero.
    static func hasBothSigns(_ values: [Double]) -> Bool {
        20 * min(values.count { $0 < 0 }, values.count { $0 > 0 }) >= values.count
    }

    /// Whether something happens on so few steps that size and gap are forecast apart.
    static func isRare(_ values: [Double]) -> Bool {
        let zeros = values.count { $0 == 0 }
        return values.count >= 12 && zeros * 10 > values.count * 4
            && values.allSatisfy { $0 >= 0 }
    }

    /// Yearly figures and other short series without season.
    private static let short = CombinationPlan(
        members: [
            (Member(.theta(.dynamicOptimised)), 0.5),
            (Member(.theta(.dynamic), .indices, .root), 0.1),
            (Member(.autoregression, .indices, .root), 0.2),
            (Member(.smoothing, .indices, .root), 0.2),
        ], power: 0, folds: 3)

    private static let plain = CombinationPlan(
        members: [
            (Member(.damped, .indices, .root), 0.3), (Member(.smoothing, .indices, .root), 0.2),
            (Member(.theta(.dynamicOptimised), .indices, .root), 0.2),
            (Member(.autoregression, .indices, .root), 0.2), (Member(.smoothing, .indices), 0.1),
        ], power: 0, folds: 3)

    private static let quarters = CombinationPlan(
        members: [
            (Member(.theta(.standard)), 0.15), (Member(.theta(.optimised)), 0.2),
            (Member(.autoregression), 0.35), (Member(.smoothing, .kept), 0.2),
            (Member(.damped), 0.1),
        ], power: 0, folds: 3)

    private static let months = CombinationPlan(
        members: [
            (Member(.theta(.optimised), .indices, .root), 0.1),
            (Member(.theta(.optimised), .waves, .suited), 0.2),
            (Member(.theta(.dynamicOptimised), .indices, .root), 0.15),
            (Member(.autoregression, .waves, .suited), 0.1),
            (Member(.autoregression, .absent, .root), 0.15), (Member(.smoothing, .kept), 0.25),
            (Member(.seasonalNaive), 0.05),
        ], power: 0, folds: 3)

    /// From two years on the waves beside a bending trend hold better than indices do.
    private static let farMonth = 24

    private static let farMonths = CombinationPlan(
        members: [
            (Member(.autoregression, .waves, .suited), 0.3),
            (Member(.theta(.dynamicOptimised), .waves, .suited), 0.15),
            (Member(.theta(.optimised), .indices, .root), 0.15),
            (Member(.autoregression, .indices, .root), 0.1),
            (Member(.complexSmoothing, .indices, .root), 0.1), (Member(.smoothing, .kept), 0.1),
            (Member(.seasonalNaive), 0.1),
        ], power: 0, folds: 3)

    private static let days = CombinationPlan(
        members: [
            (Member(.smoothing, .waves), 0.35), (Member(.damped, .waves), 0.1),
            (Member(.seasonalNaive), 0.25), (Member(.seasonalMean), 0.05),
            (Member(.smoothing, .kept), 0.2), (Member(.smoothing, .absent), 0.05),
        ], power: 1, folds: 4)

    /// Months ahead the year's waves and the mean week hold better than the last week does.
    private static let farDays = CombinationPlan(
        members: [
            (Member(.smoothing, .waves), 0.4), (Member(.damped, .waves), 0.4),
            (Member(.seasonalMean), 0.2),
        ], power: 1, folds: 4)

    /// The week of steps that are parts of a day. Past origins begin on all of its days.
    private static func weekOfDays(_ day: Int, horizon: Int) -> CombinationPlan {
        CombinationPlan(
            members: [
                (Member(.smoothing, .indices), 0.35), (Member(.damped, .indices), 0.1),
                (Member(.seasonalMean), 0.3), (Member(.smoothing, .waves), 0.15),
                (Member(.seasonalNaive), 0.1),
            ], power: 2, folds: horizon > 2 * day ? 4 : 7,
            mostReach: WeekOfDays.length(day: day), leastStride: day, day: day)
    }

    private static let weeks = CombinationPlan(
        members: [
            (Member(.autoregression, .indices, .root), 0.15),
            (Member(.autoregression, .indices, .logarithm), 0.2),
            (Member(.theta(.optimised), .waves, .logarithm), 0.15),
            (Member(.complexSmoothing, .waves, .logarithm), 0.1),
            (Member(.theta(.dynamicOptimised)), 0.1), (Member(.smoothing, .absent, .root), 0.1),
            (Member(.damped, .absent, .root), 0.1), (Member(.seasonalNaive), 0.1),
        ], power: 2, folds: 3)

    /// What comes in less what goes out returns to its usual week and its place in the month.
    private static let flowWeeks = CombinationPlan(
        members: [
            (Member(.median, .robustWaves), 0.8), (Member(.complexSmoothing, .absent), 0.2),
        ], power: 1, folds: 3)

    /// Zero at the closed places of its season, and otherwise as regular as anything.
    private static let opened = CombinationPlan(
        members: [
            (Member(.seasonalMean), 0.4), (Member(.smoothing, .kept), 0.4),
            (Member(.seasonalNaive), 0.2),
        ], power: 2, folds: 4)

    private static let rare = CombinationPlan(
        members: [
            (Member(.intermittent(.croston)), 0.3), (Member(.intermittent(.decaying)), 0.3),
            (Member(.seasonalMean), 0.4),
        ], power: 1, folds: 4)
}
