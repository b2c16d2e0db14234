import Ledger
import Testing

@Suite struct AllocationTests {
    /// whole | weights | rule | parts
    @Test(arguments: [
        ("100.00", [1, 1, 1], Allocation.Remainder.largest, ["33.34", "33.33", "33.33"]),
        ("100.00", [1, 1, 1], .first, ["33.34", "33.33", "33.33"]),
        ("0.05", [3, 7], .largest, ["0.02", "0.03"]),
        ("0.05", [0, 1, 1], .first, ["0.00", "0.03", "0.02"]),
        ("100.00", [1, 5, 1], .largestHolder, ["14.28", "71.44", "14.28"]),
        ("-100.00", [1, 5, 1], .largestHolder, ["-14.28", "-71.44", "-14.28"]),
        ("-0.01", [1, 1], .largest, ["-0.01", "0.00"]),
        ("0.00", [1, 2], .largest, ["0.00", "0.00"]),
    ])
    func partsAreSplitByTheNamedRule(
        whole: String, weights: [Int64], rule: Allocation.Remainder, expected: [String]
    ) throws {
        let money = try Money(decimal: whole, currency: .kes)
        let parts = try Allocation.split(money, byWeights: weights, remainder: rule)
        #expect(parts.map(\.decimal) == expected)
    }

    @Test(arguments: Allocation.Remainder.allCases)
    func partsSumToTheWholeAndStayWithinAUnitOfTheirShare(rule: Allocation.Remainder) throws {
        var random = SeededGenerator(seed: 13)
        for _ in 0..<3_000 {
            let whole = Money(minorUnits: Int64(bitPattern: random.next()), currency: .ugx)
            let count = Int.random(in: 1...12, using: &random)
            var weights = (0..<count).map { _ in
                Int64(bitPattern: random.next() >> UInt64.random(in: 1...62, using: &random))
            }
            weights[0] = max(1, weights[0])
            let parts = try Allocation.split(whole, byWeights: weights, remainder: rule)
            #expect(try Money.sum(parts, currency: .ugx) == whole)
            let slack: Int128 = rule == .largest ? 1 : Int128(count)
            let total = weights.reduce(Int128(0)) { $0 + Int128($1) }
            for (part, weight) in zip(parts, weights) {
                let share = Int128(whole.minorUnits) * Int128(weight) / total
                #expect((Int128(part.minorUnits) - share).magnitude <= slack.magnitude)
                if weight == 0 { #expect(part.isZero) }
            }
        }
    }

    @Test func theMirrorImageOfAWholeSplitsIntoMirrorImages() throws {
        let weights: [Int64] = [3, 1, 4, 1, 5, 9, 2, 6]
        for units in Int64(0)...500 {
            let whole = Money(minorUnits: units, currency: .kes)
            let parts = try Allocation.split(whole, byWeights: weights, remainder: .largest)
            let mirrored = try Allocation.split(
                whole.negated(), byWeights: weights, remainder: .largest)
            #expect(try mirrored == parts.map { part throws(MoneyError) in try part.negated() })
        }
    }

    @Test func theExtremesOfInt64AreSplitToo() throws {
        let smallest = Money(minorUnits: .min, currency: .kes)
        #expect(
            try Allocation.split(smallest, byWeights: [.max], remainder: .first) == [smallest])
        let halves = try Allocation.split(smallest, intoEqualParts: 2)
        #expect(try halves[0].adding(halves[1]) == smallest)
    }

    @Test func weightsMustMeanSomething() {
        let money = Money(minorUnits: 1, currency: .kes)
        #expect(throws: Allocation.Refusal.noWeights) {
            try Allocation.split(money, byWeights: [], remainder: .largest)
        }
        #expect(throws: Allocation.Refusal.noWeights) {
            try Allocation.split(money, intoEqualParts: -1)
        }
        #expect(throws: Allocation.Refusal.negativeWeight(index: 1)) {
            try Allocation.split(money, byWeights: [1, -1], remainder: .largest)
        }
        #expect(throws: Allocation.Refusal.allWeightsZero) {
            try Allocation.split(money, byWeights: [0, 0], remainder: .largest)
        }
    }
}
