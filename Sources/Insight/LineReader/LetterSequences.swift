/// How often which letters follow each other on papers: what a reader leans on where print is
/// unclear. Sequences of five with the smoothing of I. Witten and T. Bell (1991). All figures are
/// one to it: it never makes one amount likelier than another.
public struct LetterSequences: Sendable {
    /// What follows a context: how often anything did, and how many different letters.
    private struct Following {
        var total = 0.0
        var kinds = 0.0
    }

    private static let order = 5
    private static let tensor = "sequences"
    /// Follows a line's last letter; the blank, class 0, stands before its first.
    private static let end = UInt8(LineAlphabet.classes)
    private static let noFigures = figuresAlike()
    /// Letters with all figures as one, and the end.
    private static let outcomes = Double(LineAlphabet.classes - 9)

    /// By the length of a context.
    private var contexts = [[UInt64: Following]](repeating: [:], count: order)
    private var counts = [[UInt64: Double]](repeating: [:], count: order)

    /// nil where the weights have none, as those of earlier releases.
    ///
    /// - Throws: where the tensor is not as `models/line-reader/sequences.py` writes it: rows of
    ///   five classes and how often they stand so.
    public init?(_ weights: Safetensors) throws(SafetensorsError) {
        guard let rows = try weights.bytes(Self.tensor, width: Self.order + 1) else { return nil }
        for start in stride(from: 0, to: rows.count, by: Self.order + 1) {
            let classes = rows[start..<start + Self.order]
            guard classes.allSatisfy({ $0 <= Self.end }) else {
                throw .malformed("\(Self.tensor) names a letter that there is not")
            }
            add(Array(classes), times: Double(rows[start + Self.order]))
        }
    }

    /// A sequence counts for all contexts that it ends with.
    private mutating func add(_ classes: [UInt8], times: Double) {
        for length in 0..<Self.order {
            let last = classes.count - 1
            let context = Self.key(classes[last - length..<last])
            let key = context << 7 | UInt64(classes[last])
            var following = contexts[length][context] ?? Following()
            if counts[length][key] == nil { following.kinds += 1 }
            following.total += times
            contexts[length][context] = following
            counts[length][key, default: 0] += times
        }
    }

    /// The logarithm of how likely a line of these classes is.
    func logarithm(of classes: [UInt8]) -> Double {
        let line = [UInt8](repeating: 0, count: Self.order - 1)
            + classes.map { Self.noFigures[Int($0)] } + [Self.end]
        return (Self.order - 1..<line.count).reduce(0.0) { sum, place in
            sum + Elementary.log(chance(of: line[place - Self.order + 1...place]))
        }
    }

    private func chance(of sequence: ArraySlice<UInt8>) -> Double {
        let last = sequence.endIndex - 1
        var chance = 1 / Self.outcomes
        for length in 0..<Self.order {
            let context = Self.key(sequence[last - length..<last])
            guard let following = contexts[length][context] else { return chance }
            let count = counts[length][context << 7 | UInt64(sequence[last])] ?? 0
            chance = (count + following.kinds * chance) / (following.total + following.kinds)
        }
        return chance
    }

    private static func key(_ classes: ArraySlice<UInt8>) -> UInt64 {
        classes.reduce(0) { $0 << 7 | UInt64($1) }
    }

    private static func figuresAlike() -> [UInt8] {
        let zero = LineAlphabet.letters.firstIndex(of: "0").map { UInt8($0 + 1) } ?? 0
        return [0]
            + LineAlphabet.letters.enumerated().map { index, letter in
                ("0"..."9").contains(letter) ? zero : UInt8(index + 1)
            }
    }
}
