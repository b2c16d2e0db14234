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
}
