/// Exact Shapley attributions with the tree-path-dependent expectation, equal to LightGBM's
/// `pred_contrib` (S. Lundberg et al., "From local explanations to global understanding with
/// explainable AI for trees", 2020).
///
/// The sum over subsets is the integral over t in (0, 1) of each leaf's weight with every feature
/// present with probability t (G. Owen, "Multilinear extensions of games", 1972), a polynomial, so
/// that Gauss-Legendre quadrature is exact, and all factors are positive, so that it is stable
/// (compare P. Yu et al., "Linear TreeSHAP", 2022). One walk down and one up a tree does it, in
/// time proportional to its nodes.
public struct PathAttribution: Sendable {
    typealias Points = PathTable.Points

    /// Four points of the rule for one tree, with the weights that start its paths.
    private struct Part: Sendable {
        let tree: Int
        let points: Points
        let weights: Points
        /// Nil when the model's tables together would be too large to keep.
        let table: PathTable?
    }

    public let ensemble: TreeEnsemble
    /// What every row starts from: the mean raw score of the training rows.
    public let base: Double
    private let parts: [Part]
    private let largestTree: Int

    /// Tables are kept up to this size and made anew for each block of rows beyond it.
    private static let keptBytes = 256 << 20
    private static let stepBytes = PathTable.states * MemoryLayout<PathTable.Entry>.stride

    /// The most steps that a row may take: a node of a tree at four points each, so that 5,000
    /// trees of 255 leaves are taken while no path of theirs asks for more than 72 features.
    public static let mostSteps: Int64 = 25_000_000

    /// Throws when the model does not say how many rows each node saw, and when explaining a row
    /// would take more than `mostSteps`.
    public init(
        _ ensemble: TreeEnsemble, mostSteps: Int64 = Self.mostSteps
    ) throws(AttributionError) {
        self.ensemble = ensemble
        var rules: [Int: GaussLegendre] = [:]
        var steps: Int64 = 0
        for (index, paths) in ensemble.paths.enumerated() {
            guard paths.hasCounts else { throw .noCounts(tree: index) }
            steps += Int64(paths.nodeCount * Self.blocks(paths))
        }
        guard steps <= mostSteps else { throw .tooMuchWork(steps: steps, of: mostSteps) }
        let keeps = steps <= Int64(Self.keptBytes / Self.stepBytes)
        var parts: [Part] = []
        for (index, paths) in ensemble.paths.enumerated() where paths.widest > 0 {
            let blocks = Self.blocks(paths)
            let rule = rules[blocks] ?? GaussLegendre(count: blocks * 4)
            rules[blocks] = rule
            for block in 0..<blocks {
                var points = Points()
                var weights = Points()
                for lane in 0..<4 {
                    points[lane] = rule.points[block * 4 + lane]
                    weights[lane] = rule.weights[block * 4 + lane]
                }
                parts.append(
                    Part(
                        tree: index, points: points, weights: weights,
                        table: keeps ? PathTable(paths, at: points) : nil))
            }
        }
        self.parts = parts
        base = ensemble.paths.reduce(0) { $0 + $1.expectation }
        largestTree = ensemble.paths.reduce(1) { max($0, $1.nodeCount) }
    }

    /// n points are exact up to 2n features on a path.
    private static func blocks(_ paths: TreePaths) -> Int { max(1, (paths.widest + 7) / 8) }
}

/// Why a model's scores cannot be attributed.
public enum AttributionError: Error, Equatable, Sendable {
    /// The model's text has no `leaf_count` or `internal_count` in this tree.
    case noCounts(tree: Int)
    /// Explaining one row would take so many steps, more than are taken.
    case tooMuchWork(steps: Int64, of: Int64)
    /// A row of the background has another number of values than the model has features.
    case unevenBackground
    /// A path asks for more features than the table of this method holds.
    case tooManyFeatures(tree: Int)

    public var message: String {
        switch self {
        case .noCounts(let tree): "tree \(tree) does not say how many rows its leaves saw"
        case .tooMuchWork(let steps, let most):
            "explaining one row takes \(steps) steps (the nodes of each tree, times the features "
                + "of its widest path in eights): at most \(most) are taken"
        case .unevenBackground: "a background has at least one row"
        case .tooManyFeatures(let tree):
            "tree \(tree) asks for more than 64 features on one path"
        }
    }
}

extension PathAttribution {
    /// Memory for blocks of rows, so that attributing a row allocates nothing.
    public struct Memory: ~Copyable {
        static let rows = 32
        let slots: UnsafeMutablePointer<Double>
        let sums: UnsafeMutablePointer<Points>
        let weights: UnsafeMutablePointer<Points>
        let states: UnsafeMutablePointer<Int>
        let satisfied: UnsafeMutablePointer<Int>

        public init(for attribution: borrowing PathAttribution) {
            let ensemble = attribution.ensemble
            slots = .allocate(capacity: ensemble.plan.count * Self.rows)
            sums = .allocate(capacity: ensemble.featureCount * Self.rows)
            weights = .allocate(capacity: attribution.largestTree)
            states = .allocate(capacity: attribution.largestTree)
            satisfied = .allocate(capacity: attribution.largestTree)
        }

