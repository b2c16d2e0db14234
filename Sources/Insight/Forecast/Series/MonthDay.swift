import Ledger

/// The day of the month on which a series' values lie.
struct MonthDay: Sendable {
    /// Nil for the month's last.
    let number: Int?
    /// How many of the days lie on it.
    let share: Double

    /// The commonest, the later of two; the month's last where no other is commoner. In a shorter
    /// month its last day stands for the 29th, 30th and 31st.
    init(_ days: [Day]) {
        var counts = [Int](repeating: 0, count: 32)
        for day in days { counts[day.day] += 1 }
        let ends = days.count { $0.isMonthEnd }
        let most = counts.max() ?? 0
        let number = ends >= most ? nil : counts.lastIndex(of: most)
        self.number = number
        let held = days.count { day in
            day.day == number ?? day.monthEnd.day || day.isMonthEnd && day.day < number ?? 0
        }
        share = Double(held) / Double(max(days.count, 1))
    }

    /// This day in the month that begins on a day.
    func day(inMonthOf start: Day) -> Day {
        let last = start.monthEnd
        guard let number, number < last.day else { return last }
        return start.adding(days: number - 1)
    }

    /// Days by which times may be moved before one looks at their month, so that a value of the
    /// first that fell on the month before still belongs to its own.
    var shifts: [Int] {
        switch number {
        case .some(...13): [0, 15]
        case .some(14...17): [0]
        default: [0, -15]
        }
    }
}

extension Day {
    var monthsSinceYearZero: Int64 {
        let (year, month, _) = components
        return Int64(year * 12 + month - 1)
    }

    /// The first day of a month; nil outside the calendar.
    init?(monthsSinceYearZero months: Int64) {
        guard 12..<120_000 ~= months else { return nil }
        self.init(year: Int(months / 12), month: Int(months % 12) + 1, day: 1)
    }
}
