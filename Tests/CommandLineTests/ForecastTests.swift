import Foundation
import Testing
import Wire

@Suite("commons forecast") struct ForecastTests {
    /// Days from 2024-01-01 with a week that is seen well.
    private static func days(_ count: Int, name: String = "", level: Double = 400) -> [String] {
        let week = [12.0, 30, 55, -20, -41, -56, 20]
        return (0..<count).map { step in
            let noise = Double(step * 37 % 11) - 5
            return (name.isEmpty ? "" : name + ",")
                + "\(day(step)),\(level + Double(step) / 10 + week[step % 7] + noise)"
        }
    }

    private static func day(_ step: Int) -> String {
        let date = Date(timeIntervalSince1970: Double(19_723 + step) * 86_400)
        return String(ISO8601DateFormatter().string(from: date).prefix(10))
    }

    /// Runs the verb on a table of that text.
    private func forecast(
        _ text: String, _ arguments: String..., files: [String: String] = [:],
        then look: (Program.Result, String) throws -> Void
    ) throws {
        try Program.withFolder { folder in
            for (name, text) in files.merging(["f.csv": text], uniquingKeysWith: { $1 }) {
                try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
            }
            let result = try Program.run(
                "forecast", "--input", "f.csv", arguments: arguments, in: folder)
            try look(result, folder)
        }
    }

    /// Rows of a table without quotation marks, by column.
    private func rows(_ text: String) -> [[String: String]] {
        let lines = text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { Dictionary(zip(header, $0)) { $1 } }
    }

    private static let plain = "ds,y\n" + days(120).joined(separator: "\n") + "\n"

    @Test("takes a table and gives one, with the steps that come next")
    func tableToTable() throws {
        try forecast(Self.plain, "--horizon", "3") { result, _ in
            #expect(result.status == 0 && result.error.isEmpty, "\(result)")
            #expect(result.output.hasPrefix("unique_id,ds,p10,p50,p90\nseries,2024-04-30,"))
            let rows = rows(result.output)
            #expect(rows.map { $0["ds"] } == ["2024-04-30", "2024-05-01", "2024-05-02"])
            for row in rows {
                let told = ["p10", "p50", "p90"].compactMap { row[$0].flatMap(Double.init) }
                #expect(told.count == 3 && told == told.sorted() && told[0] > 300)
            }
        }
        try forecast(Self.plain, "--horizon", "2", "--output", "out.csv") { result, folder in
            #expect(result.status == 0 && result.output.isEmpty)
            let text = try String(contentsOfFile: folder + "/out.csv", encoding: .utf8)
            #expect(rows(text).count == 2)
        }
    }

    @Test("says which days it set aside as outliers")
    func outliers() throws {
        var days = Self.days(120)
        days[40] = Self.day(40) + ",9000"
        let text = "ds,y\n" + days.joined(separator: "\n") + "\n"
        let day = Self.day(40)
        try forecast(text, "--horizon", "2", "--json") { result, _ in
            let line = try JSONValue.parse(Array(result.output.utf8))
            #expect(line["outliers"]?.array?.map(\.string) == [day], "\(result)")
        }
        try forecast(text, "--horizon", "2", "--explain") { result, _ in
            #expect(result.error.contains("set aside as outliers: \(day)"), "\(result)")
        }
        try forecast(Self.plain, "--horizon", "2", "--explain") { result, _ in
            #expect(!result.error.contains("outliers") && !result.error.isEmpty)
        }
    }

    @Test("warns of a capacity out of all proportion, and follows the series all the same")
    func capacity() throws {
        try Program.withFolder { folder in
            let rows = (0..<120).map { "\($0),\(20 + $0 * 37 % 11)" }.joined(separator: "\n")
            try Data(("ds,y\n" + rows).utf8).write(to: URL(fileURLWithPath: folder + "/f.csv"))
            func run(_ arguments: String...) throws -> Program.Result {
                try Program.run(
                    "forecast", "--input", "f.csv", "--horizon", "3", "--model", "prophet",
                    "--growth", "logistic", "--capacity", "1e6", arguments: arguments, in: folder)
            }
            let result = try run()
            #expect(result.status == 0, "\(result)")
            #expect(result.error.contains("series has a capacity of more than 100 times"))
            let middles = result.output.split(separator: "\n").dropFirst().compactMap {
                Double($0.split(separator: ",")[3])
            }
            #expect(middles.count == 3 && middles.allSatisfy { 20...31 ~= $0 }, "\(result)")
            let json = try JSONValue.parse(Array(try run("--json").output.utf8))
            #expect(json["warnings"]?.array?.map(\.string) == ["capacity_far_above"])
        }
    }

