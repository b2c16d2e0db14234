/// A letter for a probability of default.
public enum ScoreBand: String, Sendable, CaseIterable {
    case a = "A"
    case b = "B"
    case c = "C"
    case d = "D"
    case e = "E"

    /// What the band suggests to whoever decides: A to C yes, D and E no.
    public var suggestsApproval: Bool {
        switch self {
        case .a, .b, .c: true
        case .d, .e: false
        }
    }

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
