import Foundation
import Testing

@Suite("Decisions are numbered and complete")
struct DecisionTests {
    @Test("Numbers run without gap, and each record has its three parts on one page")
    func recordsAreWhole() throws {
        let folder = Checkout.root.appendingPathComponent("docs/decisions").path
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names.count >= 5)
        for (index, name) in names.enumerated() {
            #expect(name.hasPrefix(String(format: "%04d-", index + 1)), "\(name) breaks the count")
            let text = try Checkout.text("docs/decisions/" + name)
            for part in ["**Context.**", "**Decision.**", "**Consequences.**"] {
                #expect(text.contains(part), "\(name) lacks \(part)")
            }
            #expect(text.split(separator: "\n").count <= 60, "\(name) is longer than a page")
        }
    }
}
