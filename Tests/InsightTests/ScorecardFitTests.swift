import Testing

@testable import Insight

@Suite("Which characteristics a scorecard keeps") struct ScorecardFitTests {
    /// Columns that share hidden causes, so that beside each other some would have the wrong sign.
    static func table(
        rows: Int, columns: Int, state: UInt64 = 3
    ) -> (columns: [Scorecard.Column], isBad: [Bool]) {
        var state = state
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / 0x1p53
        }
        var values = [[Double]](repeating: [], count: columns)
        var isBad: [Bool] = []
        for _ in 0..<rows {
            let hidden = (0..<3).map { _ in next() + next() + next() - 1.5 }
            for place in 0..<columns {
                let noise = (next() + next() - 1) * (place.isMultiple(of: 4) ? 0.2 : 1)
                values[place].append(hidden[place % 3] + noise)
            }
            let logOdds = hidden[0] * 1.5 - hidden[1] - 0.5
            isBad.append(next() < 1 / (1 + Elementary.exp(-logOdds)))
        }
        let named = values.enumerated().map {
            Scorecard.Column(name: "c\($0)", values: $1, isCategorical: false)
        }
        return (named, isBad)
    }

    private static func loss(_ fit: LogisticRegression, _ of: LogisticLoss) -> Double {
        of.value(fit.coefficients)
    }

    @Test("No other set of right-signed characteristics fits better") func best() throws {
        var wrongSigned = 0
        for seed in 3..<9 { wrongSigned += try Self.checkBest(seed: UInt64(seed)) }
        #expect(wrongSigned > 0, "tables on which signs do not matter say nothing")
    }

    /// How many sets of characteristics have a wrong sign among them.
    private static func checkBest(seed: UInt64) throws -> Int {
        let (columns, isBad) = Self.table(rows: 400, columns: 9, state: seed)
        let card = try #require(Scorecard(columns, isBad: isBad))
        #expect(card.regression.slopes.allSatisfy { $0 < 0 })
        let telling = columns.indices.compactMap { place -> (Int, BinnedColumn)? in
            let column = columns[place]
            guard let made = Characteristic(column.name, values: column.values, isBad: isBad),
                made.informationValue >= Scorecard.leastInformation
            else { return nil }
            return (place, BinnedColumn(made, values: column.values))
        }
        let all = SignedRegression(
            columns: telling.map { $0.1 }, outcomes: isBad, ridge: 1)
        var best = (value: Double.infinity, places: [Int]())
        var wrongSigned = 0
        for set in 1..<(1 << telling.count) {
            let places = telling.indices.filter { set & 1 << $0 != 0 }
            let loss = all.loss(places)
            let fit = try #require(LogisticRegression(loss, from: nil))
            guard fit.slopes.allSatisfy({ $0 < 0 }) else {
                wrongSigned += 1
                continue
            }
            let value = Self.loss(fit, loss)
            if value < best.value { best = (value, places.map { telling[$0].0 }) }
        }
        #expect(card.columns == best.places)
        let kept = telling.indices.filter { card.columns.contains(telling[$0].0) }
        #expect(abs(Self.loss(card.regression, all.loss(kept)) - best.value) <= 1e-9)
        return wrongSigned
    }

    @Test("A flag under which every row is bad, or none, is kept and weighs as half a row of each")
    func pureFlag() throws {
        for outcome in [true, false] {
            let isBad = (0..<1_000).map { $0 < 300 }
            // 100 rows of one outcome, and 900 of both without the flag.
            let flag = (0..<1_000).map { row in
                outcome ? row < 100 : row >= 900
            }.map { $0 ? 1.0 : 0.0 }
            for isCategorical in [false, true] {
                let made = try #require(
                    Characteristic(
                        "flag", values: flag, isBad: isBad, isCategorical: isCategorical))
                #expect(made.bins.count == 2)
                let (good, bad) = outcome ? (0.5, 100.5) : (100.5, 0.5)
                let wanted = Elementary.log((good / 700) / (bad / 300))
                #expect(abs(made.weight(of: 1) - wanted) <= 1e-12)
                #expect((made.weight(of: 0) > 0) == outcome)
            }
            let card = try #require(
                Scorecard(
                    [Scorecard.Column(name: "flag", values: flag, isCategorical: false)],
                    isBad: isBad))
            #expect(card.characteristics.map(\.name) == ["flag"])
            #expect((card.logOdds([1]) > card.logOdds([0])) == outcome)
        }
        // Bins with both outcomes come first, where there are two of them.
        let fine = [
            OutcomeCounts(good: 60, bad: 0), OutcomeCounts(good: 60, bad: 20),
            OutcomeCounts(good: 40, bad: 40),
        ]
        #expect(OptimalBinning(fewestRows: 20).groups(fine) == [0..<2, 2..<3])
    }

    @Test("The order of the columns decides nothing") func order() throws {
        let (columns, isBad) = Self.table(rows: 500, columns: 40)
        let card = try #require(Scorecard(columns, isBad: isBad))
        let turned = try #require(Scorecard(columns.reversed(), isBad: isBad))
        #expect(turned.characteristics.reversed().map(\.name) == card.characteristics.map(\.name))
        for (one, other) in zip(card.regression.slopes, turned.regression.slopes.reversed()) {
            #expect(abs(one - other) <= 1e-9)
        }
        #expect(card.characteristics.count < 40, "some have the wrong sign beside the others")
    }

    @Test("A table of a thousand columns keeps those that add most, two hundred at most")
    func wide() throws {
        let (columns, isBad) = Self.table(rows: 300, columns: 1_000)
        let card = try #require(Scorecard(columns, isBad: isBad))
        #expect((2...Scorecard.mostCharacteristics).contains(card.characteristics.count))
        #expect(card.columns == card.columns.sorted())
        #expect(card.regression.slopes.allSatisfy { $0 < 0 })
        // A limit leaves a worse fit than none, and is kept to.
        let few = SignedRegression(
            columns: columns.prefix(60).compactMap { column in
                Characteristic(column.name, values: column.values, isBad: isBad).map {
                    BinnedColumn($0, values: column.values)
                }
            }, outcomes: isBad, ridge: 1)
        let limited = few.answer(from: [0, 1], most: 4)
        #expect(limited.slopes.count == 4)
        let whole = few.answer(from: [0, 1], most: 60)
        #expect(whole.slopes.count > 4)
        func value(_ answer: SignedRegression.Answer) -> Double {
            few.loss(answer.slopes.map(\.place)).value(
                [answer.intercept] + answer.slopes.map(\.slope))
        }
        #expect(value(whole) < value(limited))
    }

    @Test("Many values at once have the bins that each has alone") func places() throws {
        let (columns, isBad) = Self.table(rows: 600, columns: 1)
        let numbers = columns[0].values.enumerated().map { row, value in
            row.isMultiple(of: 9) ? .nan : row.isMultiple(of: 7) ? 98 : value
        }
        let codes = columns[0].values.map { (($0 + 2) * 3).rounded(.down) }
        let made = [
            (Characteristic("n", values: numbers, isBad: isBad, specials: [98]), numbers),
            (Characteristic("c", values: codes, isBad: isBad, isCategorical: true), codes),
        ]
        for (characteristic, values) in made {
            let characteristic = try #require(characteristic)
            let asked = values + [.nan, 98, 1e9, -1e9, 400, 0.5]
            let places = characteristic.places(of: asked)
            for (value, place) in zip(asked, places) {
                #expect(
                    characteristic.place(of: value) ?? characteristic.bins.count == Int(place),
                    "\(value)")
            }
            #expect(Set(places).count > 3)
        }
    }

    @Test("Columns with other rows missing are compared where both are known") func missing() {
        let first = (0..<60).map { Double($0 * 7 % 60) }
        let holes = first.enumerated().map { $0.isMultiple(of: 3) ? .nan : -$1 * $1 * $1 }
        let others = first.enumerated().map { $0 % 3 == 1 ? .nan : $1 + 0.25 }
        let rare = first.enumerated().map { $0 < 15 ? $1 : .nan }
        let groups = CorrelatedGroups.groups(
            [first, holes, rare, others, (0..<60).map { Double($0 * 11 % 60 % 4) }],
            isCategorical: [false, false, false, false, false])
        #expect(groups == [0, 0, 1, 0, 2])
    }
}
