/// A number in brackets that was read as one word with what stands before it, as a firm's register
/// behind its name: `BHD(728384-M)`.
enum AttachedNumber {
    /// Fewer figures may be a measure or a place: `MILK(500ML)`, `MART(KL)`.
    private static let fewestFigures = 5

    /// What stands before the bracket and the bracket, if that is what the word holds; otherwise
    /// the word.
    static func parts(_ word: Substring.UnicodeScalarView) -> [Substring.UnicodeScalarView] {
        guard let bracket = word.lastIndex(of: "("), bracket > word.startIndex else {
            return [word]
        }
        let head = word[..<bracket]
        let figures = word[bracket...].count { "0"..."9" ~= $0 }
        let letters = word[bracket...].count { $0.properties.isAlphabetic }
        guard figures >= fewestFigures, letters <= 2,
            head.contains(where: { $0.properties.isAlphabetic }),
            !head.contains(where: { "0"..."9" ~= $0 })
        else { return [word] }
        return [head, word[bracket...]]
    }
}
