import Foundation
import Insight
import Testing
import Wire

/// One model of `Tests/vectors/ensembles` with the answers of LightGBM and shap;
/// `Tests/vectors/make_ensemble_vectors.py` makes them.
struct EnsembleVector {
    static let names = [
        "one-stump", "plain", "deep", "categories-and-missing", "missing-nan", "missing-zero",
        "missing-none", "monotone", "forest", "poisson", "wide-paths", "constant",
        "two-thousand-trees",
    ]

    let ensemble: TreeEnsemble
    let rows: [[Double]]
    let raw: [Double]
    let answers: [Double]
    let contributions: [[Double]]
    let background: [[Double]]
    /// By definition, from LightGBM's raw scores.
    let interventional: [[Double]]
    let interventionalBase: Double?
    /// Empty for a model that shap does not read.
    let shap: [[Double]]

    init(_ name: String) throws {
        ensemble = TreeEnsemble(try LightGBMModel(text: Self.modelText(name)))
        let file = Self.folder.appending(path: name + ".json")
        let json = try JSONValue.parse([UInt8](try Data(contentsOf: file)))
        rows = Self.table(json["rows"])
        raw = Self.row(json["raw"])
        answers = Self.row(json["answer"])
        contributions = Self.table(json["contributions"])
        background = Self.table(json["background"])
        interventional = Self.table(json["interventional"])
        interventionalBase = json["interventional_base"]?.double
        shap = Self.table(json["shap"])
    }

    static func modelText(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name + ".txt")))
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "vectors/ensembles")

    private static func table(_ value: JSONValue?) -> [[Double]] {
        (value?.array ?? []).map { row($0) }
    }

    /// A missing value is null; an infinite one is a text.
    private static func row(_ value: JSONValue?) -> [Double] {
        (value?.array ?? []).map { $0.double ?? $0.string.flatMap { Double($0) } ?? .nan }
    }
}