        deinit {
            slots.deallocate()
            sums.deallocate()
            weights.deallocate()
            states.deallocate()
            satisfied.deallocate()
        }
    }

    /// One contribution for each feature, then `base`; together they are the raw score.
    public func contributions(_ row: [Double]) -> [Double] { contributions(rows: row) }

    /// For rows one behind another: `featureCount + 1` values for each.
    public func contributions(rows: [Double]) -> [Double] {
        precondition(rows.count % ensemble.featureCount == 0, "rows are whole")
        let count = rows.count / ensemble.featureCount
        var result = [Double](repeating: 0, count: count * (ensemble.featureCount + 1))
        let memory = Memory(for: self)
        rows.withUnsafeBufferPointer { rows in
            result.withUnsafeMutableBufferPointer { result in
                guard let rows = rows.baseAddress, let result = result.baseAddress else { return }
                contributions(rows, count: count, into: result, using: memory)
            }
        }
        return result
    }

    /// For `count` rows at `rows`: `featureCount + 1` values for each into `result`.
    public func contributions(
        _ rows: UnsafePointer<Double>, count: Int, into result: UnsafeMutablePointer<Double>,
        using memory: borrowing Memory
    ) {
        let features = ensemble.featureCount
        var first = 0
        while first < count {
            let rowCount = min(Memory.rows, count - first)
            for row in 0..<rowCount {
                ensemble.plan.fill(
                    memory.slots + row * ensemble.plan.count,
                    from: rows + (first + row) * features)
            }
            memory.sums.update(repeating: .zero, count: features * rowCount)
            for part in parts { walk(part, rowCount, memory) }
            for row in 0..<rowCount {
                let target = result + (first + row) * (features + 1)
                let sums = memory.sums + row * features
                for feature in 0..<features { target[feature] = sums[feature].sum() }
                target[features] = base
            }
            first += rowCount
        }
    }

    private func walk(_ part: Part, _ rowCount: Int, _ memory: borrowing Memory) {
        let paths = ensemble.paths[part.tree]
        let table = part.table ?? PathTable(paths, at: part.points)
        let slots = memory.slots
        let sums = memory.sums
        let (weights, states, satisfied) = (memory.weights, memory.states, memory.satisfied)
        paths.splits.withUnsafeBufferPointer { splits in
            paths.leafValues.withUnsafeBufferPointer { values in
                table.entries.withUnsafeBufferPointer { entries in
                    guard let splits = splits.baseAddress, let values = values.baseAddress,
                        let entries = entries.baseAddress
                    else { return }
                    let walk = TreeWalk(
                        splits: splits, splitCount: paths.splits.count, values: values,
                        entries: entries, weights: weights, states: states, satisfied: satisfied)
                    for row in 0..<rowCount {
                        walk.add(
                            slots + row * ensemble.plan.count, from: part.weights,
                            to: sums + row * ensemble.featureCount)
                    }
                }
            }
        }
    }
}

/// One row through one tree, down and up.
private struct TreeWalk {
    let splits: UnsafePointer<TreePaths.Split>
    let splitCount: Int
    let values: UnsafePointer<Double>
    let entries: UnsafePointer<PathTable.Entry>
    let weights: UnsafeMutablePointer<PathTable.Points>
    /// The place in `entries` of the state that the row gives each node.
    let states: UnsafeMutablePointer<Int>
    /// 1 where the row satisfies all edges of the node's feature down to it.
    let satisfied: UnsafeMutablePointer<Int>

    @inline(__always)
    func add(
        _ slots: UnsafePointer<Double>, from start: PathTable.Points,
        to sums: UnsafeMutablePointer<PathTable.Points>
    ) {
        weights[0] = start
        satisfied[0] = 1
        for index in 0..<splitCount {
            let split = splits[index]
            let goesLeft = slots[Int(split.slot)] <= split.threshold ? 1 : 0
            let above = satisfied[Int(split.previous)]
            let (left, right) = (Int(split.left), Int(split.right))
            let isLeft = above & goesLeft
            let isRight = above & (1 - goesLeft)
            satisfied[left] = isLeft
            satisfied[right] = isRight
            let lost = 2 - 2 * above
            let leftState = left * PathTable.states + lost + isLeft
            let rightState = right * PathTable.states + lost + isRight
            states[left] = leftState
            states[right] = rightState
            let weight = weights[index]
            weights[left] = weight * entries[leftState].factor
            weights[right] = weight * entries[rightState].factor
        }
        for leaf in 0...splitCount { weights[splitCount + leaf] *= values[leaf] }
        var index = splitCount - 1
        while index >= 0 {
            let split = splits[index]
            let (left, right) = (Int(split.left), Int(split.right))
            let (fromLeft, fromRight) = (weights[left], weights[right])
            sums[Int(split.feature)] +=
                fromLeft * entries[states[left]].gain + fromRight * entries[states[right]].gain
            weights[index] = fromLeft + fromRight
            index -= 1
        }
    }
}
