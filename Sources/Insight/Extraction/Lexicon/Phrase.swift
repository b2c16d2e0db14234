/// Known phrases in text of which only letters and digits are kept.
enum Phrase {
    static func list(_ text: String) -> [[UInt8]] {
        text.split(separator: " ").map { Array($0.utf8) }
    }

    /// The phrase stands somewhere in the text, letter for letter.
    static func contains(_ text: [UInt8], _ phrase: [UInt8]) -> Bool {
        guard phrase.count <= text.count else { return false }
        for start in 0...(text.count - phrase.count)
        where text[start] == phrase[0] && text[start..<start + phrase.count].elementsEqual(phrase) {
            return true
        }
        return false
    }

    /// The phrase is at the end, or a few letters before it; one letter of a long one may be wrong.
    static func ends(_ text: [UInt8], near phrase: [UInt8]) -> Bool {
        let limit = phrase.count >= 4 ? 1 : 0
        let reach = phrase.count >= 4 ? 6 : 0
        guard text.count >= phrase.count else { return false }
        for skip in 0...min(reach, text.count - phrase.count) {
            let end = text.count - skip
            let window = text[(end - phrase.count)..<end]
            if EditDistance.between(window, phrase, limit: limit) <= limit {
                return true
            }
        }
        return false
    }
}

extension TextLine {
    /// The words that cover a range of bytes of `folded`.
    func words(ofBytes range: Range<Int>) -> Range<Int> {
        var start = 0
        var first: Int?
        var last = 0
        for (index, word) in words.enumerated() {
            let end = start + word.folded.count
            if start < range.upperBound && end > range.lowerBound {
                first = first ?? index
                last = index
            }
            start = end + 1
        }
        return (first ?? 0)..<(last + 1)
    }

    func box(ofBytes range: Range<Int>) -> Box {
        box(of: words(ofBytes: range)) ?? box
    }
}
