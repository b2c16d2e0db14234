/// How currencies are written on papers. A mark that several currencies share is left out, but
/// for the dollar sign, which alone says US dollar only when nothing speaks against it.
enum CurrencyMark {
    static let marks: [(mark: [UInt8], code: String)] = [
        ("RM", "MYR"), ("MYR", "MYR"), ("KSHS", "KES"), ("KSH", "KES"), ("KES", "KES"),
        ("USHS", "UGX"), ("USH", "UGX"), ("UGX", "UGX"), ("TSHS", "TZS"), ("TSH", "TZS"),
        ("TZS", "TZS"), ("FRW", "RWF"), ("RWF", "RWF"), ("FCFA", "XOF"), ("CFA", "XOF"),
        ("XOF", "XOF"), ("XAF", "XAF"), ("NGN", "NGN"), ("GHS", "GHS"), ("ETB", "ETB"),
        ("ZMW", "ZMW"), ("MWK", "MWK"), ("ZAR", "ZAR"), ("INR", "INR"), ("PHP", "PHP"),
        ("IDR", "IDR"), ("SGD", "SGD"), ("EUR", "EUR"), ("GBP", "GBP"), ("USD", "USD"),
        ("US$", "USD"), ("AED", "AED"), ("CHF", "CHF"), ("CAD", "CAD"), ("AUD", "AUD"),
        ("MAD", "MAD"), ("DZD", "DZD"), ("EGP", "EGP"), ("S$", "SGD"), ("RP", "IDR"),
        ("JPY", "JPY"), ("KWD", "KWD"), ("SAR", "SAR"), ("QAR", "QAR"),
        ("THB", "THB"), ("VND", "VND"), ("BRL", "BRL"), ("MXN", "MXN"), ("PKR", "PKR"),
        ("LKR", "LKR"), ("SEK", "SEK"), ("NOK", "NOK"), ("DKK", "DKK"), ("PLN", "PLN"),
        ("CZK", "CZK"), ("NZD", "NZD"), ("HKD", "HKD"), ("BWP", "BWP"), ("MZN", "MZN"),
        ("BIF", "BIF"), ("CDF", "CDF"), ("SSP", "SSP"),
    ].map { (Array($0.0.utf8), $0.1) }

    /// The length of a mark that begins here and is followed by a number or a mark of its own.
    static func prefixLength(_ bytes: ArraySlice<UInt8>) -> Int? {
        for (mark, _) in marks where bytes.starts(with: mark) {
            guard let next = bytes.dropFirst(mark.count).first else { return nil }
            if !Fold.isLetter(next) { return mark.count }
        }
        return bytes.first == UInt8(ascii: "$") ? 1 : nil
    }

    /// The length of the longest mark of letters in which a word ends, other than the word itself.
    static func suffix(of bytes: [UInt8]) -> Int? {
        marks.map { $0.mark }
            .filter { $0.count < bytes.count && bytes.suffix($0.count).elementsEqual($0) }
            .map { $0.count }.max()
    }

    static func isMark(_ bytes: [UInt8]) -> Bool {
        code(of: bytes) != nil
    }

    static func code(of bytes: [UInt8]) -> String? {
        for (mark, code) in marks where mark == bytes { return code }
        return nil
    }
}