    @Test("names parts that add up to p50, digit by digit", arguments: [
        [String](), ["--model", "prophet"],
        ["--model", "prophet", "--seasonality-mode", "multiplicative", "--holidays", "ke"],
        ["--model", "prophet", "--growth", "logistic", "--capacity", "700", "--floor", "300",
            "--seasonality-mode", "multiplicative"],
    ])
    func partsAddUp(arguments: [String]) throws {
        try Program.withFolder { folder in
            try Data(Self.plain.utf8).write(to: URL(fileURLWithPath: folder + "/f.csv"))
            let result = try Program.run(
                "forecast", "--input", "f.csv", "--horizon", "21", "--explain",
                arguments: arguments, in: folder)
            #expect(result.status == 0, "\(result)")
            #expect(result.error.hasPrefix("series (daily, season 7): "))
            let header = try #require(result.output.split(separator: "\n").first)
                .split(separator: ",").map(String.init)
            let names = header.dropFirst(5)
            #expect(names.starts(with: arguments.isEmpty ? ["level", "season"] : ["trend"]))
            let season = arguments.isEmpty ? "season" : "weekly"
            var mostOfSeason: Decimal = 0
            for row in rows(result.output) {
                let figures = row.compactMapValues { Decimal(string: $0) }
                let parts = names.compactMap { figures[$0] }
                let median = try #require(figures["p50"])
                #expect(parts.count == names.count && parts.reduce(0, +) == median)
                #expect(try #require(figures["p10"]) <= median)
                #expect(try #require(figures["p90"]) >= median)
                mostOfSeason = max(mostOfSeason, abs(try #require(figures[season])))
            }
            #expect(mostOfSeason > 5, "in units, not as a share of the trend")
        }
    }

    @Test("says how its past went beside the last season once more, and what those figures are")
    func backtest() throws {
        try forecast(Self.plain, "--horizon", "14", "--backtest") { result, _ in
            #expect(result.status == 0, "\(result)")
            #expect(result.error.contains("found with these same origins in view"))
            let measures = ["mase", "smape", "pinball", "coverage"]
            let (own, all) = (rows(result.output)[0], rows(result.output)[1])
            for measure in measures + measures.map({ "naive_" + $0 }) {
                #expect(own[measure].flatMap(Double.init) != nil, "\(measure)")
                #expect(own[measure] == all[measure])
            }
            #expect(own["better"] == "model" && all["better"] == "naive wins on 0 of 1")
        }
        try forecast(Self.plain, "--horizon", "14", "--backtest", "--model", "prophet") {
            result, _ in
            #expect(result.status == 0 && result.error.isEmpty, "\(result)")
        }
    }

    @Test("says how far ahead the past was tried, and counts the origins of what was")
    func reach() throws {
        let days = Self.days(120).map { "long,\($0)" } + Self.days(4).map { "short,\($0)" }
        let table = "unique_id,ds,y\n" + days.joined(separator: "\n") + "\n"
        try forecast(table, "--horizon", "40", "--backtest") { result, _ in
            #expect(result.error.contains("are of 30 steps ahead, not of all 40"), "\(result)")
            let rows = rows(result.output)
            #expect(rows.map { $0["unique_id"] } == ["long", "short", "ALL"])
            #expect(rows[0]["origins"] == rows[2]["origins"] && rows[1]["origins"] == "0")
        }
    }

    @Test("says that the last season once more wins, where it does")
    func naiveWins() throws {
        let text = "ds,y\n" + (0..<70).map { "\(Self.day($0)),\(10 + $0 % 7)\n" }.joined()
        try forecast(text, "--horizon", "7", "--backtest", "--model", "naive") { result, _ in
            let row = rows(result.output)[0]
            #expect(row["mase"]?.isEmpty == true && row["naive_smape"] == "0.0000")
            #expect(row["better"] == "naive", "\(result)")
            #expect(result.output.hasSuffix("naive wins on 1 of 1\n"))
        }
        try forecast("ds,y\n2024-01-01,3\n2024-01-02,4\n", "--horizon", "1", "--backtest") {
            result, _ in
            #expect(result.output.contains("series,0,,,,,,,,,too short to say"))
            #expect(result.output.hasSuffix("naive wins on 0 of 0\n"))
        }
        let constant = "ds,y\n" + (0..<20).map { "\(Self.day($0)),4\n" }.joined()
        try forecast(constant, "--horizon", "3", "--backtest") { result, _ in
            let row = rows(result.output)[0]
            #expect(row["smape"] == "0.0000" && row["coverage"] == "1.0000", "\(result)")
            #expect(row["better"] == "model" && row["origins"] == "3")
        }
    }

    @Test("names a series that it refuses, and prints the others")
    func oneRefused() throws {
        let good = [Self.days(40, name: "Accra"), Self.days(40, name: "Kumasi", level: 90)]
        let bad = [
            "Tema,2024-01-01,1", "Tema,2024-01-03,2", "Tema,2024-01-10,3", "Lome,2024-01-01,",
        ]
        let text = "unique_id,ds,y\n" + (good[0] + bad + good[1]).joined(separator: "\n")
        try forecast(text, "--horizon", "2") { result, _ in
            #expect(result.status == 1)
            #expect(rows(result.output).map { $0["unique_id"] } == [
                "Accra", "Accra", "Kumasi", "Kumasi",
            ])
            #expect(result.error.contains("forecast: Tema has times that are not evenly spaced"))
            #expect(result.error.contains("--frequency"))
            #expect(result.error.contains("forecast: Lome has no values"))
        }
    }

