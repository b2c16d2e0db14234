extension ProphetHoliday {
    /// Reads Prophet's table: `holiday`, `ds`, perhaps `lower_window`, `upper_window` and
    /// `prior_scale`, one row a day. Each day has its row's windows; a name has one scale for all
    /// its days.
    public static func read(csv bytes: [UInt8]) throws(SeriesTableError) -> [ProphetHoliday] {
        var rows = CSVRows(bytes)
        guard let header = try rows.next() else { throw SeriesTableError.empty }
        let names = header.map { String(decoding: $0, as: UTF8.self) }
        guard let name = names.firstIndex(of: "holiday"), let day = names.firstIndex(of: "ds")
        else {
            throw SeriesTableError(line: 1, "needs the columns holiday and ds; it has \(names)")
        }
        let lower = names.firstIndex(of: "lower_window")
        let upper = names.firstIndex(of: "upper_window")
        let prior = names.firstIndex(of: "prior_scale")
        var holidays: [ProphetHoliday] = []
        var places: [[UInt8]: Int] = [:]
        while let row = try rows.next() {
            if row.count == 1, row[0].isEmpty { continue }
            guard row.count == names.count else {
                throw SeriesTableError(
                    line: rows.line, "has \(row.count) fields instead of \(names.count)")
            }
            let text = String(decoding: row[day], as: UTF8.self)
            guard let time = TimePoint(text), time.form != .number else {
                throw SeriesTableError(line: rows.line, "has \"\(text)\" for ds, which is no day")
            }
            let key = String(decoding: row[name], as: UTF8.self)
            let place = places[row[name]] ?? holidays.count
            let before = try window(row, lower, -60...0, rows.line)
            let after = try window(row, upper, 0...60, rows.line)
            let scale = try priorScale(row, prior, rows.line)
            if place == holidays.count {
                places[row[name]] = place
                holidays.append(ProphetHoliday(key, days: [], priorScale: scale))
            }
            guard holidays[place].priorScale == scale else {
                throw SeriesTableError(
                    line: rows.line,
                    "has the prior_scale \(scale) for \(key), which has "
                        + "\(holidays[place].priorScale) in a line before")
            }
            holidays[place].add(Int(time.days.rounded(.down)), window: before...after)
        }
        return holidays
    }

    /// 10 where the cell is empty, as in Prophet.
    private static func priorScale(
        _ row: [[UInt8]], _ column: Int?, _ line: Int
    ) throws(SeriesTableError) -> Double {
        guard let column, !row[column].isEmpty else { return 10 }
        let text = String(decoding: row[column], as: UTF8.self)
        guard let scale = Double(text), ProphetSettings.priorScales ~= scale else {
            throw SeriesTableError(
                line: line,
                "has \"\(text)\" for prior_scale, which goes from 0.000001 to 1000000")
        }
        return scale
    }

    private static func window(
        _ row: [[UInt8]], _ column: Int?, _ range: ClosedRange<Int>, _ line: Int
    ) throws(SeriesTableError) -> Int {
        guard let column, !row[column].isEmpty else { return 0 }
        let text = String(decoding: row[column], as: UTF8.self)
        guard let value = Int(text), range ~= value else {
            throw SeriesTableError(
                line: line,
                "has \"\(text)\" for a window; it goes from \(range.lowerBound) to "
                    + "\(range.upperBound) days")
        }
        return value
    }
}
