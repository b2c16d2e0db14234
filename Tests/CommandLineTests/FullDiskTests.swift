import Foundation
import Testing

@Suite("Output that cannot be written") struct FullDiskTests {
    @Test("is said and ends the verb with 1", arguments: ["openapi", "read", "forecast"])
    func fullDisk(verb: String) throws {
        try Program.withFolder { folder in
            try "<Invoice/>".write(
                toFile: folder + "/invoice.xml", atomically: true, encoding: .utf8)
            let days = (1...20).map { "2026-11-\($0 < 10 ? "0" : "")\($0),\($0 * 7 % 11)\n" }
            try ("ds,y\n" + days.joined()).write(
                toFile: folder + "/days.csv", atomically: true, encoding: .utf8)
            let arguments = [
                "openapi": [], "read": ["invoice.xml"],
                "forecast": ["--input", "days.csv", "--horizon", "2"],
            ]
            let onto = ["sh", "-c", "exec \"$@\" > /dev/full", "sh"]
            let said = try Program.run(
                verb, arguments: arguments[verb] ?? [], in: folder, prefix: onto)
            #expect(said.status == 1, "\(said)")
            #expect(said.error.contains("the output cannot be written"), "\(said)")
        }
    }
}
