import Foundation
import Testing

@Suite("What the browser build asks of the pure rooms")
struct PureRoomTests {
    /// The native compiler accepts these, and the build for the browser, which refuses them, is
    /// run less often than the tests.
    @Test("No pure room uses a key path, which Embedded Swift does not have")
    func noKeyPaths() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        var count = 0
        for room in ["Wire", "Ledger", "Insight", "Proof", "Browser"] {
            let files = FileManager.default.enumerator(
                at: root.appending(path: "Sources/\(room)"), includingPropertiesForKeys: nil)
            for case let file as URL in try #require(files) where file.pathExtension == "swift" {
                count += 1
                let lines = try String(contentsOf: file, encoding: .utf8)
                    .split(separator: "\n", omittingEmptySubsequences: false)
                for (number, line) in lines.enumerated() {
                    // The plain search spares nearly every line the expression.
                    if line.utf8.contains(UInt8(ascii: "\\")), line.contains(/[(:,=\s]\\\.[a-zA-Z]/)
                    {
                        Issue.record("\(file.lastPathComponent):\(number + 1) \(line)")
                    }
                }
            }
        }
        #expect(count > 80)
    }
}
