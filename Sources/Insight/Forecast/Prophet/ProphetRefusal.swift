/// Why the Prophet model cannot be fitted or asked.
public enum ProphetRefusal: Error, Sendable, Equatable {
    case tooFewValues
    case unevenColumns
    case missingColumn(String)
    case missingValue(column: String)
    case valueTooLarge(column: String)
    case notBinary(column: String)
    case capacityMissing
    case capacityBelowFloor
    case capacityTooLarge
    case unusablePriorScale
    case changepointOutside
    case unusableSeason(String)
    case duplicateName(String)

    /// Follows the series' name.
    public var message: String {
        switch self {
        case .tooFewValues: "needs values at two different times at least for the Prophet model"
        case .unevenColumns: "has columns of different lengths"
        case .missingColumn(let name): "needs the column \(name) in the past and the future"
        case .missingValue(let name): "has no number in the column \(name) at some time"
        case .valueTooLarge(let name):
            "has a value beyond 1,000,000,000,000,000 in the column \(name)"
        case .notBinary(let name): "has something else than 0 and 1 in the condition \(name)"
        case .capacityMissing: "needs a capacity for logistic growth"
        case .capacityBelowFloor: "has a capacity that is not above its floor"
        case .capacityTooLarge: "has a capacity or a floor beyond 1,000,000,000,000,000"
        case .unusablePriorScale: "has a prior whose scale is not from 0.000001 to 1000000"
        case .changepointOutside: "has a change point outside its past"
        case .unusableSeason(let name):
            "has a season \(name) whose period or number of waves is not positive"
        case .duplicateName(let name): "has two columns or parts of the name \(name)"
        }
    }
}
