/// The evenly spaced steps on which a series' times lie, onwards into the future.
public struct Timeline: Sendable {
    public let frequency: Frequency
    /// Steps from the first time to the last, both included.
    public let count: Int
    private let ruler: StepRuler
    private let grid: StepGrid

    /// Orders the values by time and gives each step its value, NaN where there is none.
    ///
    /// - Parameter frequency: nil to see it from the times.
    public static func arranged(
        _ times: [TimePoint], _ values: [Double], frequency: Frequency?
    ) throws(ForecastRefusal) -> (timeline: Timeline, values: [Double]) {
        let order = times.indices.sorted { times[$0] < times[$1] }
        guard let start = order.first else { throw .noValues }
        for time in times where (time.form == .number) != (times[start].form == .number) {
            throw .mixedTimes(time.text)
        }
        for (left, right) in zip(order, order.dropFirst())
        where times[left].value == times[right].value {
            throw .duplicateTime(times[left].text)
        }
        let sorted = order.map { times[$0] }
        guard let seen = frequency ?? Frequency(of: sorted) else { throw .unevenTimes }
        let timeline = try Timeline(seen, sorted, isNamed: frequency != nil)
        var filled = [Double](repeating: .nan, count: timeline.count)
        for index in order {
            if let step = timeline.step(of: times[index]) { filled[step] = values[index] }
        }
        return (timeline, filled)
    }

    private init(
        _ frequency: Frequency, _ sorted: [TimePoint], isNamed: Bool
    ) throws(ForecastRefusal) {
        self.frequency = frequency
        var ruler = StepRuler(frequency, of: sorted)
        guard ruler.isOfNumbers == (sorted.first?.form == .number) else {
            throw .unfitFrequency(frequency.name)
        }
        var grid = StepGrid(try Self.places(sorted, on: ruler), length: ruler.length)
        // A month's value may have been moved into the month beside it.
        for shift in ruler.shifts.dropFirst() where grid.crowded != nil {
            ruler = StepRuler(frequency, of: sorted, shift: shift)
            grid = StepGrid(try Self.places(sorted, on: ruler), length: ruler.length)
        }
        if ruler.isOfNumbers || ruler.isOfClock && !isNamed {
            for time in sorted where (time.value - grid.first) % grid.length != 0 {
                throw .irregularTime(time.text)
            }
        }
        if let crowded = grid.crowded {
            throw .crowdedStep(time: sorted[crowded].text, frequency: frequency.name)
        }
        guard grid.count <= Int64(Forecaster.mostValues) else { throw .tooManyValues }
        count = Int(grid.count)
        (self.ruler, self.grid) = (ruler, grid)
    }

    private static func places(
        _ times: [TimePoint], on ruler: StepRuler
    ) throws(ForecastRefusal) -> [Int64] {
        var places: [Int64] = []
        for time in times {
            guard let place = ruler.place(of: time) else {
                throw .irregularTime(time.text)
            }
            places.append(place)
        }
        return places
    }

    /// The time so many steps after the first; nil beyond the calendar, and beyond the numbers
    /// that can be read.
    public func time(at step: Int) -> TimePoint? {
        let (way, isTooFar) = grid.length.multipliedReportingOverflow(by: Int64(step))
        let (place, isBeyond) = grid.first.addingReportingOverflow(way)
        return isTooFar || isBeyond ? nil : ruler.time(at: place)
    }

    /// The times of steps of the past.
    func times(of steps: [Int]) -> [TimePoint] { steps.compactMap { time(at: $0) } }

    /// The times of the steps after the last one.
    func times(after horizon: Int) throws(ForecastRefusal) -> [TimePoint] {
        var times: [TimePoint] = []
        for step in 0..<horizon {
            guard let time = time(at: count + step) else { throw .timeOutOfRange }
            times.append(time)
        }
        return times
    }

    /// The step on which a time lies, also after the last; nil where it lies on none.
    func step(of time: TimePoint) -> Int? {
        ruler.place(of: time).flatMap { Int(exactly: grid.step(of: $0)) }
    }
}
