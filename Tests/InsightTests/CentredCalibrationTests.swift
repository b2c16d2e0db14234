import Foundation
import Testing

@testable import Insight

@Suite("Points say what the calibrated probability says")
struct CentredCalibrationTests {
    /// Scores of which a logistic curve does not tell the probability: its true log-odds bend.
    static func rows(_ count: Int) -> (scores: [Double], outcomes: [Bool], truth: [Double]) {
        var state: UInt64 = 7
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / 0x1p53
        }
        var (scores, outcomes, truth) = ([Double](), [Bool](), [Double]())
        for _ in 0..<count {
            let score = next() * 8 - 4
            let probability = 1 / (1 + exp(-(score < 0 ? 2.5 * score - 0.5 : 0.4 * score - 0.5)))
            scores.append(score)
            truth.append(probability)
            outcomes.append(next() < probability)
        }
        return (scores, outcomes, truth)
    }

    @Test("A calibration of many outcomes always rises, is never certain, and is near the truth")
    func rises() throws {
        let (scores, outcomes, truth) = Self.rows(8_000)
        let calibration = try #require(Calibration(scores: scores, outcomes: outcomes))
        guard case .centred(let bends) = calibration else {
            Issue.record("\(calibration.name)")
            return
        }
        let line = try #require(PlattCalibration(scores: scores, outcomes: outcomes))
        var (own, straight) = (0.0, 0.0)
        for (score, expected) in zip(scores, truth) {
            own += abs(calibration.probability(of: score) - expected)
            straight += abs(line.probability(of: score) - expected)
        }
        #expect(own / 8_000 < 0.015)
        #expect(own < straight / 2, "a logistic curve would be further off")
        var last = -Double.infinity
        for step in stride(from: -4.0, through: 4, by: 0.01) {
            let odds = bends.logOdds(of: step)
            #expect(odds >= last)
            last = odds
        }
        for far in [-1e6, -4, 4, 1e6] {
            #expect((0.00001..<0.99999).contains(calibration.probability(of: far)), "\(far)")
        }
        #expect(Calibration(json: calibration.json) == calibration)
    }

    @Test("A run of one outcome at the end is no certainty, and ties stay together")
    func ends() throws {
        let scores = (0..<4_000).map { Double($0 / 4) }
        let outcomes = (0..<4_000).map { $0 >= 1_500 && ($0 >= 2_500 || $0 % 2 == 0) }
        let calibration = try #require(Calibration(scores: scores, outcomes: outcomes))
        let (low, high) = (calibration.probability(of: 0), calibration.probability(of: 999))
        #expect(low > 0 && low < 0.001)
        #expect(high < 1 && high > 0.999)
        #expect(abs(calibration.probability(of: 500) - 0.5) < 0.02)
    }

    @Test("Fewer outcomes, and sums of points, have a straight line; a level one is none")
    func lines() throws {
        let (scores, outcomes, _) = Self.rows(900)
        #expect(try #require(Calibration(scores: scores, outcomes: outcomes)).name == "platt")
        let many = Self.rows(8_000)
        let sum = Calibration(scores: many.scores, outcomes: many.outcomes, isSum: true)
        #expect(sum?.name == "platt")
        for text in [
            #"{"method":"platt","slope":0.001,"intercept":0}"#,
            #"{"method":"centred","scores":[0,1],"log_odds":[1,0],"slope":1,"least":-9,"most":9}"#,
            #"{"method":"centred","scores":[0,1],"log_odds":[0,1],"slope":0,"least":-9,"most":9}"#,
            #"{"method":"centred","scores":[0,1],"log_odds":[0,1],"slope":1,"least":1,"most":9}"#,
            #"{"method":"centred","scores":[],"log_odds":[],"slope":1,"least":-9,"most":9}"#,
        ] {
            #expect(Calibration(json: Array(text.utf8)) == nil, "\(text)")
        }
    }
}
