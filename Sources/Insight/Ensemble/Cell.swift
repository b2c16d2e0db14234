import Wire

/// One cell of a table.
public enum Cell {
    /// LightGBM takes what is no further from 0 for 0 (`kZeroThreshold`).
    private static let nothing = Double(Float(1e-35))

    /// What a number is to a model.
    public static func plain(_ number: Double) -> Double {
        number.magnitude <= nothing ? 0 : number
    }

    /// NaN for a missing value; nil for text that is no number, and for one that no double holds:
    /// `1e400` is a slip, as `inf` is a word.
    public static func number(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        var start = 0
        var end = text.count
        while start < end, text[start] == 0x20 { start += 1 }
        while end > start, text[end - 1] == 0x20 { end -= 1 }
        guard end > start else { return .nan }
        let trimmed = UnsafeBufferPointer(rebasing: text[start..<end])
        if let number = DoubleText.parse(bytes: trimmed) {
            return number.isInfinite ? nil : plain(number)
        }
        return isMissing(trimmed) ? .nan : nil
    }

    /// Infinity for the words for it, as data frames write them (`inf`, `-inf`, `Infinity`), in
    /// whatever capitals; nil for any other text. To LightGBM it is a value beyond every threshold.
    public static func infinity(_ text: String) -> Double? {
        var word = text.utf8.filter { $0 != 0x20 }
        var isBelow = false
        if let sign = word.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isBelow = sign == UInt8(ascii: "-")
            word.removeFirst()
        }
        for index in word.indices { word[index] |= 0x20 }
        guard word.elementsEqual("inf".utf8) || word.elementsEqual("infinity".utf8) else {
            return nil
        }
        return isBelow ? -.infinity : .infinity
    }

    /// 1 and 0 for a boolean as data frames, spreadsheets and programs write it, in whatever
    /// capitals; nil for any other text.
    public static func truth(_ text: String) -> Double? {
        let word = text.utf8.filter { $0 != 0x20 }.map { $0 | 0x20 }
        if word.elementsEqual("true".utf8) { return 1 }
        return word.elementsEqual("false".utf8) ? 0 : nil
    }

    private static func isMissing(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let words: [StaticString] = ["na", "nan", "null", "n/a", "none", "?"]
        for word in words where word.utf8CodeUnitCount == text.count {
            var isEqual = true
            for index in text.indices where word.utf8Start[index] != text[index] | 0x20 {
                // "?" and "/" have this bit set already.
                isEqual = false
            }
            if isEqual { return true }
        }
        return false
    }
}
