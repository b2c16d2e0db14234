import Ledger
import Testing

@Suite struct RoundingTests {
    /// The quotients of -25, -15, -5, 5, 15, 25 and of -26, -24, 24, 26 by 10.
    @Test(arguments: [
        (Rounding.halfUp, [-3, -2, -1, 1, 2, 3], [-3, -2, 2, 3]),
        (.halfEven, [-2, -2, 0, 0, 2, 2], [-3, -2, 2, 3]),
        (.halfUpTowardPositive, [-2, -1, 0, 1, 2, 3], [-3, -2, 2, 3]),
        (.down, [-2, -1, 0, 0, 1, 2], [-2, -2, 2, 2]),
        (.up, [-3, -2, -1, 1, 2, 3], [-3, -3, 3, 3]),
    ])
    func tiesAndOthersFollowTheRule(rounding: Rounding, ties: [Int128], others: [Int128]) {
        let dividends: [Int128] = [-25, -15, -5, 5, 15, 25]
        #expect(dividends.map { rounding.quotient($0, dividedBy: 10) } == ties)
        let rest: [Int128] = [-26, -24, 24, 26]
        #expect(rest.map { rounding.quotient($0, dividedBy: 10) } == others)
    }

    @Test(arguments: Rounding.allCases)
    func wholeQuotientsAreLeftAlone(rounding: Rounding) {
        for whole in Int128(-50)...50 {
            #expect(rounding.quotient(whole * 7, dividedBy: 7) == whole)
        }
    }
}
