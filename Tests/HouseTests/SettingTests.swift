import Commons
import Foundation
import Testing

@Suite("Every setting is documented and looked up in the order that is documented")
struct SettingTests {
    @Test("Each setting has its row in the operating guide, with its default")
    func everySettingIsDocumented() throws {
        let page = try Checkout.text("docs/operating/configuration.md")
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") && !$0.hasPrefix("| `COMMONS_") }
        #expect(rows.count == Setting.all.count)
        for setting in Setting.all {
            let row = try #require(rows.first { $0.hasPrefix("| `\(setting.name)` |") })
            if let standard = setting.standard { #expect(row.contains("`\(standard)`")) }
            #expect(row.contains("| yes |") == setting.isSecret)
        }
    }

    @Test("Each variable that the source names is a setting's or has its row, and each row is read")
    func everyVariableIsDocumented() throws {
        let page = try Checkout.text("docs/operating/configuration.md")
        let row = #/^\| `(COMMONS_[A-Z0-9_]+)` \|/#
        let rows = page.split(separator: "\n").compactMap {
            $0.firstMatch(of: row).map { String($0.output.1) }
        }
        let variable = #/COMMONS_[A-Z0-9_]*[A-Z0-9]/#
        var named: Set<String> = []
        let endings = [".swift", ".cpp", ".hpp", ".h"]
        for file in Checkout.files(below: "Sources", endings: endings) {
            for line in file.lines where line.contains("COMMONS_") {
                for match in line.matches(of: variable) {
                    named.insert(String(match.output))
                }
            }
        }
        let settings = Set(Setting.all.map(\.variable))
        #expect(named.subtracting(settings) == Set(rows))
    }

    @Test("A flag wins over the environment, the environment over the file, the file over the default")
    func precedence() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func port(_ flags: [Setting: String], _ environment: [String: String]) throws -> String? {
            try Configuration(folder: folder.path, flags: flags, environment: environment)[.port]
        }
        #expect(try port([:], [:]) == "8080")
        try "# ours\nport = 1\n".write(
            to: folder.appendingPathComponent("commons.conf"), atomically: true, encoding: .utf8)
        #expect(try port([:], [:]) == "1")
        #expect(try port([:], ["COMMONS_PORT": "2"]) == "2")
        #expect(try port([.port: "3"], ["COMMONS_PORT": "2"]) == "3")
    }

    @Test("An unknown key in the file is refused with its line, and a wrong value with its origin")
    func mistakesAreNamed() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("commons.conf")
        try "\nprot = 1\n".write(to: file, atomically: true, encoding: .utf8)
        let unknown = #expect(throws: ConfigurationFault.self) {
            try Configuration(folder: folder.path, environment: [:])
        }
        #expect(unknown?.description.contains(":2 ") == true)
        try "port = many\n".write(to: file, atomically: true, encoding: .utf8)
        let wrong = #expect(throws: ConfigurationFault.self) {
            try Configuration(folder: folder.path, environment: [:]).number(.port, in: 0...65535)
        }
        #expect(wrong?.description.contains("file") == true)
    }

    @Test("Secrets are never shown")
    func secretsStayHidden() throws {
        let shown = try Configuration(
            folder: "/nowhere",
            environment: ["COMMONS_SECRET": "hush", "COMMONS_S3_SECRET_KEY": "hush"]
        ).description
        #expect(!shown.contains("hush"))
        #expect(shown.contains("s3-secret-key = set, not shown"))
    }
}
