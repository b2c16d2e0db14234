extension Migration {
    /// The SQL as one engine spells it.
    func sql(for engine: Engine) -> String {
        Self.translate(Self.lines(of: sql, for: engine), for: engine)
    }

    private static func lines(of sql: String, for engine: Engine) -> String {
        var kept: [Substring] = []
        var only: Substring?
        for line in sql.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("-- only ") {
                only = line.dropFirst("-- only ".count)
            } else if line.hasPrefix("-- end only") {
                only = nil
            } else if only == nil || only == Substring(engine.rawValue) {
                kept.append(line)
            }
        }
        return kept.joined(separator: "\n")
    }

    private static func translate(_ sql: String, for engine: Engine) -> String {
        let source = Array(sql.utf8)
        var result: [UInt8] = []
        var lastWord = ""
        var index = 0
        while index < source.count {
            let start = index
            if let end = endOfLiteralOrComment(source, at: index) {
                index = end
                result.append(contentsOf: source[start..<end])
            } else if isLetter(source[index]) {
                while index < source.count, isLetter(source[index]) { index += 1 }
                let word = String(decoding: source[start..<index], as: UTF8.self)
                let spelled = spelling(of: word, after: lastWord, engine)
                result.append(contentsOf: spelled.utf8)
                lastWord = word
            } else {
                result.append(source[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func spelling(
        of word: String, after last: String, _ engine: Engine
    ) -> String {
        switch (engine, word) {
        case (.sqlite, "BIGINT"), (.sqlite, "SMALLINT"): "INTEGER"
        case (.sqlite, "BYTEA"): "BLOB"
        case (.sqlite, "DOUBLE"): "REAL"
        case (.sqlite, "PRECISION") where last == "DOUBLE": ""
        case (.postgresql, "STRICT"): ""
        case (.postgresql, "TEXT") where last.uppercased() != "AS": "TEXT COLLATE \"C\""
        default: word
        }
    }

    private static func endOfLiteralOrComment(_ sql: [UInt8], at index: Int) -> Int? {
        let quote = sql[index]
        var next = index + 1
        if quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") {
            while next < sql.count, sql[next] != quote { next += 1 }
            return min(next + 1, sql.count)
        }
        if quote == UInt8(ascii: "-"), next < sql.count, sql[next] == quote {
            while next < sql.count, sql[next] != UInt8(ascii: "\n") { next += 1 }
            return next
        }
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
