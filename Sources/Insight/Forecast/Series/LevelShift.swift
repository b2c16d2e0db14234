/// A step from which on a series lies on another level and has stayed there since: prices in a new
/// currency, a customer who left, a second shop. Methods whose line goes through the whole past
/// would go on falling from the old level to the new one.
///
/// A shift is seen where all that came since, and what came before it, lies around one level each,
/// and the levels are further apart than five times what nine of ten values stay within on either
/// side, their season taken away. A trend and a walk never are: what they do between two parts of
/// them they do within the parts too, and what wanders after a shift has no level to be put on.
struct LevelShift: Equatable {
    /// The first of the new level.
    let step: Int
    /// The new level over the old one; nil where values below zero, or a level of nothing, have
    /// no ratio.
    let factor: Double?
    /// The new level less the old one.
    let amount: Double
    /// Whether nothing moved before it: such a past tells neither a season nor a doubt.
    let hasStillPast: Bool

    /// How much further the levels lie apart than the values of each.
    private static let clearance = 5.0
    private static let fewestValues = 8
    /// The least sum of squared steps over that of squared deviations: 2 around a level that values
    /// return to at once, 0.4 where four fifths of a deviation are left a step later.
    private static let leastReturn = 0.4
    /// Windows before a shift that are to lie on one level.
    private static let windowsBefore = 3
    private static let mostTried = 6
    /// What moves oftener than this moves by habit, and no level of it lasts.
    private static let mostShifts = 2

    /// Whole seasons of eight values and more: what a level has to last to be seen as one.
    static func window(season: Int) -> Int {
        let season = max(season, 1)
        return season * ((fewestValues + season - 1) / season)
    }

    /// The latest first; none where there are more than two.
    ///
    /// - Parameter values: without gaps.
    static func all(in values: [Double], season: Int) -> [LevelShift] {
        var shifts: [LevelShift] = []
        var values = values
        while let next = latest(in: values, season: season, before: shifts.last?.step) {
            guard shifts.count < mostShifts else { return [] }
            shifts.append(next)
            if next.hasStillPast { break }
            values = next.raised(values)
        }
        return shifts
    }

    /// The values before the shift on the level after it, with their season and unrest in
    /// proportion where the levels have one.
    func raised(_ values: [Double]) -> [Double] {
        values.enumerated().map { index, value in
            guard index < step else { return value }
            return factor.map { $0 * value } ?? value + amount
        }
    }

    private static func latest(
        in values: [Double], season: Int, before end: Int?
    ) -> LevelShift? {
        let window = window(season: season)
        guard values.count >= 2 * window else { return nil }
        let isPositive = values.allSatisfy { $0 > 0 }
        let scaled = isPositive ? values.map { Elementary.log($0) } : values
        let lifts = lifts(of: scaled, window: window)
        let most = min(values.count - window, (end ?? .max) - window)
        return peaks(of: lifts, window: window).filter { $0 <= most }
            .sorted { lifts[$0].magnitude > lifts[$1].magnitude }.prefix(mostTried)
            .sorted(by: >).lazy
            .compactMap { Self(at: $0, of: values, scaled, lift: lifts[$0], season: season) }.first
    }

    private init?(
        at step: Int, of values: [Double], _ scaled: [Double], lift: Double, season: Int
    ) {
        let window = Self.window(season: season)
        let before = scaled[max(step - Self.windowsBefore * window, 0)..<step]
        let old = Unrest(before, season: season)
        let new = Unrest(
            scaled[step...], season: season, shape: Self.shape(of: before, season: season))
        guard new.reach > 0, new.returns >= Self.leastReturn,
            lift.magnitude >= Self.clearance * max(old.reach, new.reach)
        else { return nil }
        self.init(at: step, of: values, window: window)
    }

    private init(at step: Int, of values: [Double], window: Int) {
        let old = values[(step - window)..<step].reduce(0, +) / Double(window)
        let new = values[step..<(step + window)].reduce(0, +) / Double(window)
        self.step = step
        factor = old > 0 && new > 0 && values.allSatisfy { $0 >= 0 } ? new / old : nil
        amount = new - old
        hasStillPast = values[..<step].allSatisfy { $0 == values[0] }
    }

    /// For each step the mean of the window from it on less that of the window before it; 0 where
    /// one of them does not fit.
    private static func lifts(of values: [Double], window: Int) -> [Double] {
        var sums = [0.0]
        for value in values { sums.append(sums[sums.count - 1] + value) }
        return values.indices.map { step in
            guard step >= window, step + window <= values.count else { return 0 }
            return (sums[step + window] - 2 * sums[step] + sums[step - window]) / Double(window)
        }
    }

    /// The steps at which a lift is the largest of a window's around it.
    private static func peaks(of lifts: [Double], window: Int) -> [Int] {
        var peaks: [Int] = []
        for step in lifts.indices where lifts[step] != 0 {
            if let last = peaks.last, step - last < window {
                if lifts[step].magnitude > lifts[last].magnitude { peaks[peaks.count - 1] = step }
            } else {
                peaks.append(step)
            }
        }
        return peaks
    }

    /// The median at each place of a season; nil of fewer than two.
    private static func shape(of part: ArraySlice<Double>, season: Int) -> [Double]? {
        guard season > 1, part.count >= 2 * season else { return nil }
        return (0..<season).map { place in
            SampleQuantile.median(of: part.indices.filter { $0 % season == place }.map { part[$0] })
        }
    }
}

/// How the values of a part lie around their median, with the season taken away that makes them
/// lie nearest: none, their own, or that of before.
private struct Unrest {
    /// What nine of ten stay within.
    let reach: Double
    /// The sum of squared steps over that of squared deviations (J. von Neumann, 1941).
    let returns: Double

    private static let share = 0.9

    init(_ part: ArraySlice<Double>, season: Int, shape: [Double]? = nil) {
        let values = Array(part)
        let own = RobustSeason.removed(from: values, at: Array(values.indices), season: season)
        let like = shape.map { shape in part.indices.map { part[$0] - shape[$0 % season] } }
        var (reach, returns) = (Double.infinity, 0.0)
        for bare in [values] + [own, like].compactMap({ $0 }) {
            let middle = SampleQuantile.median(of: bare)
            let away = bare.map { ($0 - middle).magnitude }.sorted()
            let far = away.isEmpty ? 0 : away[Int(Self.share * Double(away.count - 1) + 0.5)]
            guard far < reach else { continue }
            let steps = zip(bare.dropFirst(), bare).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            let squares = away.reduce(0) { $0 + $1 * $1 }
            (reach, returns) = (far, squares > 0 ? steps / squares : 0)
        }
        (self.reach, self.returns) = (reach, returns)
    }
}
