import Insight
import Wire

/// Whose words the limits of use are.
public enum CardLimits: String, Codable, Sendable, CaseIterable {
    /// Of the expert's scorecard that the program carries.
    case expert
    /// What every model of `commons train` says.
    case table
    /// The uploader's own.
    case own

    init?(of card: JSONValue) {
        guard let text = card["limits"]?.string else { return nil }
        if text == StandardLimits.ofTable {
            self = .table
        } else {
            self = text == ShippedModel.pack.card["limits"]?.string ? .expert : .own
        }
    }
}