    @Test("reads what spreadsheets write: a mark, line ends, quotation marks")
    func spreadsheets() throws {
        let rows = Self.days(40, name: "\"Mama, \"\"Duka\"\"\"")
        let text = "\u{FEFF}unique_id,ds,y\r\n" + rows.joined(separator: "\r\n") + "\r\n"
        try forecast(text, "--horizon", "1") { result, _ in
            #expect(result.status == 0, "\(result)")
            #expect(result.output.contains("\n\"Mama, \"\"Duka\"\"\",2024-02-10,"))
        }
    }

    @Test("gives one JSON object a series")
    func json() throws {
        let text = "unique_id,ds,y\n"
            + (Self.days(60, name: "a") + Self.days(60, name: "b")).joined(separator: "\n")
        try forecast(text, "--horizon", "5", "--json") { result, _ in
            #expect(result.status == 0, "\(result)")
            let objects = try result.output.split(separator: "\n").map {
                try JSONValue.parse(Array($0.utf8))
            }
            #expect(objects.map { $0["unique_id"]?.string } == ["a", "b"])
            for object in objects {
                #expect(object["ds"]?.array?.count == 5 && object["p50"]?.array?.count == 5)
                #expect(object["frequency"]?.string == "daily")
                #expect(object["backtest"]?["held_out"]?.bool == false)
                #expect(object["backtest"]?["naive_coverage"]?.double != nil)
            }
        }
    }

    @Test("says of a file without rows that it has none", arguments: ["ds,y\n", "ds,y", "ds,y\n\n"])
    func headerOnly(text: String) throws {
        try forecast(text, "--horizon", "3") { result, _ in
            #expect(result.status == 1 && result.output.isEmpty)
            #expect(result.error.contains("f.csv: there are no rows under the header"))
        }
    }

    static let wrong: [(arguments: [String], says: String)] = [
        (["--horizon", "0"], "--horizon must be from 1 to 10000"),
        (["--horizon", "10001"], "--horizon must be from 1 to 10000"),
        (["--horizon", "3", "--season", "4611686018427387904"], "--season must be from 1 to 10000"),
        (["--horizon", "3", "--season", "0"], "--season must be from 1"),
        (["--horizon", "3", "--model", "oracle"], "there is no model oracle"),
        (["--horizon", "3", "--frequency", "X"], "there is no frequency X"),
        (["--horizon", "3", "--holidays", "KE"], "--holidays needs --model prophet"),
        (["--horizon", "3", "--growth", "logistic"], "--growth needs --model prophet"),
        (["--horizon", "3", "--seed", "4", "--model", "ets"], "--seed needs --model prophet"),
        (["--horizon", "3", "--capacity", "9"], "--capacity needs --model prophet"),
        (["--horizon", "3", "--floor", "1"], "--floor needs --model prophet"),
        (["--horizon", "3", "--seasonality-mode", "additive"], "--seasonality-mode needs"),
        (["--horizon", "3", "--changepoints", "4"], "--changepoints needs"),
        (["--horizon", "3", "--changepoint-prior-scale", "1"], "--changepoint-prior-scale needs"),
        (["--horizon", "3", "--regressors", "a"], "--regressors needs --model prophet"),
        (["--horizon", "3", "--model", "prophet", "--growth", "logistic"], "needs --capacity"),
        (["--horizon", "3", "--model", "prophet", "--capacity", "9"], "needs --growth logistic"),
        (
            ["--horizon", "3", "--model", "prophet", "--growth", "logistic", "--capacity", "1",
                "--floor", "2"],
            "--capacity must be above --floor"
        ),
        (["--horizon", "3", "--model", "prophet", "--holidays", "ZZ"], "KE, UG, TZ"),
        (["--horizon", "3", "--model", "prophet", "--season", "5"], "--season has no say"),
    ]

    /// Of the Prophet model, beyond what numbers hold.
    static let beyond: [(arguments: [String], says: String)] = [
        (["--growth", "logistic", "--capacity", "1e308"], "--capacity must be from -1,000,000"),
        (["--growth", "logistic", "--capacity", "nan"], "--capacity must be from -1,000,000"),
        (["--growth", "logistic", "--capacity", "9", "--floor=-1e308"], "--floor must be from -1,"),
        (["--changepoint-prior-scale", "1e50"], "must be from 0.000001 to 1000000"),
        (["--changepoint-prior-scale", "0"], "must be from 0.000001 to 1000000"),
    ]

