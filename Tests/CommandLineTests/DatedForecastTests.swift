import Foundation
import Testing
import Wire

/// The core as it is built for the browser answers `CoreAnswer` here; in Chromium it answers the
/// shared vectors as here (`Tests/browser/core_vectors.py`).
@Suite("With its first day and its frequency the core forecasts a series as commons forecast does")
struct DatedForecastTests {
    /// A time, the steps of so many hours or days after it, and the frequency's letters.
    struct Case: Sendable {
        let first: String
        let frequency: String
        let model: String
        var hours = 24
    }

    static let cases = [
        Case(first: "2026-01-01", frequency: "D", model: "auto"),
        Case(first: "2026-01-01", frequency: "D", model: "prophet"),
        Case(first: "2026-01-01", frequency: "2W", model: "theta", hours: 14 * 24),
        Case(first: "2026-01-01 09:00:00", frequency: "H", model: "auto", hours: 1),
        Case(first: "2026-01-01 00:00:00", frequency: "6H", model: "auto", hours: 6),
    ]

    /// A rise, weeks of seven and of a hundred and sixty-eight, a value that stands out, and a gap.
    private static let values: [Int?] = (0..<340).map { (step: Int) -> Int? in
        if step == 50 { return nil }
        let beat = step * 13 % 7 * 4 + (step % 168 < 120 ? 9 : 0) + step * 37 % 11
        return 40 + step / 20 + beat + (step == 90 ? 400 : 0)
    }

    @Test("Quantiles, times, season and errors are the same to the last digit", arguments: cases)
    func same(given: Case) throws {
        try Program.withFolder { folder in
            let rows = try zip(Self.times(given), Self.values)
                .map { "\($0),\($1.map(String.init) ?? "")\n" }
            try Data(("ds,y\n" + rows.joined()).utf8)
                .write(to: URL(fileURLWithPath: folder + "/f.csv"))
            let result = try Program.run(
                "forecast", "--input", "f.csv", "--horizon", "15", "--model", given.model,
                "--frequency", given.frequency, "--json", in: folder)
            #expect(result.status == 0, "\(result)")
            let told = try JSONValue.parse(Array(result.output.utf8))
            let answer = try Self.answer(to: given, in: folder)
            for name in ["p10", "p50", "p90", "ds", "season", "frequency"] {
                let (one, other) = (try #require(answer[name]), try #require(told[name]))
                #expect(one.canonicalBytes == other.canonicalBytes, "\(name)")
            }
            for name in ["mase", "naive_mase"] {
                let (one, other) = (try #require(answer[name]), told["backtest"]?[name])
                #expect(one.double != nil && one.double == other?.double, "\(name)")
            }
        }
    }

    private static func times(_ given: Case) throws -> [String] {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = .gmt
        format.dateFormat = given.first.count == 10 ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss"
        let first = try #require(format.date(from: given.first))
        return values.indices.map {
            format.string(from: first.addingTimeInterval(Double(3_600 * given.hours * $0)))
        }
    }

    private static func answer(to given: Case, in folder: String) throws -> JSONValue {
        let list = values.map { $0.map(String.init) ?? "null" }.joined(separator: ",")
        let request = """
            {"values":[\(list)],"horizon":15,"model":"\(given.model)","first":"\(given.first)",
             "frequency":"\(given.frequency)"}
            """
        let (input, output) = (folder + "/request.json", folder + "/answer.json")
        try Data(request.utf8).write(to: URL(fileURLWithPath: input))
        try Data().write(to: URL(fileURLWithPath: output))
        let core = URL(fileURLWithPath: try Program.executable()).deletingLastPathComponent()
            .appendingPathComponent("CoreAnswer").path
        let process = Program.make([core, "forecast"], in: folder, [:])
        process.standardInput = FileHandle(forReadingAtPath: input)
        process.standardOutput = FileHandle(forWritingAtPath: output)
        try process.run()
        process.waitUntilExit()
        return try JSONValue.parse(Array(try Data(contentsOf: URL(fileURLWithPath: output))))
    }
}
