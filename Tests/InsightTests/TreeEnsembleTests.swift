import Foundation
import Insight
import Testing

@Suite("Tree ensembles score as LightGBM does")
struct TreeEnsembleTests {
    @Test("Raw scores and answers equal LightGBM's to 1e-12", arguments: EnsembleVector.names)
    func rawScores(name: String) throws {
        let vector = try EnsembleVector(name)
        #expect(vector.rows.count > 30)
        for (row, expected) in zip(vector.rows, vector.raw) {
            let raw = vector.ensemble.rawScore(row)
            #expect(abs(raw - expected) <= 1e-12 * max(1, abs(expected)), "\(row)")
        }
        for (raw, expected) in zip(vector.raw, vector.answers) {
            let answer = vector.ensemble.answer(to: raw)
            #expect(abs(answer - expected) <= 1e-12 * max(1, abs(expected)))
        }
    }

    @Test(
        "Points say what the probability says, of a forest's mean too",
        arguments: ["plain", "forest", "poisson"])
    func logOdds(name: String) throws {
        let vector = try EnsembleVector(name)
        let isProbability = vector.ensemble.objective.isProbability
        #expect(isProbability == (name != "poisson"))
        for (raw, expected) in zip(vector.raw, vector.answers) {
            let logOdds = vector.ensemble.logOdds(of: raw)
            guard isProbability else {
                #expect(logOdds == nil)
                continue
            }
            // LightGBM's own answer, turned back.
            let wanted = log(expected / (1 - expected))
            #expect(abs(try #require(logOdds) - wanted) <= 1e-9 * max(1, abs(wanted)))
        }
    }

    @Test("Rows together score as each alone, to the last bit", arguments: EnsembleVector.names)
    func batches(name: String) throws {
        let vector = try EnsembleVector(name)
        let many = Array(repeating: vector.rows, count: 5).flatMap(\.self)
        let together = vector.ensemble.rawScores(many.flatMap(\.self))
        #expect(together == many.map { vector.ensemble.rawScore($0) })
    }
}

@Suite("Infinity is a value, not a missing one")
struct InfiniteThresholdTests {
    @Test("A split at infinity keeps every value left and sends what is missing its own way")
    func splitAtInfinity() throws {
        let text = String(decoding: try EnsembleVector.modelText("one-stump"), as: UTF8.self)
            .replacing("threshold=-0.073999999999999982", with: "threshold=inf")
            .replacing("decision_type=2", with: "decision_type=8")
        let ensemble = TreeEnsemble(try LightGBMModel(text: Array(text.utf8)))
        func raw(_ value: Double) -> Double {
            ensemble.rawScore([value] + [Double](repeating: 0, count: 5))
        }
        for value in [0, 1e300, -1e300, .infinity, -.infinity] {
            #expect(raw(value) == -0.036681259511985642)
        }
        #expect(raw(.nan) == 0.068937240102041372)
    }
}
