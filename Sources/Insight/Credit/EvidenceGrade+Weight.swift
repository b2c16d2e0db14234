import Ledger

extension EvidenceGrade {
    /// How far good news is believed: in full only where a tax authority has written it down too.
    public var weight: Double {
        switch self {
        case .statement: 0.6
        case .singleReading: 0.8
        case .doubleCheck: 0.85
        case .acknowledgement: 0.9
        case .structured: 0.95
        case .fiscal: 1
        }
    }
}

