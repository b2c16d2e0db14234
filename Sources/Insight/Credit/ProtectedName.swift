/// Whether a column's name says, in English, Swahili, French or Arabic, that it holds what the law
/// protects. Whole words decide, so that `grace_days` and `essex_branch` are as harmless as they
/// are.
public enum ProtectedName {
    private static let words: [StaticString] = [
        "sex", "race", "races", "tribe", "tribes", "tribal", "caste", "female", "male", "woman",
        "women", "married", "marriage", "divorced", "widowed",
        "sexe", "genre", "femme", "homme", "handicap", "enceinte", "mariage", "celibataire",
        "jinsia", "kabila", "dini", "ndoa", "ulemavu", "mimba", "uraia", "taifa", "mwanamke",
        "wanawake", "mwanaume", "wanaume", "mke", "mume",
    ]
    /// Words that say it together with the one before: `civil_status`, `etat_civil`.
    private static let pairs: [(StaticString, StaticString)] = [
        ("civil", "status"), ("civil", "state"), ("personal", "status"), ("family", "status"),
        ("etat", "civil"), ("statut", "civil"), ("statut", "familial"),
    ]
    private static let beginnings: [StaticString] = [
        "gender", "sexual", "citizen", "religi", "ethni", "marital", "pregnan", "disab",
        "nationalit", "matrimonia", "handicape", "grossesse",
    ]
    /// Sex and nationality, tribe, race, religion, disability, marriage: stems that stand inside
    /// words with their article and ending.
    private static let stems: [StaticString] = [
        "جنس", "قبيل", "عرق", "ديان", "إعاق", "زوجي", "الحالة الاجتماعية",
        "الحالة_الاجتماعية",
    ]

    public static func matches(_ name: String) -> Bool {
        if hasStem(Array(name.utf8)) { return true }
        var word: [UInt8] = []
        var before: [UInt8] = []
        var wasSmall = false
        for byte in name.utf8 {
            let isSmall = 0x61...0x7A ~= byte
            let isLarge = 0x41...0x5A ~= byte
            // `ownerSex`: a capital after a small letter begins a word.
            if !(isSmall || isLarge) || isLarge && wasSmall {
                if isNamed(word) || isPair(before, word) { return true }
                if !word.isEmpty { before = word }
                word = []
            }
            if isSmall { word.append(byte) }
            if isLarge { word.append(byte | 0x20) }
            wasSmall = isSmall
        }
        return isNamed(word) || isPair(before, word)
    }

    private static func isPair(_ before: [UInt8], _ word: [UInt8]) -> Bool {
        pairs.contains { first, second in
            before.count == first.utf8CodeUnitCount && begins(before, with: first)
                && word.count == second.utf8CodeUnitCount && begins(word, with: second)
        }
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
        // `customergender`.
        return word.count > 6 && begins(Array(word.suffix(6)), with: "gender")
    }

    private static func begins(_ word: [UInt8], with own: StaticString) -> Bool {
        guard word.count >= own.utf8CodeUnitCount else { return false }
        return own.withUTF8Buffer { bytes in
            for place in 0..<bytes.count where bytes[place] != word[place] { return false }
            return true
        }
    }
}
