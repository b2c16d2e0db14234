import Insight
import Testing

@Suite("Attributions are exact")
struct AttributionTests {
    @Test("They equal pred_contrib to 1e-9 and add up to the raw score",
        arguments: EnsembleVector.names)
    func pathDependent(name: String) throws {
        let vector = try EnsembleVector(name)
        let attribution = try PathAttribution(vector.ensemble)
        for (index, row) in vector.rows.enumerated() {
            let contributions = attribution.contributions(row)
            for (own, theirs) in zip(contributions, vector.contributions[index]) {
                #expect(abs(own - theirs) <= 1e-9)
            }
            #expect(contributions.count == vector.ensemble.featureCount + 1)
            let sum = contributions.reduce(0, +)
            #expect(abs(sum - vector.raw[index]) <= 1e-9, "\(sum) is not \(vector.raw[index])")
        }
    }

    @Test("Against a background they equal their definition to 1e-9, missing values and all",
        arguments: EnsembleVector.names)
    func interventional(name: String) throws {
        let vector = try EnsembleVector(name)
        let own = try Self.interventional(vector)
        #expect(vector.interventional.count == vector.rows.count)
        for (index, expected) in vector.interventional.enumerated() {
            #expect(expected.count == vector.ensemble.featureCount)
            for (ours, wanted) in zip(own[index], expected) {
                #expect(abs(ours - wanted) <= 1e-9, "\(name), row \(index)")
            }
            let base = try #require(vector.interventionalBase)
            #expect(abs((own[index].last ?? .nan) - base) <= 1e-9)
            #expect(abs(own[index].reduce(0, +) - vector.raw[index]) <= 1e-9)
        }
    }

    /// shap keeps thresholds, leaf values and the weights of its subsets in single precision here,
    /// so that it is off by up to 2^-24 of a weight; the test above holds ours to the definition.
    /// These models saw nothing missing: where something is, LightGBM reads 0, and shap takes the
    /// default branch in its place, which is another function.
    @Test("Against a background shap says the same to its single precision",
        arguments: ["one-stump", "plain", "deep", "poisson", "wide-paths"])
    func shap(name: String) throws {
        let vector = try EnsembleVector(name)
        let own = try Self.interventional(vector)
        var (worst, count) = (0.0, 0)
        for (index, expected) in vector.shap.enumerated()
        where !vector.rows[index].contains(where: \.isNaN) {
            count += 1
            for (ours, theirs) in zip(own[index], expected) {
                worst = max(worst, abs(ours - theirs))
            }
        }
        #expect(count > 30)
        #expect(worst <= 5e-8)
    }

    private static func interventional(_ vector: EnsembleVector) throws -> [[Double]] {
        let attribution = try InterventionalAttribution(
            vector.ensemble, background: vector.background.flatMap(\.self))
        let width = vector.ensemble.featureCount + 1
        let all = attribution.contributions(rows: vector.rows.flatMap(\.self))
        return vector.rows.indices.map { Array(all[$0 * width..<($0 + 1) * width]) }
    }
}

@Suite("Attributions keep Shapley's axioms")
struct AttributionAxiomTests {
    @Test("A feature that no tree asks for gets exactly nothing")
    func dummy() throws {
        let vector = try EnsembleVector("one-stump")
        let attribution = try PathAttribution(vector.ensemble)
        let background = try InterventionalAttribution(
            vector.ensemble, background: vector.background.flatMap(\.self))
        for row in vector.rows {
            let both = [attribution.contributions(row), background.contributions(rows: row)]
            for contributions in both {
                #expect(contributions.dropLast().count { $0 != 0 } == 1)
            }
        }
    }

    @Test("Rows are explained alike whatever stands around them", arguments: EnsembleVector.names)
    func rowOrder(name: String) throws {
        let vector = try EnsembleVector(name)
        let attribution = try PathAttribution(vector.ensemble)
        let many = Array(repeating: vector.rows.reversed(), count: 3).flatMap(\.self)
        let together = attribution.contributions(rows: many.flatMap(\.self))
        #expect(together == many.flatMap { attribution.contributions($0) })
    }

    @Test("By its definition: the mean over all orders in which features become known")
    func definition() throws {
        let vector = try EnsembleVector("deep")
        let width = vector.ensemble.featureCount
        let background = Array(vector.background.prefix(3))
        let attribution = try InterventionalAttribution(
            vector.ensemble, background: background.flatMap(\.self))
        let row = vector.rows[0]
        func value(_ known: Int) -> Double {
            let mixed = background.map { other in
                row.indices.map { known >> $0 & 1 == 1 ? row[$0] : other[$0] }
            }
            return mixed.reduce(0) { $0 + vector.ensemble.rawScore($1) } / Double(mixed.count)
        }
        let values = (0..<1 << width).map(value)
        func factorial(_ count: Int) -> Double { (0..<count).reduce(1) { $0 * Double($1 + 1) } }
        let own = attribution.contributions(rows: row)
        for feature in 0..<width {
            var expected = 0.0
            for set in 0..<1 << width where set >> feature & 1 == 0 {
                let size = set.nonzeroBitCount
                let weight = factorial(size) * factorial(width - size - 1) / factorial(width)
                expected += weight * (values[set | 1 << feature] - values[set])
            }
            #expect(abs(own[feature] - expected) <= 1e-12)
        }
    }
}
