/// The modules of one code, dark or light, without its quiet zone.
public struct ModuleGrid: Equatable, Sendable {
    /// Modules a side.
    public let dimension: Int
    /// Row by row from the top left; dark is true.
    private var modules: [Bool]

    public init?(dimension: Int, modules: [Bool]) {
        guard dimension > 0, modules.count == dimension * dimension else { return nil }
        self.dimension = dimension
        self.modules = modules
    }

    public subscript(column: Int, row: Int) -> Bool {
        get { modules[row * dimension + column] }
        set { modules[row * dimension + column] = newValue }
    }

    /// The same code seen in a mirror.
    var mirrored: ModuleGrid {
        var result = self
        for row in 0..<dimension {
            for column in 0..<dimension { result[column, row] = self[row, column] }
        }
        return result
    }

    /// The two copies of the format bits, the first bit highest.
    var formatCopies: [Int] {
        var first = 0
        for column in [0, 1, 2, 3, 4, 5, 7, 8] { first = first << 1 | bit(column, 8) }
        for row in [7, 5, 4, 3, 2, 1, 0] { first = first << 1 | bit(8, row) }
        var second = 0
        for step in 1...7 { second = second << 1 | bit(8, dimension - step) }
        for step in (1...8).reversed() { second = second << 1 | bit(dimension - step, 8) }
        return [first, second]
    }

    private func bit(_ column: Int, _ row: Int) -> Int {
        self[column, row] ? 1 : 0
    }
}
