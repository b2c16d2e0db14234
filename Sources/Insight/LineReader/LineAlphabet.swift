/// The letters that the line reader knows, in the order of `models/line-reader/alphabet.py`.
/// Capitals stand for both cases. Class 0 is the blank between letters.
enum LineAlphabet {
    static let letters: [Unicode.Scalar] = Array(
        (" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]_|~"
            + "ÀÂÇÈÉÊËÎÏÔÙÛÜ€£°" + "ÄÖÁÍÓÚÑÃÕÅÆØ§×").unicodeScalars)

    static let classes = letters.count + 1
}
