/// Property names as the wire spells them: `partyID` is `party_id`, `lineIDs` is `line_ids`.
enum SnakeCase {
    static func of(_ name: String) -> String {
        guard name.utf8.contains(where: isUpper) else { return name }
        let bytes = Array(name.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 4)
        for (index, byte) in bytes.enumerated() {
            if isUpper(byte) {
                if index > 0, startsWord(bytes, at: index) { result.append(UInt8(ascii: "_")) }
                result.append(byte | 0x20)
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A capital starts a word after a small letter, and where a run of capitals ends in a word
    /// of its own (`URLPath`), but not before the plural of an abbreviation (`IDs`).
    private static func startsWord(_ bytes: [UInt8], at index: Int) -> Bool {
        guard isUpper(bytes[index - 1]) else { return true }
        guard index + 1 < bytes.count, !isUpper(bytes[index + 1]) else { return false }
        let isPlural = bytes[index + 1] == UInt8(ascii: "s") && index + 2 == bytes.count
        return !isPlural
    }

    static func isPlain(_ name: String) -> Bool { !name.utf8.contains(where: isUpper) }

    private static func isUpper(_ byte: UInt8) -> Bool {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
    }
}

/// The names that one reading or writing has spelt already: lists repeat them for each item.
struct SnakeNames {
    private var known: [String: String] = [:]

    mutating func of(_ name: String) -> String {
        if SnakeCase.isPlain(name) { return name }
        if let known = known[name] { return known }
        let spelt = SnakeCase.of(name)
        known[name] = spelt
        return spelt
    }
}
