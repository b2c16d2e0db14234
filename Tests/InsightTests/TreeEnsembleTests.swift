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

    @Test("Rows together score as each alone, to the last bit", arguments: EnsembleVector.names)
    func batches(name: String) throws {
        let vector = try EnsembleVector(name)
        let many = Array(repeating: vector.rows, count: 5).flatMap(\.self)
        let together = vector.ensemble.rawScores(many.flatMap(\.self))
        #expect(together == many.map { vector.ensemble.rawScore($0) })
    }
}