    @Test("refuses wrong usage with 64 and a sentence, before it reads",
        arguments: wrong + beyond.map { (["--horizon", "3", "--model", "prophet"] + $0, $1) })
    func usage(arguments: [String], says: String) throws {
        try Program.withFolder { folder in
            let result = try Program.run(
                "forecast", "--input", "missing.csv", arguments: arguments, in: folder)
            #expect(result.status == 64 && result.output.isEmpty, "\(result)")
            #expect(result.error.contains(says), "\(result)")
        }
    }

    @Test("an input without a byte is an empty table, and no missing file")
    func emptyInput() throws {
        try forecast("", "--horizon", "3") { result, folder in
            #expect(result.status == 1)
            #expect(result.error.contains("f.csv: line 1 has no header: the table is empty"))
            let piped = try Program.run(
                "forecast", "--input", "-", "--horizon", "3", in: folder)
            #expect(piped.status == 1 && piped.output.isEmpty)
            #expect(piped.error.contains("standard input: line 1 has no header"), "\(piped)")
        }
    }

    @Test("a pipe, a device or a link that is to hold the forecasts stays what it is")
    func outputStays() throws {
        try Program.withFolder { folder in
            func kind(_ name: String) -> UInt32 {
                var status = stat()
                return lstat(folder + "/" + name, &status) == 0 ? status.st_mode & S_IFMT : 0
            }
            func run(_ output: String) throws -> Program.Result {
                try Program.run(
                    "forecast", "--input", "f.csv", "--horizon", "2", "--output", output,
                    in: folder)
            }
            func text(_ name: String) throws -> String {
                try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
            }
            try Data(Self.plain.utf8).write(to: URL(fileURLWithPath: folder + "/f.csv"))
            #expect(mkfifo(folder + "/pipe", 0o600) == 0)
            // Open for both ways, so that nobody has to wait for the other side.
            let pipe = open(folder + "/pipe", O_RDWR | O_NONBLOCK)
            defer { close(pipe) }
            var result = try run("pipe")
            #expect(result.status == 0 && kind("pipe") == S_IFIFO, "\(result)")
            var bytes = [UInt8](repeating: 0, count: 4_096)
            let count = read(pipe, &bytes, bytes.count)
            let piped = String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
            #expect(rows(piped).count == 2)

            try Data(String(repeating: "old\n", count: 900).utf8)
                .write(to: URL(fileURLWithPath: folder + "/held.csv"))
            for (link, target) in [("link", "held.csv"), ("loose", "new.csv")] {
                #expect(symlink(target, folder + "/" + link) == 0)
                result = try run(link)
                #expect(result.status == 0 && kind(link) == S_IFLNK, "\(result)")
                #expect(try kind(target) == S_IFREG && text(target) == piped)
            }
            result = try run("held.csv")
            #expect(try result.status == 0 && text("held.csv") == piped)
            result = try run("f.csv/none.csv")
            #expect(result.status == 1)
            #expect(result.error.contains("f.csv/none.csv cannot be written"), "\(result)")
        }
    }

    @Test("a missing file is a failure and no wrong usage", arguments: [
        (["--input", "missing.csv"], "no readable file missing.csv"),
        (
            ["--input", "f.csv", "--model", "prophet", "--holidays", "days.csv"],
            "no readable file days.csv, and no country"
        ),
    ])
    func missingFiles(arguments: [String], says: String) throws {
        try Program.withFolder { folder in
            try Data(Self.plain.utf8).write(to: URL(fileURLWithPath: folder + "/f.csv"))
            let result = try Program.run(
                "forecast", "--horizon", "3", arguments: arguments, in: folder)
            #expect(result.status == 1 && result.error.contains(says), "\(result)")
        }
    }

    @Test("steps and their season are what the times show, or what one says", arguments: [
        (7, 60, [0: 1], "weekly", "2025-02-24"), (14, 40, [:], "every 14 days", "2025-07-14"),
        (28, 30, [5: 1], "every 28 days", "2026-04-20"),
    ])
    func steps(
        length: Int, count: Int, moved: [Int: Int], frequency: String, next: String
    ) throws {
        let rows = (0..<count).map {
            "\(Self.day($0 * length + (moved[$0] ?? 0))),\(100 + $0 * 37 % 11)"
        }
        let text = "ds,y\n" + rows.joined(separator: "\n")
        try forecast(text, "--horizon", "1", "--explain") { result, _ in
            #expect(result.status == 0 && result.error.contains("(\(frequency), "), "\(result)")
            #expect(self.rows(result.output)[0]["ds"] == next)
        }
    }
}
