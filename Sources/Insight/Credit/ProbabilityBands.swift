import Wire

/// How sure a model is of a probability, from its card: Wilson's interval of the events among the
/// out-of-fold rows that had such a probability, or, for an expert's scorecard, the expert's doubt.
///
/// It says what became of such rows, and is not moved to the probability: where it does not hold
/// it, the model is off there. Such are the rows of the card's band (`ProbabilityBand`) that the
/// probability lies in; cards of earlier releases have the tenths of their calibration curve.
public struct ProbabilityBands: Sendable {
    private struct Band {
        let from: Double
        let through: Double
        let interval: ShareInterval
    }

    /// In rising order of probability.
    private let bands: [Band]
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
        bands = card?["bands"]?.array.map(Self.bands) ?? Self.tenths(card?["curve"]?.array ?? [])
        let isExpert = card?["kind"]?.string == "expert"
        let stated = isExpert ? card?["doubt"]?.double : nil
        doubt = stated.map { $0 > 0 && $0 < 5 ? max($0, Self.leastDoubt) : 1 }
    }

    private static func bands(_ items: [JSONValue]) -> [Band] {
        items.compactMap { item in
            guard let from = item["from"]?.double, let through = item["through"]?.double,
                let interval = interval(item)
            else { return nil }
            return Band(from: from, through: through, interval: interval)
        }
    }

    /// The tenth of a curve's bin is that of its mean; a border belongs to the bin below it.
    private static func tenths(_ curve: [JSONValue]) -> [Band] {
        curve.compactMap { bin in
            guard let mean = bin["mean_probability"]?.double, let interval = interval(bin)
            else { return nil }
            let tenth = (1..<10).first { mean <= Double($0) / 10 } ?? 10
            return Band(
                from: Double(tenth - 1) / 10, through: Double(tenth) / 10, interval: interval)
        }
    }

    private static func interval(_ item: JSONValue) -> ShareInterval? {
        guard let rows = item["rows"]?.double, let share = item["share"]?.double,
            rows >= fewest, rows <= most, 0...1 ~= share
        else { return nil }
        return ShareInterval(events: Int((rows * share).rounded()), rows: Int(rows))
    }

    /// Nil where fewer than 20 out-of-fold rows had such a probability.
    public func interval(_ probability: Double) -> (low: Double, high: Double)? {
        if let doubt { return Self.spread(probability, doubt) }
        guard let band = bands.first(where: { probability <= $0.through }),
            probability >= band.from
        else { return nil }
        return (band.interval.low, band.interval.high)
    }

    private static func spread(_ probability: Double, _ doubt: Double) -> (Double, Double)? {
        guard probability > 0, probability < 1 else { return nil }
        let logOdds = Elementary.log(probability / (1 - probability))
        func share(_ value: Double) -> Double { 1 / (1 + Elementary.exp(-value)) }
        return (share(logOdds - reach * doubt), share(logOdds + reach * doubt))
    }
}
