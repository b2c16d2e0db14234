/// How much of a code may be lost: about 7, 15, 25 and 30 per cent of its codewords.
public enum CodeLevel: String, CaseIterable, Sendable {
    case low = "L"
    case medium = "M"
    case quartile = "Q"
    case high = "H"

    /// The two bits that stand for the level in a code.
    init(bits: Int) {
        switch bits & 3 {
        case 0: self = .medium
        case 1: self = .low
        case 2: self = .high
        default: self = .quartile
        }
    }
}
