extension SeriesTable.Series {
    /// One value a step, oldest first, NaN where one is missing.
    ///
    /// - Parameter first: the first value's time; the others follow at this frequency.
    public init(
        _ values: [Double], from first: TimePoint, every frequency: Frequency
    ) throws(ForecastRefusal) {
        guard values.count <= Forecaster.mostValues else { throw .tooManyValues }
        self.init(name: "series")
        let ruler = StepRuler(frequency, of: [first])
        guard ruler.isOfNumbers == (first.form == .number) else {
            throw .unfitFrequency(frequency.name)
        }
        guard let start = ruler.place(of: first) else { throw .irregularTime(first.text) }
        for step in values.indices {
            guard let time = ruler.time(at: start + ruler.length * Int64(step)) else {
                throw .timeOutOfRange
            }
            times.append(time)
        }
        self.values = values
    }

    /// The rows up to the last that has a value, all where none has: those after it are the future
    /// that is to be forecast, of which they may tell further columns.
    var past: Self {
        var last: TimePoint?
        for (time, value) in zip(times, values) where !value.isNaN {
            last = max(last ?? time, time)
        }
        guard let last else { return self }
        let kept = times.indices.filter { times[$0] <= last }
        guard kept.count < times.count else { return self }
        var past = Self(name: name)
        past.times = kept.map { times[$0] }
        past.values = kept.map { values[$0] }
        past.columns = columns.mapValues { column in kept.map { column[$0] } }
        return past
    }
}
