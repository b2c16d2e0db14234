/// The modules of a version that carry no codewords: what is known of them, and where they are.
struct FunctionPattern {
    private enum Kind: UInt8 {
        case codeword
        case light
        case dark
        /// Format and version bits, whose values are the code's own.
        case reserved
    }

    let version: CodeVersion
    private var kinds: [Kind]

    init(_ version: CodeVersion) {
        self.version = version
        let dimension = version.dimension
        kinds = Array(repeating: .codeword, count: dimension * dimension)
        for step in 0..<dimension {
            let kind = step % 2 == 0 ? Kind.dark : .light
            set(step, 6, kind)
            set(6, step, kind)
        }
        addAlignment()
        addFinder(column: 3, row: 3)
        addFinder(column: dimension - 4, row: 3)
        addFinder(column: 3, row: dimension - 4)
        addFormat()
        if version.number >= 7 { addVersion() }
    }

    func isCodeword(column: Int, row: Int) -> Bool {
        kinds[row * version.dimension + column] == .codeword
    }

    /// The share of its known modules that a grid has right, from 0 to 1: of those of the finder
    /// patterns, which led to the grid, and of all others, whichever is less.
    func agreement(with grid: ModuleGrid) -> Double {
        var (known, right) = ([0.0, 0.0], [0.0, 0.0])
        let far = version.dimension - 9
        for row in 0..<version.dimension {
            for column in 0..<version.dimension {
                let kind = kinds[row * version.dimension + column]
                guard kind == .dark || kind == .light else { continue }
                let isFinder =
                    row < 9 ? column < 9 || column > far : row > far && column < 9
                known[isFinder ? 0 : 1] += 1
                if grid[column, row] == (kind == .dark) { right[isFinder ? 0 : 1] += 1 }
            }
        }
        return min(right[0] / known[0], right[1] / known[1])
    }

    private mutating func set(_ column: Int, _ row: Int, _ kind: Kind) {
        let dimension = version.dimension
        guard column >= 0, row >= 0, column < dimension, row < dimension else { return }
        kinds[row * dimension + column] = kind
    }

    private mutating func addFinder(column: Int, row: Int) {
        for y in -4...4 {
            for x in -4...4 {
                let ring = max(x.magnitude, y.magnitude)
                set(column + x, row + y, ring == 2 || ring == 4 ? .light : .dark)
            }
        }
    }

    private mutating func addAlignment() {
        let centres = version.alignmentCentres
        guard let last = centres.last else { return }
        for row in centres {
            for column in centres {
                let isFinder =
                    (row == 6 && (column == 6 || column == last)) || (row == last && column == 6)
                if isFinder { continue }
                for y in -2...2 {
                    for x in -2...2 {
                        let ring = max(x.magnitude, y.magnitude)
                        set(column + x, row + y, ring == 1 ? .light : .dark)
                    }
                }
            }
        }
    }

    private mutating func addFormat() {
        let dimension = version.dimension
        for step in 0...8 where step != 6 {
            set(step, 8, .reserved)
            set(8, step, .reserved)
        }
        for step in 1...8 {
            set(dimension - step, 8, .reserved)
            set(8, dimension - step, .reserved)
        }
        set(8, dimension - 8, .dark)
    }

    private mutating func addVersion() {
        for long in 0..<6 {
            for short in 9...11 {
                set(version.dimension - short, long, .reserved)
                set(long, version.dimension - short, .reserved)
            }
        }
    }
}
