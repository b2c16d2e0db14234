extension TextLine {
    /// Whether words stand within a running sentence, where a label names nothing: `The total
    /// amount due is KES 450.00 which you have refused to pay`. A row of a paper has its label and
    /// its amount, with a gap or a mark between them, and hardly a verb.
    func isSentence(around range: Range<Int>) -> Bool {
        guard words.count >= Self.shortest + range.count else { return false }
        let run = run(around: range)
        var others = 0
        var speaks = false
        for token in tokens where run.contains(token.word) && !range.contains(token.word) {
            guard token.key.contains(where: Fold.isLetter) else { continue }
            if Self.speech.contains(token.key) { speaks = true }
            let isPlain = token.key.count > 1 || Self.speech.contains(token.key)
            if isPlain, !MoneyLabel.qualifies(token.key), !CurrencyMark.isMark(token.key) {
                others += 1
            }
        }
        return speaks && others >= Self.shortest
    }

    /// The words before and after that stand no further apart than words of a sentence do.
    private func run(around range: Range<Int>) -> Range<Int> {
        func isNear(_ left: Int, _ right: Int) -> Bool {
            words[right].box.x - words[left].box.right <= height * 6 / 5
        }
        var start = range.lowerBound
        while start > 0, isNear(start - 1, start) { start -= 1 }
        var end = range.upperBound
        while end < words.count, isNear(end - 1, end) { end += 1 }
        return start..<end
    }

    /// Words of a sentence besides those that qualify a sum.
    private static let shortest = 4

    /// What people say and rows of a paper do not.
    private static let speech = Phrase.list(
        """
        IS WAS WERE HAS HAVE HAD WHICH THAT WHO WE YOU OUR YOUR HIS HER THEIR SHALL PER A AN AS \
        EST SONT QUI QUE NOUS VOUS VOTRE NOTRE IST SIND WIR IHR IHRE UNSER NI KWA ES SON SU
        """)
}
