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
