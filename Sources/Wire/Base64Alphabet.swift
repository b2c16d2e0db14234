/// The two alphabets of RFC 4648 differ only in their last two digits.
struct Base64Alphabet {
    static let standard = Base64Alphabet(digit62: UInt8(ascii: "+"), digit63: UInt8(ascii: "/"))
    static let url = Base64Alphabet(digit62: UInt8(ascii: "-"), digit63: UInt8(ascii: "_"))

    let digit62: UInt8
    let digit63: UInt8

    func encode(_ bytes: [UInt8], padded: Bool) -> String {
        String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { text in
            var count = 0
            var index = 0
            while index < bytes.count {
                let held = min(3, bytes.count - index)
                var group = UInt32(bytes[index]) << 16
                if held > 1 { group |= UInt32(bytes[index + 1]) << 8 }
                if held > 2 { group |= UInt32(bytes[index + 2]) }
                for place in 0..<4 where place <= held || padded {
                    let value = UInt8(truncatingIfNeeded: group >> UInt32(18 - 6 * place)) & 63
                    text[count] = place <= held ? digit(value) : UInt8(ascii: "=")
                    count += 1
                }
                index += held
            }
            return count
        }
    }

    /// Digits without padding.
    func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4)
        var group: UInt32 = 0
        var held = 0
        for unit in text {
            guard let value = value(of: unit) else { return nil }
            group = group << 6 | UInt32(value)
            held += 6
            if held >= 8 {
                held -= 8
                bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(held)))
            }
        }
        return group & (1 << UInt32(held) - 1) == 0 ? bytes : nil
    }

    private func digit(_ value: UInt8) -> UInt8 {
        switch value {
        case 0..<26: UInt8(ascii: "A") + value
        case 26..<52: UInt8(ascii: "a") + value - 26
        case 52..<62: UInt8(ascii: "0") + value - 52
        case 62: digit62
        default: digit63
        }
    }

    private func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): digit - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0") + 52
        case digit62: 62
        case digit63: 63
        default: nil
        }
    }
}
