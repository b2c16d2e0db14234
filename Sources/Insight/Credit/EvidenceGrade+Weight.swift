import Ledger

extension EvidenceGrade {
    /// How far good news is believed: never in full, for nobody outside has been asked but the
    /// buyer. An electronic invoice and an authority's code are read without mistakes, which is
    /// worth a little more than a second person's look; their maker may still be the one who asks.
    public var weight: Double {
        switch self {
        case .statement: 0.6
        case .singleReading: 0.8
        case .doubleCheck: 0.85
        case .structured: 0.87
        case .fiscal: 0.88
        case .acknowledgement: 0.9
        }
    }
}

