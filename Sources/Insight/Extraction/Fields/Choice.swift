/// One value offered for a field, with the numbers that speak for it.
struct Choice {
    /// As it is shown.
    var value: String
    /// Equal keys are the same value.
    var key: [UInt8]
    var box: Box
    var page: Int
    var evidence: [Double]
    /// Which reading of the paper it comes from.
    var reading: Int
    /// Supplier: the lines of the name.
    var lines: ClosedRange<Int>?
}

/// The choices of one field from all readings of a paper.
struct Choices {
    private(set) var offered: [Choice] = []
    private(set) var chances: [Double] = []
    private let model: ChoiceModel

    /// What two readings both say, or what stands in the one that exists, counts for more than
    /// what only one of two says.
    init(_ readings: [[Choice]], model: ChoiceModel) {
        self.model = model
        for (index, choices) in readings.enumerated() {
            for choice in choices {
                var choice = choice
                choice.evidence += readings.count == 1 ? [1, 0] : [0, Double(index)]
                offer(choice)
            }
        }
        chances = model.probabilities(offered.map { $0.evidence })
    }

    private mutating func offer(_ choice: Choice) {
        guard let known = offered.firstIndex(where: { $0.key == choice.key }) else {
            offered.append(choice)
            return
        }
        let isOther = offered[known].reading != choice.reading
        if model.score(choice.evidence) > model.score(offered[known].evidence) {
            offered[known] = choice
        }
        if isOther {
            let end = offered[known].evidence.count
            offered[known].evidence.replaceSubrange(end - 2..<end, with: [1, 0])
        }
    }

    /// Below this a value is more often wrong than worth correcting, and is left out.
    private static let leastChance = 0.08

    var best: (choice: Choice, chance: Double)? {
        guard let index = chances.indices.max(by: { chances[$0] < chances[$1] }),
            chances[index] >= Self.leastChance
        else { return nil }
        return (offered[index], chances[index])
    }
}
