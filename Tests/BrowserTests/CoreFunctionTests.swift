import Browser
import Foundation
import Testing
import Wire

/// `Tests/vectors/core.json` and `ensemble_calls.json`, which Tests/browser/core_vectors.py also
/// puts to the WebAssembly build in a browser.
@Suite("The core's functions")
struct CoreFunctionTests {
    struct Call: Sendable, CustomTestStringConvertible {
        let function: CoreFunction
        let name: String
        let input: [UInt8]
        /// What comes back, whole or in the members that the vector names.
        let answer: JSONValue?
        let included: JSONValue?

        var testDescription: String { "\(function.rawValue): \(name)" }
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func calls() throws -> [Call] {
        try calls("core.json") + calls("ensemble_calls.json")
    }

    private static func calls(_ name: String) throws -> [Call] {
        let file = root.appending(path: "Tests/vectors/" + name)
        let vectors = try JSONValue.parse([UInt8](try Data(contentsOf: file)))
        return try (vectors["calls"]?.array ?? []).map { item in
            var bytes = item["input_bytes"]?.string.flatMap { Base64URL.decode($0) }
            if let parts = item["input_parts"]?.array { bytes = try parted(parts) }
            return Call(
                function: try #require(
                    item["function"]?.string.flatMap { CoreFunction(rawValue: $0) }),
                name: try #require(item["name"]?.string),
                input: try #require(bytes ?? item["input"]?.bytes),
                answer: item["answer"], included: item["includes"])
        }
    }

    /// Each part is its length in four little-endian bytes, then so many bytes.
    private static func parted(_ parts: [JSONValue]) throws -> [UInt8] {
        var input: [UInt8] = []
        for part in parts {
            var bytes = part["json"]?.canonicalBytes ?? []
            if let name = part["file"]?.string {
                bytes = [UInt8](try Data(contentsOf: root.appending(path: name)))
            }
            input += (0..<4).map { UInt8(truncatingIfNeeded: bytes.count >> (8 * $0)) } + bytes
        }
        return input
    }

    @Test("Every call of the shared vectors gets its answer, value for value")
    func sharedVectors() throws {
        let calls = try Self.calls()
        #expect(calls.count >= 50)
        for call in calls {
            let answer = try JSONValue.parse(call.function.answer(to: call.input))
            let wanted = try #require(call.answer ?? call.included)
            let got = call.answer == nil ? Self.members(of: answer, like: wanted) : answer
            #expect(
                String(decoding: got.canonicalBytes, as: UTF8.self)
                    == String(decoding: wanted.canonicalBytes, as: UTF8.self),
                "\(call.testDescription)")
        }
    }

    private static func members(of answer: JSONValue, like wanted: JSONValue) -> JSONValue {
        guard let names = wanted.members else { return answer }
        return .object(
            names.map { name, value in (name, members(of: answer[name] ?? .null, like: value)) })
    }

    @Test("The shared vectors call every function")
    func everyFunction() throws {
        let called = Set(try Self.calls().map(\.function))
        #expect(called == Set(CoreFunction.allCases))
    }

    @Test("Every function is defined for export and exported from one of the files")
    func everyExport() throws {
        let definitions = try String(
            contentsOf: Self.root.appending(path: "Sources/Browser/Exports.swift"), encoding: .utf8)
        let script = try String(
            contentsOf: Self.root.appending(path: "bin/build-core"), encoding: .utf8)
        let linked = script.split(separator: "\n").filter { $0.hasPrefix("link ") }
            .flatMap { $0.split(separator: " ").dropFirst(2) }
        for function in CoreFunction.allCases {
            #expect(definitions.contains("@_cdecl(\"\(function.rawValue)\")"))
            #expect(linked.filter { $0 == function.rawValue }.count == 1)
        }
    }
}
