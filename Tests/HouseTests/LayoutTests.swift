import Foundation
import Testing

@Suite("The house keeps its order")
struct LayoutTests {
    /// Files that are tables of facts and may be longer or wider than code.
    static let tables: Set<String> = []

    @Test("Sources were found at all")
    func sourcesWereFound() {
        #expect(Checkout.swift.count > 50)
        #expect(Checkout.web.count > 20)
    }

    @Test("No source file is longer than 400 lines")
    func filesAreShort() {
        for file in Checkout.swift + Checkout.web where !Self.tables.contains(file.path) {
            #expect(file.lines.count <= 401, "\(file) has \(file.lines.count) lines")
        }
    }

    @Test("No line is wider than 100 columns")
    func linesAreNarrow() {
        for file in Checkout.swift where !Self.tables.contains(file.path) {
            for (number, line) in file.lines.enumerated() where line.count > 100 {
                Issue.record("\(file):\(number + 1) has \(line.count) columns")
            }
        }
    }

    @Test("No function is longer than 70 lines")
    func functionsAreShort() {
        for file in Checkout.swift {
            for function in Functions.found(in: file.lines) where function.length > 70 {
                Issue.record("\(file):\(function.start) \(function.name): \(function.length) lines")
            }
        }
    }

    @Test("Names say what a thing is")
    func namesExplainThemselves() {
        let empty = ["Util", "Helper", "Manager", "Misc", "Service.swift", "Common.swift"]
        for file in Checkout.swift + Checkout.web {
            for word in empty where file.name.localizedCaseInsensitiveContains(word) {
                Issue.record("\(file) is named after nothing")
            }
        }
    }

    @Test("Nothing is left for later and nothing traps on what came from outside")
    func noMarkersAndNoTraps() {
        let markers = ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "try" + "!", " as" + "! ", "fatal" + "Error("]
        for file in Checkout.swift + Checkout.web {
            for (number, line) in file.lines.enumerated() {
                for marker in markers where line.contains(marker) {
                    Issue.record("\(file):\(number + 1) has \(marker)")
                }
            }
        }
    }

    @Test("The root stays small enough to read")
    func rootIsSmall() throws {
        let entries = try FileManager.default.contentsOfDirectory(atPath: Checkout.root.path)
        let visible = entries.filter { !$0.hasPrefix(".") && $0 != "Package.resolved" && $0 != "var" }
        #expect(visible.count <= 14, "\(visible.sorted())")
    }
}

/// Functions of a Swift file, found by their braces. Good enough to notice the long ones.
struct Functions {
    let name: String
    let start: Int
    let length: Int

    static func found(in lines: [Substring]) -> [Functions] {
        var functions: [Functions] = []
        for (index, line) in lines.enumerated() {
            let words = line.split(separator: " ")
            guard let at = words.firstIndex(of: "func"), at + 1 < words.count else { continue }
            guard !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") else { continue }
            let indent = line.prefix { $0 == " " }
            guard
                let end = lines[index...].firstIndex(where: { $0 == indent + "}" }),
                lines[index..<end].contains(where: { $0.hasSuffix("{") })
            else { continue }
            functions.append(
                Functions(name: String(words[at + 1]), start: index + 1, length: end - index + 1))
        }
        return functions
    }
}
