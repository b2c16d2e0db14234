/// The columns that explain a series beside its trend, and the component to which each belongs.
struct ProphetFeatures {
    struct Component {
        var name: String
        var columns: Range<Int>
        var mode: ProphetSettings.Mode
        /// Whether `holidays` sums it.
        var isHoliday: Bool
    }

    private(set) var components: [Component] = []
    /// Standard deviation of each coefficient's prior.
    private(set) var priorScales: [Double] = []
    private let seasons: [ProphetSettings.Season]
    private let holidays: [ProphetHoliday]
    private let regressors: [ProphetSettings.Regressor]
    private var scales: [(mean: Double, deviation: Double)] = []

    var width: Int { priorScales.count }

    /// What other parts of a forecast, and its other columns, are called.
    private static let taken = [
        "trend", "floor", "held_at_zero", "unique_id", "ds", "p10", "p50", "p90",
    ]

    init(
        _ settings: ProphetSettings, times: [Double], columns: ProphetColumns
    ) throws(ProphetRefusal) {
        seasons = Self.seasons(settings, times: times)
        holidays = settings.holidays
        regressors = settings.regressors
        for season in seasons {
            guard season.period > 0, season.order > 0 else { throw .unusableSeason(season.name) }
            try add(season.name, 2 * season.order, season.priorScale, season.mode)
        }
        for holiday in holidays {
            let count = holiday.upperWindow - holiday.lowerWindow + 1
            try add(
                holiday.name, max(count, 0), holiday.priorScale,
                settings.holidayMode ?? settings.seasonMode, isHoliday: true)
        }
        for regressor in regressors {
            try add(regressor.name, 1, regressor.priorScale, regressor.mode)
            scales.append(Self.scale(try Self.column(regressor.name, columns, times.count)))
        }
    }

    func isSeason(_ name: String) -> Bool { seasons.contains { $0.name == name } }

    private mutating func add(
        _ name: String, _ count: Int, _ prior: Double, _ mode: ProphetSettings.Mode,
        isHoliday: Bool = false
    ) throws(ProphetRefusal) {
        let isTaken = components.contains { $0.name.utf8.elementsEqual(name.utf8) }
        guard !isTaken, !Self.taken.contains(name) else { throw .duplicateName(name) }
        guard ProphetSettings.priorScales ~= prior else { throw .unusablePriorScale }
        components.append(
            Component(
                name: name, columns: width..<(width + count), mode: mode, isHoliday: isHoliday))
        for _ in 0..<count { priorScales.append(prior) }
    }

    /// A row of `width` columns for each time, one after another.
    func rows(at times: [Double], _ columns: ProphetColumns) throws(ProphetRefusal) -> [Double] {
        var rows = [Double](repeating: 0, count: width * times.count)
        var start = 0
        for season in seasons {
            let holds = try season.condition.map { (name) throws(ProphetRefusal) in
                try Self.condition(name, columns, times.count)
            }
            for (index, time) in times.enumerated() where holds?[index] ?? true {
                Self.fill(&rows, at: index * width + start, season, time)
            }
            start += 2 * season.order
        }
        for holiday in holidays {
            fill(&rows, from: start, holiday, times)
            start += max(holiday.upperWindow - holiday.lowerWindow + 1, 0)
        }
        for (position, regressor) in regressors.enumerated() {
            let values = try Self.column(regressor.name, columns, times.count)
            for (index, value) in values.enumerated() {
                let scale = scales[position]
                rows[index * width + start] = (value - scale.mean) / scale.deviation
            }
            start += 1
        }
        return rows
    }

    /// sin and cos of 2πnt/period for n = 1, 2, …, by the addition theorem.
    private static func fill(
        _ rows: inout [Double], at start: Int, _ season: ProphetSettings.Season, _ time: Double
    ) {
        let turns = (time / season.period).truncatingRemainder(dividingBy: 1)
        let first = Elementary.sineAndCosine(2 * Elementary.pi * turns)
        var (sine, cosine) = (first.sine, first.cosine)
        for order in 0..<season.order {
            rows[start + 2 * order] = sine
            rows[start + 2 * order + 1] = cosine
            (sine, cosine) = (
                sine * first.cosine + cosine * first.sine,
                cosine * first.cosine - sine * first.sine
            )
        }
    }

    private func fill(
        _ rows: inout [Double], from start: Int, _ holiday: ProphetHoliday, _ times: [Double]
    ) {
        guard holiday.lowerWindow <= holiday.upperWindow else { return }
        var offsets: [Int: [Int]] = [:]
        for day in Set(holiday.days) {
            for offset in holiday.window(of: day) {
                offsets[day + offset, default: []].append(offset - holiday.lowerWindow)
            }
        }
        for (index, time) in times.enumerated() {
            for column in offsets[Int(time.rounded(.down))] ?? [] {
                rows[index * width + start + column] = 1
            }
        }
    }

    private static func column(
        _ name: String, _ columns: ProphetColumns, _ count: Int
    ) throws(ProphetRefusal) -> [Double] {
        guard let values = columns.values[name] else { throw .missingColumn(name) }
        guard values.count == count else { throw .unevenColumns }
        guard !values.contains(where: { $0.isNaN }) else { throw .missingValue(column: name) }
        guard values.allSatisfy({ $0.magnitude <= Forecaster.mostMagnitude }) else {
            throw .valueTooLarge(column: name)
        }
        return values
    }

    private static func condition(
        _ name: String, _ columns: ProphetColumns, _ count: Int
    ) throws(ProphetRefusal) -> [Bool] {
        let values = try column(name, columns, count)
        guard values.allSatisfy({ $0 == 0 || $0 == 1 }) else { throw .notBinary(column: name) }
        return values.map { $0 == 1 }
    }

    /// Ones and zeros, and what never changes, stay as they are.
    private static func scale(_ values: [Double]) -> (mean: Double, deviation: Double) {
        guard let first = values.first, values.contains(where: { $0 != first }),
            !values.allSatisfy({ $0 == 0 || $0 == 1 })
        else { return (0, 1) }
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let deviation = (squares / Double(values.count - 1)).squareRoot()
        return (mean, deviation > 0 ? deviation : 1)
    }

    /// Yearly from two years of past, weekly from two weeks with steps below a week, daily from
    /// two days with steps below a day.
    private static func seasons(
        _ settings: ProphetSettings, times: [Double]
    ) -> [ProphetSettings.Season] {
        var seasons: [ProphetSettings.Season] = []
        func addUsual(_ name: String, _ period: Double, _ order: Int) {
            guard !settings.seasons.contains(where: { $0.name == name }) else { return }
            seasons.append(
                .init(
                    name, period: period, order: order, priorScale: settings.seasonPriorScale,
                    mode: settings.seasonMode))
        }
        if settings.addsUsualSeasons, let first = times.first, let last = times.last {
            let gaps = zip(times.dropFirst(), times).map { $0 - $1 }.filter { $0 > 0 }
            let gap = gaps.min() ?? 1
            if last - first >= 730 { addUsual("yearly", 365.25, 10) }
            if last - first >= 14, gap < 7 { addUsual("weekly", 7, 3) }
            if last - first >= 2, gap < 1 { addUsual("daily", 1, 4) }
        }
        return settings.seasons + seasons
    }
}
