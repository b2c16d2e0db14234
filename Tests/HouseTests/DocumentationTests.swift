import API
import Commons
import Foundation
import Recognition
import Testing

@Suite("What can be called, configured or refused is documented")
struct DocumentationTests {
    @Test("Each verb of the command line has its row, and each row its verb")
    func verbsAreDocumented() throws {
        let source = try Checkout.text("Sources/CommonsCLI/CommonsCommand.swift")
        let list = try #require(source.range(of: "subcommands: ["))
        let verbs = source[list.upperBound...].prefix { $0 != "]" }
            .split(separator: ",")
            .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
            .map { $0.replacingOccurrences(of: ".self", with: "").lowercased() }
            .map { $0 == "loaddemo" ? "demo" : $0 }
            .filter { !$0.isEmpty }
        #expect(verbs.count >= 10)
        let page = try Checkout.text("docs/reference/command-line.md")
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `commons ") }
            .compactMap { $0.dropFirst("| `commons ".count).split(whereSeparator: { " `".contains($0) }).first }
            .map(String.init)
        #expect(Set(rows) == Set(verbs))
    }

    @Test("Each error code that the source declares has its entry in docs/errors.md")
    func errorsAreDocumented() throws {
        let page = try Checkout.text("docs/errors.md")
        let pattern = try Regex(#"RefusalCode\(\s*"([a-z_]+)""#)
        var codes: Set<String> = []
        for file in Checkout.swift where file.path.hasPrefix("Sources/Commons/") {
            let text = file.lines.joined(separator: "\n")
            for match in text.matches(of: pattern) {
                if let code = match.output[1].substring { codes.insert(String(code)) }
            }
        }
        #expect(codes.count > 20)
        for code in codes.sorted() {
            #expect(page.contains("`\(code)`"), "\(code) is not in docs/errors.md")
        }
    }

    @Test("Each error code that the source declares is provoked by a test, which names it")
    func errorsAreTested() throws {
        let pattern = try Regex(#"let (\w+) = RefusalCode\(\s*"([a-z_]+)""#)
        let tests = Checkout.files(below: "Tests", endings: [".swift"])
            .filter { !$0.path.hasPrefix("Tests/HouseTests/") }
            .map { $0.lines.joined(separator: "\n") }.joined(separator: "\n")
        // By its Swift name, and in quotation marks alone or before the field at fault.
        let words = Set(tests.split { !($0.isLetter || $0.isNumber || "._\"".contains($0)) })
        let names = Set(words.flatMap { $0.split(separator: ".").dropFirst() })
            .union(words.filter { $0.hasPrefix(".") }.map { $0.dropFirst() })
        let quoted = Set(tests.split { !($0.isLowercase || $0 == "_") })
        var untested: [String] = []
        var count = 0
        for file in Checkout.swift {
            for match in file.lines.joined(separator: "\n").matches(of: pattern) {
                guard let name = match.output[1].substring, let code = match.output[2].substring
                else { continue }
                count += 1
                let isNamed = names.contains(name) || (code.contains("_") && quoted.contains(code))
                if !isNamed && !tests.contains("\"\(code)\"") { untested.append(String(code)) }
            }
        }
        #expect(count > 100)
        #expect(untested == [])
    }

    @Test("Each reason why a paper cannot be read has its row in docs/errors.md")
    func readingFailuresAreDocumented() throws {
        let page = try Checkout.text("docs/errors.md")
        let start = try #require(page.range(of: "## A paper that cannot be read"))
        let section = page[start.upperBound...].prefix { $0 != "#" }
        let rows = section.split(separator: "\n").filter { $0.hasPrefix("| `") }
            .compactMap { $0.dropFirst("| `".count).split(separator: "`").first.map(String.init) }
        let codes = RecognitionFailure.Code.allCases.map(\.rawValue) + ["reader_failed"]
        #expect(rows.sorted() == codes.sorted())
    }

    @Test("Each route is described in one sentence with its fields' meanings")
    func routesAreDocumented() {
        #expect(Operations.all.count > 40)
        for operation in Operations.all {
            let declaration = operation.declaration
            #expect(declaration.summary.hasSuffix("."), "\(declaration.name)")
            #expect(declaration.summary.count >= 8, "\(declaration.name)")
        }
    }
}
