import Browser
import Foundation
import Testing
import Wire

/// The models of `Tests/vectors/ensembles` through the core's function, natively;
/// Tests/browser/score_vectors.py does the same in a browser.
@Suite("Any LightGBM model scores through the core")
struct ScoreRowsTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "vectors/ensembles")

    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path())
            .filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()
    }

    @Test("Raw scores and answers to 1e-12, both kinds of contributions to 1e-9")
    func ensembles() throws {
        let names = try Self.names()
        #expect(names.count >= 13)
        for name in names {
            let text = try String(
                contentsOf: Self.folder.appending(path: name + ".txt"), encoding: .utf8)
            let vector = try JSONValue.parse(
                [UInt8](try Data(contentsOf: Self.folder.appending(path: name + ".json"))))
            let rows = Self.finite(try #require(vector["rows"]))
            let background = try #require(vector["background"])
            let fitted = try Self.answer([("model", .string(text)), ("rows", rows)])
            let compared = try Self.answer([
                ("model", .string(text)), ("rows", rows), ("background", background),
            ])
            for answer in [fitted, compared] {
                try Self.expect(Self.row(answer["raw"]), Self.row(vector["raw"]), 1e-12, name)
                try Self.expect(
                    Self.row(answer["answers"]), Self.row(vector["answer"]), 1e-12, name)
            }
            let base = try #require(vector["interventional_base"])
            let wanted = (vector["interventional"]?.array ?? []).map {
                JSONValue.array(($0.array ?? []) + [base])
            }
            for (answer, expected) in [
                (fitted, vector["contributions"]?.array ?? []), (compared, wanted),
            ] {
                let own = answer["contributions"]?.array ?? []
                #expect(own.count == expected.count)
                for (own, expected) in zip(own, expected) {
                    try Self.expect(Self.row(own), Self.row(expected), 1e-9, name)
                }
            }
        }
    }

    private static func answer(_ request: [(String, JSONValue)]) throws -> JSONValue {
        try JSONValue.parse(CoreFunction.scoreRows.answer(to: JSONValue.object(request).bytes))
    }

    /// JSON has no infinity; the largest number takes the same way through every tree.
    private static func finite(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements): .array(elements.map(finite))
        case .string("inf"): .number("1.7976931348623157e308")
        case .string("-inf"): .number("-1.7976931348623157e308")
        default: value
        }
    }

    private static func row(_ value: JSONValue?) -> [Double] {
        (value?.array ?? []).map { $0.double ?? .nan }
    }

    /// Relative to numbers above 1; NaN equals nothing.
    private static func expect(
        _ own: [Double], _ wanted: [Double], _ limit: Double, _ name: String
    ) throws {
        try #require(own.count == wanted.count && !own.isEmpty, "\(name)")
        for (own, wanted) in zip(own, wanted) {
            #expect(abs(own - wanted) <= limit * max(1, abs(wanted)), "\(name)")
        }
    }
}
