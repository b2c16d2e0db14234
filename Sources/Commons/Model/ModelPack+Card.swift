import Insight
import Wire

extension ModelPack {
    /// What the card says that cannot be, in words; nil where all of it may be true. Whether it is
    /// true nobody can see without the table.
    func cardFault(of model: CreditModel) -> String? {
        calibrationFault ?? countFault ?? figureFault ?? curveFault
            ?? groupFault(model.featureNames.count)
    }

    /// A card is of the model with its calibration: without it probabilities are other ones.
    private var calibrationFault: String? {
        guard let said = card["calibration"]?.string else { return nil }
        let own = calibration.flatMap { Calibration(json: $0.bytes) }?.name
        return own == said
            ? nil
            : "the card says that the model is calibrated (\(said)), and its calibration is "
                + (own ?? "missing")
    }

    private var countFault: String? {
        guard let rows = card["rows"]?.integer else { return nil }
        guard rows >= 0 else { return "\(rows) rows" }
        guard let events = card["events"]?.integer else { return nil }
        return (0...rows).contains(events) ? nil : "\(events) events in \(rows) rows"
    }

    private var figureFault: String? {
        let ranges: [(String, ClosedRange<Double>)] = [
            ("auc", 0...1), ("ks", 0...1), ("gini", -1...1), ("brier", 0...1),
            ("log_loss", 0...Double.greatestFiniteMagnitude),
        ]
        for (name, range) in ranges {
            guard let value = card[name]?.double else { continue }
            if !range.contains(value) { return "\(name) of \(value)" }
        }
        return nil
    }

    private var curveFault: String? {
        let bins = card["curve"]?.array ?? []
        var sum: Int64 = 0
        for bin in bins {
            let count = bin["rows"]?.integer ?? -1
            let shares = [bin["mean_probability"]?.double, bin["share"]?.double]
            guard count > 0, shares.allSatisfy({ (0...1).contains($0 ?? -1) }) else {
                return "a bin of the calibration curve has no rows, or shares beyond 0 and 1"
            }
            let (next, isBeyond) = sum.addingReportingOverflow(count)
            sum = isBeyond ? .max : next
        }
        guard let rows = card["rows"]?.integer, sum > rows else { return nil }
        return "the calibration curve is of \(sum) rows, the table of \(rows)"
    }

    private func groupFault(_ features: Int) -> String? {
        guard let groups = card["groups"]?.array else { return nil }
        let isFit = groups.count == features
            && groups.allSatisfy { (0..<Int64(features)).contains($0.integer ?? -1) }
        return isFit ? nil : "groups that are not of its \(features) features"
    }
}
