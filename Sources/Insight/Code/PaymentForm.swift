/// Codes that ask to pay.
enum PaymentForm {
    /// EMV merchant-presented mode: two figures of tag, two of length, the value; 53 currency, 54
    /// amount, 59 merchant, 62 more (01 bill, 05 reference), 63 CRC over all that stands before it.
    static func merchant(_ bytes: [UInt8]) -> CodeFacts? {
        guard bytes.starts(with: Array("000201".utf8)), let values = fields(bytes[...]),
            let sum = values["63"], bytes.count > 4,
            sum.uppercased() == checksum(bytes.dropLast(4))
        else { return nil }
        let more = values["62"].flatMap { fields(Array($0.utf8)[...]) } ?? [:]
        var facts = CodeFacts(.payment, form: "EMV")
        facts.supplier = values["59"]
        facts.total = CodeText.amount(values["54"])
        facts.currency = values["53"].flatMap { numericCurrencies[$0] }
        facts.number = more["01"]
        facts.controlCode = more["05"]
        return facts
    }

    private static func fields(_ bytes: ArraySlice<UInt8>) -> [String: String]? {
        var values: [String: String] = [:]
        var rest = bytes
        while !rest.isEmpty {
            guard rest.count >= 4, CodeText.isFigures(rest.prefix(4)),
                let length = Int(CodeText.string(rest.dropFirst(2).prefix(2))),
                rest.count >= 4 + length
            else { return nil }
            let tag = CodeText.string(rest.prefix(2))
            values[tag] = CodeText.value(rest.dropFirst(4).prefix(length))
            rest = rest.dropFirst(4 + length)
        }
        return values
    }

    /// CRC-16/CCITT-FALSE in four hexadecimal figures (ISO/IEC 13239).
    private static func checksum(_ bytes: ArraySlice<UInt8>) -> String {
        var sum: UInt16 = 0xFFFF
        for byte in bytes {
            sum ^= UInt16(byte) << 8
            for _ in 0..<8 { sum = sum & 0x8000 != 0 ? sum << 1 ^ 0x1021 : sum << 1 }
        }
        let text = String(sum, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - text.utf8.count) + text
    }

    /// ISO 4217's numbers of the currencies that such codes are printed in.
    private static let numericCurrencies = [
        "404": "KES", "834": "TZS", "800": "UGX", "646": "RWF", "230": "ETB", "936": "GHS",
        "566": "NGN", "967": "ZMW", "710": "ZAR", "454": "MWK", "943": "MZN", "952": "XOF",
        "950": "XAF", "356": "INR", "458": "MYR", "360": "IDR", "764": "THB", "608": "PHP",
        "702": "SGD", "704": "VND", "986": "BRL", "978": "EUR", "840": "USD", "826": "GBP",
        "586": "PKR", "050": "BDT", "144": "LKR", "116": "KHR", "682": "SAR", "784": "AED",
    ]

    /// The Swiss QR-bill (SIX, version 2): lines in a fixed order.
    static func swiss(_ bytes: [UInt8]) -> CodeFacts? {
        let lines = CodeText.lines(bytes)
        guard lines.count >= 29, lines[0] == "SPC", lines[19].utf8.count == 3 else { return nil }
        var facts = CodeFacts(.payment, form: "Swiss QR-bill")
        facts.supplier = CodeText.value(lines[5].utf8)
        facts.total = CodeText.amount(lines[18])
        facts.currency = lines[19]
        facts.controlCode = CodeText.value(lines[28].utf8)
        return facts
    }

    /// The European Payments Council's code for transfers (EPC069-12).
    static func european(_ bytes: [UInt8]) -> CodeFacts? {
        let lines = CodeText.lines(bytes)
        guard lines.count >= 8, lines[0] == "BCD", lines[3] == "SCT",
            lines[7].utf8.starts(with: Array("EUR".utf8))
        else { return nil }
        var facts = CodeFacts(.payment, form: "EPC")
        facts.supplier = CodeText.value(lines[5].utf8)
        facts.total = CodeText.amount(CodeText.string(lines[7].utf8.dropFirst(3)))
        facts.currency = "EUR"
        let reference = lines.count > 9 ? lines[9] : ""
        let remark = lines.count > 10 ? lines[10] : ""
        facts.controlCode = CodeText.value((reference.isEmpty ? remark : reference).utf8)
        return facts
    }
}
