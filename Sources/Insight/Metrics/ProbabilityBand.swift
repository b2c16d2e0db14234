/// Rows of about one probability, and what became of them.
public struct ProbabilityBand: Equatable, Sendable {
    /// Its rows' probabilities lie above this one, but for the lowest band, which has it.
    public let from: Double
    public let through: Double
    public let rows: Int
    /// How many of them had the event.
    public let events: Int

    /// No band is wider: what a row of 5 % met says nothing of one of 20 %.
    static let widest = 0.1
    private static let most = 20
    private static let enough = 50

    /// Bands in rising order, twenty of equally many rows at most, of 50 rows and more where so
    /// many lie within a tenth. Equal probabilities stand in one band.
    public static func bands(_ probabilities: [Double], _ outcomes: [Bool]) -> [ProbabilityBand] {
        let order = probabilities.indices.filter { probabilities[$0].isFinite }
            .sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
        let wanted = max(enough, order.count / most)
        var found: [ProbabilityBand] = []
        var start = 0
        while start < order.count {
            let lowest = probabilities[order[start]]
            var (stop, events) = (start, 0)
            while stop < order.count {
                let value = probabilities[order[stop]]
                let isTied = stop > start && value == probabilities[order[stop - 1]]
                guard isTied || stop - start < wanted && value - lowest <= widest else { break }
                if outcomes[order[stop]] { events += 1 }
                stop += 1
            }
            let through = probabilities[order[stop - 1]]
            found.append(
                ProbabilityBand(
                    from: found.last.map { max($0.through, through - widest) } ?? lowest,
                    through: through, rows: stop - start, events: events))
            start = stop
        }
        return joined(found)
    }

    /// Without a last band of a few rows left over, where the one before has room for them.
    private static func joined(_ bands: [ProbabilityBand]) -> [ProbabilityBand] {
        guard let last = bands.last, let before = bands.dropLast().last, last.rows < enough,
            last.through - before.from <= widest
        else { return bands }
        return bands.dropLast(2) + [
            ProbabilityBand(
                from: before.from, through: last.through, rows: before.rows + last.rows,
                events: before.events + last.events)
        ]
    }
}
