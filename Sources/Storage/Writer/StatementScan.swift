/// What the group writer must know of a statement before it runs: does it only read, and which
/// words does it name. Made once per SQL text.
struct StatementScan {
    let isRead: Bool
    /// Every word outside of string literals and comments, in lower case.
    let words: Set<String>

    init(_ sql: String) {
        let ordered = Self.words(of: Array(sql.utf8))
        words = Set(ordered)
        switch ordered.first {
        case "select", "values": isRead = true
        case "with": isRead = words.isDisjoint(with: ["insert", "update", "delete"])
        default: isRead = false
        }
    }

    private static func words(of sql: [UInt8]) -> [String] {
        var found: [String] = []
        var index = 0
        while index < sql.count {
            let byte = sql[index]
            if byte == UInt8(ascii: "'") {
                index = end(of: sql, after: index + 1) { sql[$0] == UInt8(ascii: "'") } + 1
            } else if byte == UInt8(ascii: "-"), index + 1 < sql.count, sql[index + 1] == byte {
                index = end(of: sql, after: index) { sql[$0] == UInt8(ascii: "\n") }
            } else if byte == UInt8(ascii: "/"), index + 1 < sql.count,
                sql[index + 1] == UInt8(ascii: "*")
            {
                index =
                    end(of: sql, after: index + 2) {
                        sql[$0] == UInt8(ascii: "/") && sql[$0 - 1] == UInt8(ascii: "*")
                    } + 1
            } else if isWord(byte) {
                let stop = end(of: sql, after: index) { !isWord(sql[$0]) }
                found.append(String(decoding: sql[index..<stop], as: UTF8.self).lowercased())
                index = stop
            } else {
                index += 1
            }
        }
        return found
    }

    private static func end(
        of sql: [UInt8], after start: Int, where stops: (Int) -> Bool
    ) -> Int {
        var index = start
        while index < sql.count, !stops(index) { index += 1 }
        return index
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}
