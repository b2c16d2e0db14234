import Wire

/// What kind of fault a field has, for programs that say it in their reader's language: a stable
/// name, and the bounds and facts that it tells of. `docs/errors.md` lists them.
public struct FaultCode: Sendable, Hashable {
    public let name: String
    /// The least and the most that would be right, in what the name counts.
    public let least: Int64?
    public let most: Int64?
    /// Words and figures of the case: the line of a file, the text that stands there.
    public let facts: [Fact]

    init(_ name: String, least: Int64? = nil, most: Int64? = nil, _ facts: [Fact] = []) {
        self.name = name
        self.least = least
        self.most = most
        self.facts = facts
    }

    static let required = FaultCode("required")
    static let notADecimal = FaultCode("not_a_decimal")
    static let numberTooLarge = FaultCode("number_too_large")
    static let notADay = FaultCode("not_a_day")
    static let notACurrency = FaultCode("not_a_currency")
    static let notAChoice = FaultCode("not_a_choice")
    static let textEmpty = FaultCode("text_empty")
    static let controlCharacter = FaultCode("control_character")
    static let totalNegative = FaultCode("total_negative")

    /// - Parameter most: zero where only whole numbers are taken.
    static func tooManyDecimals(most: Int) -> FaultCode {
        FaultCode("too_many_decimals", most: Int64(most))
    }

    static func textTooLong(most: Int) -> FaultCode {
        FaultCode("text_too_long", most: Int64(most))
    }

    static func textTooShort(least: Int) -> FaultCode {
        FaultCode("text_too_short", least: Int64(least))
    }

    static func outOfRange(_ range: ClosedRange<Int64>) -> FaultCode {
        FaultCode("out_of_range", least: range.lowerBound, most: range.upperBound)
    }

    static func itemCount(_ range: ClosedRange<Int>) -> FaultCode {
        FaultCode("item_count", least: Int64(range.lowerBound), most: Int64(range.upperBound))
    }
}
