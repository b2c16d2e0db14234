/// A currency of ISO 4217 with its number of decimals.
public struct Currency: Hashable, Sendable {
    /// The three letters and, in the lowest byte, the exponent: no look-up is needed to use one.
    private let packed: UInt32

    /// Nil for a code that ISO 4217 does not list as active, or lists without minor units.
    public init?(code: String) {
        var letters: UInt32 = 0
        var count = 0
        for unit in code.utf8 {
            count += 1
            guard count <= 3, UInt8(ascii: "A")...UInt8(ascii: "Z") ~= unit else { return nil }
            letters = letters << 8 | UInt32(unit)
        }
        guard count == 3, let exponent = Self.exponent(ofLetters: letters) else { return nil }
        packed = letters << 8 | UInt32(exponent)
    }

    private init(_ code: StaticString, exponent: UInt8) {
        var letters: UInt32 = 0
        for index in 0..<3 { letters = letters << 8 | UInt32(code.utf8Start[index]) }
        packed = letters << 8 | UInt32(exponent)
    }

    /// Three capital letters.
    public var code: String {
        String(decoding: [24, 16, 8].map { UInt8(packed >> UInt32($0) & 0xFF) }, as: UTF8.self)
    }

    /// Decimals of the minor unit: 0, 2, 3 or 4.
    public var exponent: Int { Int(packed & 0xFF) }

    /// How many minor units make one major unit.
    public var unitsPerMajor: Int64 { PowerOfTen.int64(exponent) }
}

extension Currency {
    public static let kes = Currency("KES", exponent: 2)
    public static let ugx = Currency("UGX", exponent: 0)
    public static let tzs = Currency("TZS", exponent: 2)
    public static let rwf = Currency("RWF", exponent: 0)
    public static let usd = Currency("USD", exponent: 2)
    public static let eur = Currency("EUR", exponent: 2)
    public static let xof = Currency("XOF", exponent: 0)
    public static let ngn = Currency("NGN", exponent: 2)
    public static let ghs = Currency("GHS", exponent: 2)
    public static let etb = Currency("ETB", exponent: 2)
    public static let inr = Currency("INR", exponent: 2)
    public static let myr = Currency("MYR", exponent: 2)
    public static let kwd = Currency("KWD", exponent: 3)
    public static let jpy = Currency("JPY", exponent: 0)

    /// All currencies, by code.
    public static var all: [Currency] {
        (0..<recordCount).map { index in
            let record = record(at: index)
            return Currency(packed: record.letters << 8 | UInt32(record.exponent))
        }
    }

    private init(packed: UInt32) { self.packed = packed }

    private static func exponent(ofLetters letters: UInt32) -> UInt8? {
        var low = 0
        var high = recordCount
        while low < high {
            let middle = (low + high) / 2
            let record = record(at: middle)
            if record.letters == letters { return record.exponent }
            if record.letters < letters { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    private static func record(at index: Int) -> (letters: UInt32, exponent: UInt8) {
        let start = table.utf8Start + index * recordLength
        let letters = UInt32(start[0]) << 16 | UInt32(start[1]) << 8 | UInt32(start[2])
        return (letters, start[3] - UInt8(ascii: "0"))
    }

    private static let recordLength = 5
    private static var recordCount: Int { table.utf8CodeUnitCount / recordLength }

    /// ISO 4217, list one, as published in 2026: code and exponent, sorted. Metals, units of
    /// account and test codes, which have no minor unit, are left out.
    private static let table: StaticString = """
        AED2 AFN2 ALL2 AMD2 AOA2 ARS2 AUD2 AWG2 AZN2 BAM2 BBD2 BDT2 BHD3 BIF0 BMD2 BND2 \
        BOB2 BOV2 BRL2 BSD2 BTN2 BWP2 BYN2 BZD2 CAD2 CDF2 CHE2 CHF2 CHW2 CLF4 CLP0 CNY2 \
        COP2 COU2 CRC2 CUP2 CVE2 CZK2 DJF0 DKK2 DOP2 DZD2 EGP2 ERN2 ETB2 EUR2 FJD2 FKP2 \
        GBP2 GEL2 GHS2 GIP2 GMD2 GNF0 GTQ2 GYD2 HKD2 HNL2 HTG2 HUF2 IDR2 ILS2 INR2 IQD3 \
        IRR2 ISK0 JMD2 JOD3 JPY0 KES2 KGS2 KHR2 KMF0 KPW2 KRW0 KWD3 KYD2 KZT2 LAK2 LBP2 \
        LKR2 LRD2 LSL2 LYD3 MAD2 MDL2 MGA2 MKD2 MMK2 MNT2 MOP2 MRU2 MUR2 MVR2 MWK2 MXN2 \
        MXV2 MYR2 MZN2 NAD2 NGN2 NIO2 NOK2 NPR2 NZD2 OMR3 PAB2 PEN2 PGK2 PHP2 PKR2 PLN2 \
        PYG0 QAR2 RON2 RSD2 RUB2 RWF0 SAR2 SBD2 SCR2 SDG2 SEK2 SGD2 SHP2 SLE2 SOS2 SRD2 \
        SSP2 STN2 SVC2 SYP2 SZL2 THB2 TJS2 TMT2 TND3 TOP2 TRY2 TTD2 TWD2 TZS2 UAH2 UGX0 \
        USD2 USN2 UYI0 UYU2 UYW4 UZS2 VED2 VES2 VND0 VUV0 WST2 XAD2 XAF0 XCD2 XCG2 XOF0 \
        XPF0 YER2 ZAR2 ZMW2 ZWG2\u{20}
        """
}

extension Currency: CustomStringConvertible {
    public var description: String { code }
}
