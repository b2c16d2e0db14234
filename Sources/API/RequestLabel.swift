import HTTPTypes
import Hummingbird
import Ledger

/// The name of one request in answers, logs and the audit trail. A caller may bring its own.
enum RequestLabel {
    static let field = HTTPField.Name("X-Request-ID")
    private static let mostCharacters = 64

    static func of(_ request: Request) -> String {
        if let field, let given = request.headers[field], isPlain(given) { return given }
        return String(UInt64.random(in: .min ... .max), radix: 36)
    }

    private static func isPlain(_ text: String) -> Bool {
        1...mostCharacters ~= text.utf8.count
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F, 0x2E: true
                default: false
                }
            }
    }
}
