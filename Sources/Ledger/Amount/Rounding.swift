/// How a quotient that is no whole number becomes one.
public enum Rounding: String, Hashable, Sendable, CaseIterable {
    /// To the nearest, ties away from zero: 0.5 -> 1, -0.5 -> -1. The commercial rule, and the one
    /// under which a credit note mirrors its invoice to the last unit.
    case halfUp = "half_up"
    /// To the nearest, ties to the even neighbour.
    case halfEven = "half_even"
    /// To the nearest, ties toward positive infinity: -0.5 -> 0. What XPath's `round` does, and
    /// with it some validators of electronic invoices.
    case halfUpTowardPositive = "half_up_toward_positive"
    /// Toward zero.
    case down
    /// Away from zero.
    case up

    /// `dividend / divisor`, rounded once. The divisor is positive.
    public func quotient(_ dividend: Int128, dividedBy divisor: Int128) -> Int128 {
        precondition(divisor > 0, "a rounded quotient needs a positive divisor")
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        if remainder == 0 { return quotient }
        let away: Int128 = dividend < 0 ? -1 : 1
        let twice = remainder.magnitude * 2
        let isTie = twice == divisor.magnitude
        let isPastHalf = twice > divisor.magnitude
        let roundsAway =
            switch self {
            case .down: false
            case .up: true
            case .halfUp: isPastHalf || isTie
            case .halfEven: isPastHalf || (isTie && !quotient.isMultiple(of: 2))
            case .halfUpTowardPositive: isPastHalf || (isTie && dividend > 0)
            }
        return roundsAway ? quotient + away : quotient
    }
}
