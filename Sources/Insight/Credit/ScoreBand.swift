/// A letter for a probability of default.
public enum ScoreBand: String, Sendable, CaseIterable {
    case a = "A"
    case b = "B"
    case c = "C"
    case d = "D"
    case e = "E"

    public init(probability: Double) {
        if probability < 0.02 {
            self = .a
        } else if probability < 0.05 {
            self = .b
        } else if probability < 0.1 {
            self = .c
        } else {
            self = probability < 0.2 ? .d : .e
        }
    }
}
