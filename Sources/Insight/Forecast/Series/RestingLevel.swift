/// A level to which a trend has led and on which a series has stayed since: a market that is full,
/// a shop that cannot grow further. The line of a method that looks at the whole past would go on
/// rising, and the errors of the rise would tell of widths.
///
/// Seen where all since lies in a narrow band that was come to from far away, where values return
/// to its middle at once, where hardly a slope is left, and where the past knows no such level. A
/// walk that has paused is none, nor is a peak of a series that comes and goes.
enum RestingLevel {
    /// How much further away the series was before than nine of ten values lie from the level.
    private static let clearance = 20.0
    /// The most that a line through the values since may rise, as a share of that way.
    private static let mostSlope = 0.1
    /// The least sum of squared steps over that of squared deviations from the line: 2 of what
    /// returns to it at once.
    private static let leastReturn = 1.3
    /// The most of the earlier values, as a share, that may lie near the level.
    private static let mostNear = 0.2
    private static let near = 3.0
    private static let fewestBefore = 8

    /// What a level has to last: two seasons and twelve values, sixteen where there is no season;
    /// four weeks of days and two weeks of parts of days, since a holiday is no level.
    static func window(season: Int, day: Int? = nil) -> Int {
        if let day { return 2 * WeekOfDays.length(day: day) }
        switch season {
        case ...1: return 16
        case 5...7: return 4 * season
        default: return season * max(2, (12 + season - 1) / season)
        }
    }

    /// The first step of the longest such stay at the end of a series; nil where there is none.
    ///
    /// - Parameters:
    ///   - values: without gaps.
    ///   - day: steps of a day where they are parts of one.
    static func start(in values: [Double], season: Int, day: Int? = nil) -> Int? {
        let season = max(season, 1)
        var count = window(season: season, day: day)
        var start: Int?
        while values.count - count >= fewestBefore {
            if isResting(values, from: values.count - count, season: season) {
                start = values.count - count
            }
            count += max(count / 8 / season, 1) * season
        }
        return start
    }

    private static func isResting(_ values: [Double], from start: Int, season: Int) -> Bool {
        let whole = Array(values[start...])
        // As long a part before, of which the first half says where the series came from.
        let part = values[max(start - whole.count, 0)..<start]
        let origin = part.prefix(max(part.count / 2, 4))
        let mean = whole.reduce(0, +) / Double(whole.count)
        let apart = (mean - origin.reduce(0, +) / Double(origin.count)).magnitude
        // Most series go on: no sorting for those.
        guard rise(StraightLine(whole), over: whole.count) <= 2 * mostSlope * apart else {
            return false
        }
        let bare = RobustSeason.removed(from: whole, at: Array(whole.indices), season: season)
            ?? whole
        let level = SampleQuantile.median(of: bare)
        let sizes = bare.map { ($0 - level).magnitude }.sorted()
        let reach = sizes[Int(0.9 * Double(sizes.count - 1) + 0.5)]
        let way = (level - SampleQuantile.median(of: Array(origin))).magnitude
        let line = StraightLine(bare)
        guard reach > 0, way >= clearance * reach,
            rise(line, over: bare.count) <= mostSlope * way
        else { return false }
        let away = bare.enumerated().map { $1 - line.value(at: $0) }
        let steps = zip(away.dropFirst(), away)
            .reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        let squares = away.reduce(0) { $0 + $1 * $1 }
        let nearby = values[..<start].count { ($0 - level).magnitude <= near * reach }
        return steps >= leastReturn * squares && Double(nearby) <= mostNear * Double(start)
    }

    private static func rise(_ line: StraightLine, over count: Int) -> Double {
        line.slope.magnitude * Double(count - 1)
    }
}
