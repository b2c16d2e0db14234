import Insight
import Wire

extension ModelPack {
    /// What the card says that cannot be, in words; nil where all of it may be true. Whether it is
    /// true nobody can see without the table.
    func cardFault(of model: CreditModel) -> String? {
        calibrationFault ?? countFault ?? figureFault
            ?? listFault("curve", of: ["mean_probability", "share"])
            ?? listFault("bands", of: ["from", "through", "share"]) ?? orderFault
            ?? groupFault(model.featureNames.count)
    }

    /// A card is of the model with its calibration: without it probabilities are other ones.
    private var calibrationFault: String? {
        if case .isotonic? = calibration.flatMap({ Calibration(json: $0.bytes) }) {
            return "a calibration of steps, as releases before this one wrote: points cannot say "
                + "what its probabilities say. Train the model again"
        }
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
        guard (0...rows).contains(events) else { return "\(events) events in \(rows) rows" }
        guard events == 0 || events == rows, card["auc"]?.double != nil else { return nil }
        return "an area under the curve of rows with one outcome alone"
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
        guard let area = card["auc"]?.double, let gini = card["gini"]?.double,
            (2 * area - 1 - gini).magnitude > 0.01
        else { return nil }
        return "gini of \(gini) beside an area under the curve of \(area)"
    }

    /// What is wrong with a list that says of so many rows each what became of them.
    private func listFault(_ name: String, of shares: [String]) -> String? {
        guard let said = card[name], said.kind != .null else { return nil }
        guard let items = said.array else { return "\(name) is no list" }
        var sum: Int64 = 0
        for item in items {
            let count = item["rows"]?.integer ?? -1
            guard count > 0, shares.allSatisfy({ (0...1).contains(item[$0]?.double ?? -1) })
            else { return "an item of \(name) has no rows, or shares beyond 0 and 1" }
            let (next, isBeyond) = sum.addingReportingOverflow(count)
            sum = isBeyond ? .max : next
        }
        guard let rows = card["rows"]?.integer, sum > rows else { return nil }
        return "\(name) is of \(sum) rows, the table of \(rows)"
    }

    /// Bands of probability stand one above another.
    private var orderFault: String? {
        var last = 0.0
        for band in card["bands"]?.array ?? [] {
            guard let from = band["from"]?.double, let through = band["through"]?.double,
                last <= from, from <= through
            else { return "bands that are in each other's way" }
            last = through
        }
        return nil
    }

    private func groupFault(_ features: Int) -> String? {
        guard let groups = card["groups"]?.array else { return nil }
        let isFit = groups.count == features
            && groups.allSatisfy { (0..<Int64(features)).contains($0.integer ?? -1) }
        return isFit ? nil : "groups that are not of its \(features) features"
    }
}
