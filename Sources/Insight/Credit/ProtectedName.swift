/// Whether a column's name says that it holds what the law protects. Whole words decide, so that
/// `grace_days` and `essex_branch` are as harmless as they are.
public enum ProtectedName {
    private static let words: [StaticString] = ["sex", "race", "tribe", "tribal"]
    private static let beginnings: [StaticString] = [
        "gender", "religio", "ethnic", "marital", "pregnan", "disab",
    ]

    public static func matches(_ name: String) -> Bool {
        var word: [UInt8] = []
        var wasSmall = false
        for byte in name.utf8 {
            let isSmall = 0x61...0x7A ~= byte
            let isLarge = 0x41...0x5A ~= byte
            // `ownerSex`: a capital after a small letter begins a word.
            if !(isSmall || isLarge) || isLarge && wasSmall {
                if isNamed(word) { return true }
                word = []
            }
            if isSmall { word.append(byte) }
            if isLarge { word.append(byte | 0x20) }
            wasSmall = isSmall
        }
        return isNamed(word)
    }

    private static func isNamed(_ word: [UInt8]) -> Bool {
        for own in words where own.utf8CodeUnitCount == word.count && begins(word, with: own) {
            return true
        }
        for own in beginnings where begins(word, with: own) { return true }
        return false
    }

    private static func begins(_ word: [UInt8], with own: StaticString) -> Bool {
        guard word.count >= own.utf8CodeUnitCount else { return false }
        return own.withUTF8Buffer { bytes in
            for place in 0..<bytes.count where bytes[place] != word[place] { return false }
            return true
        }
    }
}
