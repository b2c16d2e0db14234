import Insight
import Testing
import Wire

/// Over fitted models: what changes neither the raw score nor what the other features add to it
/// must not change the reasons or their order.
@Suite("Reasons are stable under irrelevant change")
struct ReasonStabilityTests {
    static let names = [
        "plain", "missing-nan", "missing-zero", "monotone", "categories-and-missing",
        "two-thousand-trees",
    ]

    private func model(_ name: String, _ vector: EnsembleVector) throws -> CreditModel {
        let groups = [0, 1, 0, 2, 3, 4, 5].prefix(vector.ensemble.featureCount)
        let card = JSONValue.object([
            ("groups", .array(groups.map { .number(String($0)) }))
        ])
        return try CreditModel(text: EnsembleVector.modelText(name), card: card)
    }

    private func snapshot(_ row: [Double], _ names: [String]) -> FeatureSnapshot {
        FeatureSnapshot(
            zip(names, row).map { .init(name: $0, value: $1, proof: 0.6, rows: 40) })
    }

    @Test("A value that changes nothing else keeps features, points and order",
        arguments: Self.names)
    func values(name: String) throws {
        let vector = try EnsembleVector(name)
        let model = try model(name, vector)
        let attribution = try PathAttribution(vector.ensemble)
        var (irrelevant, reordered, reasonCount) = (0, 0, 0)
        for row in vector.rows {
            let before = model.score(snapshot(row, model.featureNames)).reasons
            reasonCount += before.count
            let raw = vector.ensemble.rawScore(row)
            let shares = attribution.contributions(row)
            for feature in row.indices {
                for other in Self.tries(feature, of: row, vector.rows)
                where other != row[feature] && !(other.isNaN && row[feature].isNaN) {
                    var changed = row
                    changed[feature] = other
                    let after = model.score(snapshot(changed, model.featureNames)).reasons
                    let isSame = before.map(\.feature) == after.map(\.feature)
                    let others = attribution.contributions(changed)
                    let isStill = shares.indices.allSatisfy {
                        $0 == feature || abs(shares[$0] - others[$0]) <= 1e-12
                    }
                    guard isStill, abs(vector.ensemble.rawScore(changed) - raw) <= 1e-12 else {
                        if !isSame { reordered += 1 }
                        continue
                    }
                    irrelevant += 1
                    #expect(isSame, "\(name): \(row), feature \(feature) to \(other)")
                    for (old, new) in zip(before, after) {
                        #expect(abs(old.points - new.points) <= 1e-9)
                    }
                }
            }
        }
        // The rule was put to the test, and a change that does matter changes reasons.
        #expect(irrelevant > 150)
        #expect(reordered > 100)
        #expect(reasonCount > 60)
    }

    /// A little beside the row's own value, which few splits notice; another row's values and
    /// none, which many do.
    private static func tries(_ feature: Int, of row: [Double], _ rows: [[Double]]) -> [Double] {
        let own = row[feature]
        return [own * (1 + 1e-12), own - 1e-9, .nan] + rows.prefix(3).map { $0[feature] }
    }

    @Test("Neither the order of a snapshot nor features that the model does not know matter",
        arguments: Self.names)
    func surroundings(name: String) throws {
        let vector = try EnsembleVector(name)
        let model = try model(name, vector)
        for row in vector.rows {
            let known = snapshot(row, model.featureNames)
            let before = model.score(known).reasons
            let unknown = FeatureSnapshot.Item(name: "shoe_size", value: 44, proof: 1, rows: 3)
            let around = FeatureSnapshot([unknown] + known.items.reversed())
            let unproven = FeatureSnapshot(
                known.items.map { .init(name: $0.name, value: $0.value, proof: 0, rows: 21) })
            for after in [model.score(around).reasons, model.score(unproven).reasons] {
                #expect(after.map(\.feature) == before.map(\.feature))
                #expect(after.map(\.points) == before.map(\.points))
            }
        }
    }
}
