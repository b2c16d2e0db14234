import Ledger

/// One change of a scenario as somebody wrote it, and its fields.
struct CashScenarioText: Equatable {
    var written: String
    var fields: [String]

    private static let quote = UInt8(ascii: "\"")

    /// Changes stand between commas, fields between colons; what begins with a quotation mark goes
    /// to the one that closes it, and has commas, colons and, doubled, quotation marks.
    static func changes(_ text: String) throws(CashScenarioRefusal) -> [CashScenarioText] {
        let bytes = Array(text.utf8)
        var changes: [CashScenarioText] = []
        var (place, start) = (0, 0)
        var fields: [String] = []
        while true {
            fields.append(try field(bytes, &place, of: text))
            if place < bytes.count, bytes[place] == UInt8(ascii: ":") {
                place += 1
                continue
            }
            let written = String(decoding: bytes[start..<place], as: UTF8.self)
            // Nothing between two commas is no change.
            if !written.isEmpty { changes.append(.init(written: written, fields: fields)) }
            guard place < bytes.count else { return changes }
            place += 1
            (start, fields) = (place, [])
        }
    }

    /// A field, up to the comma, the colon or the end that follows it.
    private static func field(
        _ bytes: [UInt8], _ place: inout Int, of text: String
    ) throws(CashScenarioRefusal) -> String {
        guard place < bytes.count, bytes[place] == quote else {
            let rest = bytes[place...]
            let end = rest.firstIndex { isSeparator($0) } ?? bytes.count
            defer { place = end }
            return String(decoding: bytes[place..<end], as: UTF8.self)
        }
        var name: [UInt8] = []
        place += 1
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            guard byte == quote else {
                name.append(byte)
                continue
            }
            guard place < bytes.count, bytes[place] == quote else {
                guard place == bytes.count || isSeparator(bytes[place]) else { break }
                return String(decoding: name, as: UTF8.self)
            }
            name.append(quote)
            place += 1
        }
        throw .unknown(text)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":")
    }

    /// A name as `changes(_:)` reads it back; an id keeps the colons within, as `skip` reads them.
    static func written(_ name: String, keepsColons: Bool = false) -> String {
        let bytes = Array(name.utf8)
        let (comma, colon) = (UInt8(ascii: ","), UInt8(ascii: ":"))
        let isQuoted = keepsColons
            ? bytes.first == colon || bytes.contains { $0 == comma || $0 == quote }
            : bytes.first == quote || bytes.contains { $0 == comma || $0 == colon }
        guard isQuoted else { return name }
        let doubled = bytes.flatMap { $0 == quote ? [quote, quote] : [$0] }
        return String(decoding: [quote] + doubled + [quote], as: UTF8.self)
    }
}

extension CashScenario {
    /// As `init(_:currency:)` reads it.
    public func text(currency: Currency) -> String {
        changes.map { change in
            switch change {
            case .late(let party, let days):
                "late:" + CashScenarioText.written(party) + ":" + String(days)
            case .sales(let percent): "sales:" + String(percent)
            case .purchases(let percent): "purchases:" + String(percent)
            case .skip(let id): "skip:" + CashScenarioText.written(id, keepsColons: true)
            case .once(let day, let amount):
                "once:" + day.iso + ":"
                    + Money(minorUnits: amount, currency: currency).decimal
            }
        }.joined(separator: ",")
    }
}
