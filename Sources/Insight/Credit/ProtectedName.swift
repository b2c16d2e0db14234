/// Whether a column's name says, in English, Swahili, French or Arabic, that it holds what the law
/// protects. Whole words decide, so that `grace_days` and `essex_branch` are as harmless as they
/// are.
public enum ProtectedName {
    private static let words: [StaticString] = [
        "sex", "race", "tribe", "tribal", "caste", "female", "male", "woman", "women",
        "sexe", "genre", "femme", "homme", "handicap", "enceinte",
        "jinsia", "kabila", "dini", "ndoa", "ulemavu", "mimba", "uraia", "mwanamke",
    ]
    private static let beginnings: [StaticString] = [
        "gender", "religi", "ethni", "marital", "pregnan", "disab", "nationalit", "matrimonia",
        "handicape", "grossesse",
    ]
    /// Sex and nationality, tribe, race, religion, disability, marriage: stems that stand inside
    /// words with their article and ending.
    private static let stems: [StaticString] = ["جنس", "قبيل", "عرق", "ديان", "إعاق", "زوجي"]

    public static func matches(_ name: String) -> Bool {
        if hasStem(Array(name.utf8)) { return true }
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

    private static func hasStem(_ name: [UInt8]) -> Bool {
        for stem in stems {
            let count = stem.utf8CodeUnitCount
            guard name.count >= count else { continue }
            for start in 0...(name.count - count) where begins(Array(name[start...]), with: stem) {
                return true
            }
        }
        return false
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
