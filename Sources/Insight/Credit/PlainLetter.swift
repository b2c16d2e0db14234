/// The plain letter of one in another form: full width, circled, of mathematics, Arabic as old
/// printers had it (Unicode's compatibility forms), and Cyrillic letters that look like Latin ones.
enum PlainLetter {
    /// Nil for a letter that is plain, and for what is none.
    static func of(_ value: UInt32) -> UInt32? {
        switch value {
        case 0xFF21...0xFF3A: value - 0xFF21 + 0x41
        case 0xFF41...0xFF5A: value - 0xFF41 + 0x61
        case 0x24B6...0x24CF: value - 0x24B6 + 0x41
        case 0x24D0...0x24E9: value - 0x24D0 + 0x61
        case 0x1D400...0x1D6A3: latin((value - 0x1D400) % 52)
        case 0xFE80...0xFEF4: arabic(value)
        case 0x400...0x52F: cyrillic(value)
        default: nil
        }
    }

    /// Twenty-six capitals, then as many small ones.
    private static func latin(_ place: UInt32) -> UInt32 {
        place < 26 ? 0x41 + place : 0x61 + place - 26
    }

    /// Each letter has a form alone, at the end, at the start and in the middle, or two of them.
    private static func arabic(_ value: UInt32) -> UInt32? {
        var first: UInt32 = 0xFE80
        for (letter, forms) in arabicForms {
            first += forms
            if value < first { return letter }
        }
        return nil
    }

    private static let arabicForms: [(letter: UInt32, forms: UInt32)] = [
        (0x621, 1), (0x622, 2), (0x623, 2), (0x624, 2), (0x625, 2), (0x626, 4), (0x627, 2),
        (0x628, 4), (0x629, 2), (0x62A, 4), (0x62B, 4), (0x62C, 4), (0x62D, 4), (0x62E, 4),
        (0x62F, 2), (0x630, 2), (0x631, 2), (0x632, 2), (0x633, 4), (0x634, 4), (0x635, 4),
        (0x636, 4), (0x637, 4), (0x638, 4), (0x639, 4), (0x63A, 4), (0x641, 4), (0x642, 4),
        (0x643, 4), (0x644, 4), (0x645, 4), (0x646, 4), (0x647, 4), (0x648, 2), (0x649, 2),
        (0x64A, 4),
    ]

    private static func cyrillic(_ value: UInt32) -> UInt32? {
        lookAlikes.first { $0.cyrillic == value }?.latin
    }

    private static let lookAlikes: [(cyrillic: UInt32, latin: UInt32)] = [
        (0x430, 0x61), (0x501, 0x64), (0x435, 0x65), (0x4BB, 0x68), (0x456, 0x69), (0x458, 0x6A),
        (0x43E, 0x6F), (0x440, 0x70), (0x441, 0x63), (0x455, 0x73), (0x443, 0x79), (0x445, 0x78),
        (0x410, 0x41), (0x412, 0x42), (0x415, 0x45), (0x41D, 0x48), (0x406, 0x49), (0x408, 0x4A),
        (0x41A, 0x4B), (0x41C, 0x4D), (0x41E, 0x4F), (0x420, 0x50), (0x421, 0x43), (0x405, 0x53),
        (0x422, 0x54), (0x425, 0x58), (0x4AE, 0x59),
    ]
}
