import Wire

/// How sure a model is of a probability, from its card: the share of events that out-of-fold rows
/// of about this probability had, or, for an expert's scorecard, the expert's own doubt.
public struct ProbabilityBands: Sendable {
    /// In rising order of probability.
    private let bands: [(mean: Double, interval: ShareInterval)]
    /// Standard deviation of the log-odds, as an expert states it; nil for a fitted model.
    private let doubt: Double?

    /// Bands with fewer rows say nothing.
    private static let fewest = 20.0
    /// Nobody who has seen no outcome is surer.
    private static let leastDoubt = 0.25
    /// What `Int` holds in a browser.
    private static let most = Double(Int32.max)
    private static let reach = 1.959963984540054

    /// `card`: the `card.json` of a model folder.
    public init(card: JSONValue?) {
        var bands: [(mean: Double, interval: ShareInterval)] = []
        for bin in card?["curve"]?.array ?? [] {
            guard let rows = bin["rows"]?.double, let share = bin["share"]?.double,
                let mean = bin["mean_probability"]?.double,
                rows >= Self.fewest, rows <= Self.most, 0...1 ~= share,
                let interval = ShareInterval(
                    events: Int((rows * share).rounded()), rows: Int(rows))
            else { continue }
            bands.append((mean, interval))
        }
        self.bands = bands
        let isExpert = card?["kind"]?.string == "expert"
        let stated = isExpert ? card?["doubt"]?.double : nil
        doubt = stated.map { $0 > 0 && $0 < 5 ? max($0, Self.leastDoubt) : 1 }
    }

    /// Nil where nothing is known of rows with such a probability.
    public func interval(_ probability: Double) -> (low: Double, high: Double)? {
        if let doubt { return Self.spread(probability, doubt) }
        var nearest: (mean: Double, interval: ShareInterval)?
        for band in bands
        where abs(band.mean - probability) < abs((nearest?.mean ?? .infinity) - probability) {
            nearest = band
        }
        guard let nearest, abs(nearest.mean - probability) <= 0.1 else { return nil }
        // The band's width around this row's own probability.
        let shift = probability - nearest.interval.share
        return (
            max(0, min(nearest.interval.low + shift, probability)),
            min(1, max(nearest.interval.high + shift, probability))
        )
    }

    private static func spread(_ probability: Double, _ doubt: Double) -> (Double, Double)? {
        guard probability > 0, probability < 1 else { return nil }
        let logOdds = Elementary.log(probability / (1 - probability))
        func share(_ value: Double) -> Double { 1 / (1 + Elementary.exp(-value)) }
        return (share(logOdds - reach * doubt), share(logOdds + reach * doubt))
    }
}
