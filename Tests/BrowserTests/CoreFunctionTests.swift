import Browser
import Foundation
import Testing
import Wire

/// `Tests/vectors/core.json`, which Tests/browser/core_vectors.py also puts to the WebAssembly
/// build in a browser.
@Suite("The core's functions")
struct CoreFunctionTests {
    struct Call: Sendable, CustomTestStringConvertible {
        let function: CoreFunction
        let name: String
        let input: [UInt8]
        let answer: JSONValue

        var testDescription: String { "\(function.rawValue): \(name)" }
    }

    static func calls() throws -> [Call] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "vectors/core.json")
        let vectors = try JSONValue.parse([UInt8](try Data(contentsOf: file)))
        return try (vectors["calls"]?.array ?? []).map { item in
            let bytes = item["input_bytes"]?.string.flatMap { Base64URL.decode($0) }
            return Call(
                function: try #require(
                    item["function"]?.string.flatMap { CoreFunction(rawValue: $0) }),
                name: try #require(item["name"]?.string),
                input: try #require(bytes ?? item["input"]?.bytes),
                answer: try #require(item["answer"]))
        }
    }

    @Test("Every call of the shared vectors gets its answer, value for value")
    func sharedVectors() throws {
        let calls = try Self.calls()
        #expect(calls.count >= 50)
        for call in calls {
            let answer = try JSONValue.parse(call.function.answer(to: call.input))
            #expect(
                String(decoding: answer.canonicalBytes, as: UTF8.self)
                    == String(decoding: call.answer.canonicalBytes, as: UTF8.self),
                "\(call.testDescription)")
        }
    }

    @Test("The shared vectors call every function")
    func everyFunction() throws {
        let called = Set(try Self.calls().map(\.function))
        #expect(called == Set(CoreFunction.allCases))
    }

    @Test("The WebAssembly build exports every function under its name")
    func everyExport() throws {
        let source = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/Browser/Exports.swift")
        let exports = try String(contentsOf: source, encoding: .utf8)
        for function in CoreFunction.allCases {
            #expect(exports.contains("@_expose(wasm, \"\(function.rawValue)\")"))
        }
    }
}
