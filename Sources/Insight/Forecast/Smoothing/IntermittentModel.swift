/// The mean of a series that is mostly zero: J. Croston, "Forecasting and stock control for
/// intermittent demands", 1972, with the correction of A. Syntetos and J. Boylan (2005); and
/// R. Teunter, A. Syntetos and M. Babai (2011), whose rate decays while nothing happens.
public struct IntermittentModel: Sendable {
    public enum Form: Sendable { case croston, decaying }

    /// What to expect at each later step.
    public let rate: Double

    public init(_ values: [Double], form: Form) {
        var best = (error: Double.infinity, rate: values.last ?? 0)
        for weight in [0.05, 0.1, 0.15, 0.2, 0.3] {
            let run = form == .croston
                ? Self.croston(values, weight) : Self.decaying(values, weight)
            if run.error < best.error { best = run }
        }
        rate = best.rate
    }

    private static func croston(
        _ values: [Double], _ weight: Double
    ) -> (error: Double, rate: Double) {
        guard let first = values.firstIndex(where: { $0 != 0 }) else { return (0, 0) }
        var size = values[first]
        var gap = Double(max(first + 1, values.count / max(values.count { $0 != 0 }, 1)))
        var since = 1.0
        var error = 0.0
        for value in values[(first + 1)...] {
            let miss = value - (1 - weight / 2) * size / gap
            error += miss * miss
            if value != 0 {
                size += weight * (value - size)
                gap += weight * (since - gap)
                since = 1
            } else {
                since += 1
            }
        }
        return (error, (1 - weight / 2) * size / gap)
    }

    private static func decaying(
        _ values: [Double], _ weight: Double
    ) -> (error: Double, rate: Double) {
        let events = values.filter { $0 != 0 }
        guard let first = events.first else { return (0, 0) }
        var size = first
        var chance = Double(events.count) / Double(values.count)
        var error = 0.0
        for value in values {
            let miss = value - chance * size
            error += miss * miss
            chance += weight * 0.5 * ((value != 0 ? 1 : 0) - chance)
            if value != 0 { size += weight * (value - size) }
        }
        return (error, chance * size)
    }
}
