extension SeriesForecast {
    /// What made the median, all in the series' units, so that the parts of a step sum to it:
    /// shares of the trend are multiplied out. Level and season where the model names no
    /// components.
    public var parts: [ForecastComponent] {
        guard let trend = components.first?.values else {
            let level = zip(median, seasonal).map { $0 - $1 }
            return [
                ForecastComponent(name: "level", isShare: false, values: level),
                ForecastComponent(name: "season", isShare: false, values: seasonal),
            ]
        }
        return components.map { component in
            ForecastComponent(
                name: component.name, isShare: false,
                values: component.isShare
                    ? zip(component.values, trend).map { $0 * $1 } : component.values)
        }
    }
}
