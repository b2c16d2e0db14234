import Foundation
import Insight
import Testing
import Wire

@Suite("Scorecards and their measures equal scikit-learn's, optbinning's and scipy's")
struct ScorecardTests {
    static func vectors(_ key: String) throws -> [JSONValue] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "vectors/scorecard.json")
        let all = try JSONValue.parse([UInt8](try Data(contentsOf: file)))
        return try #require(all[key]?.array)
    }

    static func row(_ value: JSONValue?) -> [Double] { value?.array?.compactMap(\.double) ?? [] }

    @Test("Ridge logistic regression: coefficients and standard errors to 1e-9")
    func regression() throws {
        for item in try Self.vectors("regressions") {
            let width = Int(item["width"]?.double ?? 0)
            let fitted = try #require(
                LogisticRegression(
                    rows: Self.row(item["rows"]), width: width,
                    outcomes: Self.row(item["outcomes"]).map { $0 == 1 },
                    ridge: item["ridge"]?.double ?? .nan))
            #expect(fitted.coefficients.count == width + 1)
            for (own, expected) in zip(fitted.coefficients, Self.row(item["coefficients"])) {
                #expect(abs(own - expected) <= 1e-9)
            }
            for (own, expected) in zip(fitted.standardErrors, Self.row(item["errors"])) {
                #expect(abs(own - expected) <= 1e-9)
            }
        }
    }

    @Test("Monotone bins with the most information are optbinning's")
    func binning() throws {
        for item in try Self.vectors("binnings") {
            let fine = (item["fine"]?.array ?? []).map(Self.row).map {
                OutcomeCounts(good: Int($0[0]), bad: Int($0[1]))
            }
            let binning = OptimalBinning(mostBins: 6, fewestRows: 50)
            let trend: OptimalBinning.Trend =
                item["trend"]?.string == "ascending" ? .rising : .falling
            let groups = try #require(binning.groups(fine, trend: trend))
            let joined = groups.map { fine[$0] }
            let evidence = try #require(
                WeightOfEvidence(
                    good: joined.map { $0.reduce(0) { $0 + $1.good } },
                    bad: joined.map { $0.reduce(0) { $0 + $1.bad } }))
            let expected = try #require(item["value"]?.double)
            #expect(abs(evidence.informationValue - expected) <= 1e-9)
            #expect(groups.dropLast().map(\.upperBound) == Self.row(item["splits"]).map(Int.init))
        }
    }

    @Test("Shares and adverse impact ratios have scipy's intervals, and few rows no verdict")
    func intervals() throws {
        for item in try Self.vectors("shares") {
            let own = try #require(
                ShareInterval(
                    events: Int(item["events"]?.double ?? 0), rows: Int(item["rows"]?.double ?? 0)))
            #expect(abs(own.low - (item["low"]?.double ?? .nan)) <= 1e-12)
            #expect(abs(own.high - (item["high"]?.double ?? .nan)) <= 1e-12)
        }
        for item in try Self.vectors("ratios") {
            let counts = Self.row(item["counts"]).map { Int($0) }
            let own = try #require(
                AdverseImpactRatio(
                    approved: counts[0], of: counts[1], referenceApproved: counts[2],
                    of: counts[3]))
            #expect(abs(own.ratio - (item["ratio"]?.double ?? .nan)) <= 1e-12)
            #expect(abs(own.low - (item["low"]?.double ?? .nan)) <= 1e-9)
            #expect(abs(own.high - (item["high"]?.double ?? .nan)) <= 1e-9)
        }
        let thin = AdverseImpactRatio(approved: 1, of: 19, referenceApproved: 60, of: 120)
        #expect(thin?.verdict == .unknown)
        let nobody = AdverseImpactRatio(approved: 0, of: 20, referenceApproved: 60, of: 120)
        #expect(nobody?.verdict == .adverse)
        let everybody = AdverseImpactRatio(approved: 40, of: 40, referenceApproved: 60, of: 60)
        #expect(everybody?.verdict == .fair)
        let adverse = AdverseImpactRatio(approved: 60, of: 200, referenceApproved: 120, of: 200)
        #expect(adverse?.verdict == .adverse)
        let few = BandMonitoring(probabilities: [0.1, 0.2], outcomes: [true, true])
        #expect(few?.verdict == .tooFew)
        let worse = BandMonitoring(
            probabilities: Array(repeating: 0.1, count: 50),
            outcomes: (0..<50).map { $0 < 20 })
        #expect(worse?.verdict == .worse)
    }

    /// Income lowers the risk; region 2 raises it; half of `age` is missing, and those are riskier.
    static func table(_ rows: Int) -> (columns: [Scorecard.Column], isBad: [Bool]) {
        var state: UInt64 = 11
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / 0x1p53
        }
        var (income, region, age, isBad): ([Double], [Double], [Double], [Bool]) = ([], [], [], [])
        for _ in 0..<rows {
            income.append(next() * 10)
            region.append((next() * 3).rounded(.down))
            age.append(next() < 0.5 ? .nan : 20 + next() * 40)
            let risk = 0.45 - income[income.count - 1] * 0.04
                + (region.last == 2 ? 0.25 : 0) + (age.last?.isNaN == true ? 0.15 : 0)
            isBad.append(next() < risk)
        }
        return (
            [
                Scorecard.Column(name: "income", values: income, isCategorical: false),
                Scorecard.Column(name: "region", values: region, isCategorical: true),
                Scorecard.Column(name: "age", values: age, isCategorical: false),
            ], isBad
        )
    }

    @Test("A scorecard keeps the direction of its evidence, and a category never seen is neutral")
    func fits() throws {
        let (columns, isBad) = Self.table(3_000)
        let card = try #require(Scorecard(columns, isBad: isBad))
        #expect(card.characteristics.map(\.name) == ["income", "region", "age"])
        let risks = stride(from: 0.0, to: 10, by: 0.25).map { card.logOdds([$0, 0, 30]) }
        #expect(zip(risks, risks.dropFirst()).allSatisfy { $0 >= $1 })
        #expect(card.logOdds([5, 2, 30]) > card.logOdds([5, 0, 30]))
        #expect(card.logOdds([5, 0, .nan]) > card.logOdds([5, 0, 30]))
        #expect(card.characteristics[1].weight(of: 9) == 0)
        let probability = card.probability([5, 1, 30])
        #expect(probability.low < probability.middle && probability.middle < probability.high)
        let scale = PointScale()
        let points = card.points(scale)
        let row = [5.0, 1, 30]
        let sum = zip(card.characteristics, row).enumerated().reduce(0) { sum, item in
            sum + points[item.offset][item.element.0.place(of: item.element.1) ?? 0]
        }
        #expect(abs(Double(sum) - scale.points(logOdds: card.logOdds(row))) <= 2)
    }

    @Test("At most four reasons, one a group, never a protected one, never reordered by others")
    func reasons() {
        let reasons = Reasons(groups: [0, 0, 1, 2, 3, 4, 5], protected: [3])
        let found = reasons.reasons([0.3, 0.2, 0.4, 9, 0.1, -1, 0.2])
        #expect(found.map(\.feature) == [0, 2, 6, 4])
        #expect(found.first?.logOdds == 0.5)
        let changed = reasons.reasons([0.3, 0.2, 0.4, 1, 0.1, -3, 0.2])
        #expect(changed == found)
        #expect(Reasons(groups: [0, 1]).reasons([-1, 0]).isEmpty)
        // What its neighbour brings hides nothing of what a feature costs.
        let hidden = Reasons(groups: [0, 0, 1]).reasons([0.3, -0.9, 0.1])
        #expect(hidden.map(\.feature) == [0, 2] && hidden.first?.logOdds == 0.3)
    }

    @Test("Columns whose ranks move together are one group")
    func groups() {
        let first = (0..<40).map { Double($0 * 7 % 40) }
        let groups = CorrelatedGroups.groups(
            [first, first.map { $0 * $0 }, (0..<40).map { Double($0 * 11 % 40 % 3) }],
            isCategorical: [false, false, false])
        #expect(groups == [0, 0, 1])
    }

    @Test("Actions change only what may change, and say what scoring again gave")
    func actions() {
        func logOdds(_ row: [Double]) -> Double {
            2 - row[0] - (row[1] >= 3 ? 0.5 : 0) - 5 * row[2]
        }
        let found = Actions.actions(
            [0, 1, 0],
            changeable: [
                Actions.Changeable(feature: 0, values: [0.01]),
                Actions.Changeable(feature: 1, values: [2, 3, 4]),
            ], logOdds: logOdds)
        #expect(found.count == 1)
        #expect(found.first?.feature == 1)
        #expect(found.first?.from == 1)
        #expect(found.first?.to == 3)
        #expect(found.first?.logOdds == 1.5)
    }
}
