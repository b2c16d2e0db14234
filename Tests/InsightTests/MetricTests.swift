import Foundation
import Insight
import Testing
import Wire

@Suite("Metrics and calibrations equal scikit-learn's to 1e-9")
struct MetricTests {
    struct Case {
        let json: JSONValue
        func row(_ key: String) -> [Double] { json[key]?.array?.compactMap(\.double) ?? [] }
        func number(_ key: String) -> Double { json[key]?.double ?? .nan }
        var outcomes: [Bool] { row("outcomes").map { $0 == 1 } }
    }

    static func cases() throws -> [Case] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "vectors/metrics.json")
        let cases = try JSONValue.parse([UInt8](try Data(contentsOf: file)))
        return (cases.array ?? []).map { Case(json: $0) }
    }

    @Test("Area under the curve, Kolmogorov-Smirnov, Brier and log-loss, with ties")
    func numbers() throws {
        let cases = try Self.cases()
        #expect(cases.count == 3)
        for item in cases {
            let found = try #require(
                Discrimination(scores: item.row("scores"), outcomes: item.outcomes))
            #expect(abs(found.areaUnderCurve - item.number("auc")) <= 1e-12)
            #expect(abs(found.kolmogorovSmirnov - item.number("ks")) <= 1e-12)
            let probabilities = item.row("probabilities")
            let brier = ProbabilityError.brier(probabilities, item.outcomes)
            let loss = ProbabilityError.logLoss(probabilities, item.outcomes)
            #expect(abs(brier - item.number("brier")) <= 1e-12)
            #expect(abs(loss - item.number("log_loss")) <= 1e-12)
        }
    }

    @Test("The calibration curve")
    func curve() throws {
        for item in try Self.cases() {
            let curve = CalibrationBin.curve(item.row("probabilities"), item.outcomes, bins: 10)
            let expected = item.json["curve"]?.array?.map { $0.array?.compactMap(\.double) ?? [] }
            let (shares, means) = (try #require(expected?.first), try #require(expected?.last))
            #expect(curve.count == shares.count)
            for (bin, (share, mean)) in zip(curve, zip(shares, means)) {
                #expect(abs(bin.share - share) <= 1e-12)
                #expect(abs(bin.meanProbability - mean) <= 1e-12)
            }
        }
    }

    @Test("Isotonic calibration inside and outside of what it saw, and Platt's line")
    func calibrations() throws {
        for item in try Self.cases() {
            let scores = item.row("scores")
            let isotonic = try #require(
                IsotonicCalibration(scores: scores, outcomes: item.outcomes))
            for (probe, expected) in zip(item.row("probes"), item.row("isotonic")) {
                #expect(abs(isotonic.probability(of: probe) - expected) <= 1e-9)
            }
            let platt = try #require(PlattCalibration(scores: scores, outcomes: item.outcomes))
            #expect(abs(platt.slope - item.row("platt")[0]) <= 1e-9)
            #expect(abs(platt.intercept - item.row("platt")[1]) <= 1e-9)
        }
    }

    @Test("A calibration is read back as it was written, and nothing else is read")
    func calibrationText() throws {
        for item in try Self.cases() {
            let scores = item.row("scores")
            let steps = try #require(IsotonicCalibration(scores: scores, outcomes: item.outcomes))
            let line = try #require(PlattCalibration(scores: scores, outcomes: item.outcomes))
            for calibration in [Calibration.isotonic(steps), .platt(line)] {
                #expect(Calibration(json: calibration.json) == calibration)
            }
        }
        for text in [
            "{}", #"{"method":"platt","slope":1}"#,
            #"{"method":"platt","slope":-1,"intercept":0}"#,
            #"{"method":"platt","slope":0,"intercept":0}"#,
            #"{"method":"isotonic","scores":[1,1],"probabilities":[0,1]}"#,
            #"{"method":"isotonic","scores":[1,2],"probabilities":[1,0]}"#,
            #"{"method":"isotonic","scores":[],"probabilities":[]}"#,
        ] {
            #expect(Calibration(json: Array(text.utf8)) == nil, "\(text)")
        }
    }

    @Test("One outcome alone has no metric")
    func oneOutcome() {
        #expect(Discrimination(scores: [1, 2], outcomes: [true, true]) == nil)
        #expect(PlattCalibration(scores: [1, 2], outcomes: [false, false]) == nil)
        #expect(IsotonicCalibration(scores: [], outcomes: []) == nil)
    }

    @Test("Stability and weight of evidence are their sums, and thin bins are said")
    func stability() throws {
        let moved = try #require(PopulationStability(then: [50, 30, 20], now: [40, 30, 30]))
        let expected = -0.1 * log(0.8) + 0.1 * log(1.5)
        #expect(abs(moved.index - expected) <= 1e-15)
        #expect(!moved.isThin)
        let thin = try #require(PopulationStability(then: [50, 30, 19], now: [50, 30, 20]))
        #expect(thin.isThin)
        #expect(PopulationStability(then: [0, 0], now: [1, 1]) == nil)
        let evidence = try #require(WeightOfEvidence(good: [80, 20], bad: [10, 10]))
        #expect(abs(evidence.weights[0] - log(1.6)) <= 1e-15)
        #expect(abs(evidence.informationValue - (0.3 * log(1.6) - 0.3 * log(0.4))) <= 1e-15)
    }
}
