/// How a row of features becomes the row of slots that trees compare: one slot for each way in
/// which some split reads a feature. A slot is never NaN, so each split is one comparison,
/// "slot <= threshold goes left":
///
/// - missing counts as 0, or as ∓infinity where the split sends it left or right;
/// - where 0 counts as missing it becomes the same infinity;
/// - a set of categories is a slot of its own, 0 for members and 1 for the rest.
struct SlotPlan: Sendable {
    enum Reading: UInt8, Sendable { case plain, missingLow, missingHigh, zeroLow, zeroHigh }

    private struct Numeric: Sendable {
        let feature: Int32
        let reading: Reading
    }

    private struct Categorical: Sendable {
        let feature: Int32
        let firstWord: Int32
        let wordCount: Int32
    }

    private struct NumericKey: Hashable {
        let feature: Int
        let reading: UInt8
    }

    private struct SetKey: Hashable {
        let feature: Int
        let words: [UInt32]
    }

    private var numeric: [Numeric] = []
    private var categorical: [Categorical] = []
    private var words: [UInt32] = []
    private var numericSlots: [NumericKey: Int] = [:]
    private var setSlots: [SetKey: Int] = [:]

    /// Slot 0 is always 0: what a leaf compares while others still walk.
    var count: Int { 1 + numeric.count + categorical.count }

    /// Numerical slots come first; the number of a categorical one is settled by `settle`.
    mutating func numericSlot(_ feature: Int, _ reading: Reading) -> Int {
        let key = NumericKey(feature: feature, reading: reading.rawValue)
        if let slot = numericSlots[key] { return slot }
        numeric.append(Numeric(feature: Int32(feature), reading: reading))
        numericSlots[key] = numeric.count
        return numeric.count
    }

    /// Counted from 0 after the numerical slots.
    mutating func categoricalSlot(_ feature: Int, _ set: ArraySlice<UInt32>) -> Int {
        let key = SetKey(feature: feature, words: Array(set))
        if let slot = setSlots[key] { return slot }
        let slot = categorical.count
        categorical.append(
            Categorical(
                feature: Int32(feature), firstWord: Int32(words.count),
                wordCount: Int32(set.count)))
        words.append(contentsOf: set)
        setSlots[key] = slot
        return slot
    }

    var numericCount: Int { numeric.count }

    /// Forgets what only building needs.
    mutating func settle() {
        numericSlots = [:]
        setSlots = [:]
    }

    /// LightGBM's kZeroThreshold: what is nearer to zero counts as zero.
    static let zeroBound = Double(Float(1e-35))

    /// Fills `count` slots from one row.
    func fill(_ slots: UnsafeMutablePointer<Double>, from row: UnsafePointer<Double>) {
        slots[0] = 0
        var next = 1
        numeric.withUnsafeBufferPointer { numeric in
            for slot in numeric {
                slots[next] = Self.read(row[Int(slot.feature)], slot.reading)
                next += 1
            }
        }
        guard !categorical.isEmpty else { return }
        words.withUnsafeBufferPointer { words in
            for set in categorical {
                let isMember = Self.isMember(
                    row[Int(set.feature)], words, Int(set.firstWord), Int(set.wordCount))
                slots[next] = isMember ? 0 : 1
                next += 1
            }
        }
    }

    /// Infinite values become the largest finite one, because infinity stands for what is missing;
    /// so does an infinite threshold, which keeps every value left and what is missing right.
    @inline(__always)
    private static func read(_ value: Double, _ reading: Reading) -> Double {
        let limit = Double.greatestFiniteMagnitude
        let present = value > limit ? limit : value < -limit ? -limit : value
        return switch reading {
        case .plain: value.isNaN ? 0 : present
        case .missingLow: value.isNaN ? -.infinity : present
        case .missingHigh: value.isNaN ? .infinity : present
        case .zeroLow: !(value.magnitude > zeroBound) ? -.infinity : present
        case .zeroHigh: !(value.magnitude > zeroBound) ? .infinity : present
        }
    }

    @inline(__always)
    private static func isMember(
        _ value: Double, _ words: UnsafeBufferPointer<UInt32>, _ first: Int, _ count: Int
    ) -> Bool {
        // Codes are whole numbers from 0; a fraction is cut off, as LightGBM does.
        guard value > -1, value < Double(count * 32) else { return false }
        let code = Int(value)
        return words[first + code >> 5] >> UInt32(code & 31) & 1 == 1
    }
}
