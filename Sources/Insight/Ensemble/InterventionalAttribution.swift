/// Exact Shapley attributions against a background of rows: a feature that is absent takes the
/// background row's value, and the answer is the mean over the background (S. Lundberg et al.,
/// 2020, "interventional"), equal to Python's `shap` with a background table.
///
/// For one leaf, a background row matters only through which of the path's features it satisfies,
/// so rows that satisfy the same ones are counted together beforehand. A row to explain then meets
/// a few counted patterns a leaf, however large the background is.
public struct InterventionalAttribution: Sendable {
    private struct Pattern: Sendable {
        /// Bit i: the background satisfies the path's i-th feature.
        var satisfied: UInt64
        var share: Double
    }

    /// A leaf: its features by bit, and the background's patterns.
    private struct Leaf: Sendable {
        var value: Double
        var all: UInt64
        var firstFeature: Int
        var patterns: Range<Int>
    }

    /// Where a node's edge stands on its path.
    private struct Edge: Sendable {
        /// The bit of the edge's feature.
        var bit: UInt64
    }

    private struct Tree: Sendable {
        var edges: [Edge] = []
        var leaves: [Leaf] = []
        var features: [Int32] = []
        var patterns: [Pattern] = []
    }

    public let ensemble: TreeEnsemble
    /// The mean raw score of the background.
    public let base: Double
    private let trees: [Tree]
    /// By sizes of the two sides: what each member of the first side gains.
    private let gains: [Double]

    static let limit = 64

    /// `background` holds rows one behind another.
    public init(
        _ ensemble: TreeEnsemble, background: [Double]
    ) throws(AttributionError) {
        let features = ensemble.featureCount
        guard !background.isEmpty, background.count % features == 0 else {
            throw .unevenBackground
        }
        self.ensemble = ensemble
        let rows = background.count / features
        let stride = ensemble.plan.count
        let slots = UnsafeMutablePointer<Double>.allocate(capacity: rows * stride)
        defer { slots.deallocate() }
        background.withUnsafeBufferPointer { background in
            guard let start = background.baseAddress else { return }
            for row in 0..<rows {
                ensemble.plan.fill(slots + row * stride, from: start + row * features)
            }
        }
        var trees: [Tree] = []
        for (index, paths) in ensemble.paths.enumerated() {
            guard paths.widest <= Self.limit else { throw .tooManyFeatures(tree: index) }
            var tree = Tree()
            Self.trace(paths, &tree)
            Self.count(paths, slots, rows, stride, &tree)
            trees.append(tree)
        }
        self.trees = trees
        base = ensemble.rawScores(background).reduce(0, +) / Double(rows)
        gains = Self.gainTable()
    }

    /// gains[a · 65 + b] = (a−1)!·b!/(a+b)!, for a ≥ 1.
    private static func gainTable() -> [Double] {
        let width = limit + 1
        var table = [Double](repeating: 0, count: width * width)
        for a in 1...limit {
            // B(a, b+1) by its recurrence from B(a, 1) = 1/a.
            var value = 1 / Double(a)
            for b in 0...limit - a {
                table[a * width + b] = value
                value *= Double(b + 1) / Double(a + b + 1)
            }
        }
        return table
    }

    /// Gives each feature on a path its bit, and each leaf the list of its features.
    private static func trace(_ paths: TreePaths, _ tree: inout Tree) {
        let splitCount = paths.splits.count
        tree.edges = [Edge](repeating: Edge(bit: 0), count: paths.nodeCount)
        var lists = [[Int32]](repeating: [], count: paths.nodeCount)
        for (index, split) in paths.splits.enumerated() {
            var list = lists[index]
            lists[index] = []
            let feature = Int32(split.feature)
            let bit: Int
            if let known = list.firstIndex(of: feature) {
                bit = known
            } else {
                bit = list.count
                list.append(feature)
            }
            for child in [Int(split.left), Int(split.right)] {
                tree.edges[child].bit = 1 << UInt64(bit)
                lists[child] = list
            }
        }
        for (leaf, value) in paths.leafValues.enumerated() {
            let list = lists[splitCount + leaf]
            let all: UInt64 = list.count == 64 ? ~0 : 1 << UInt64(list.count) - 1
            tree.leaves.append(
                Leaf(value: value, all: all, firstFeature: tree.features.count, patterns: 0..<0))
            tree.features.append(contentsOf: list)
        }
    }

    private static func count(
        _ paths: TreePaths, _ slots: UnsafePointer<Double>, _ rows: Int, _ stride: Int,
        _ tree: inout Tree
    ) {
        var unsatisfied = [UInt64](repeating: 0, count: paths.nodeCount)
        var counts = [[UInt64: Int]](repeating: [:], count: tree.leaves.count)
        for row in 0..<rows {
            unsatisfied.withUnsafeMutableBufferPointer { target in
                Self.follow(paths, tree.edges, slots + row * stride, target)
            }
            for leaf in tree.leaves.indices {
                let lacking = unsatisfied[paths.splits.count + leaf]
                counts[leaf][~lacking & tree.leaves[leaf].all, default: 0] += 1
            }
        }
        for leaf in tree.leaves.indices {
            let first = tree.patterns.count
            // A fixed order, so that the sums round alike each time.
            for (satisfied, count) in counts[leaf].sorted(by: { $0.key < $1.key }) {
                tree.patterns.append(
                    Pattern(satisfied: satisfied, share: Double(count) / Double(rows)))
            }
            tree.leaves[leaf].patterns = first..<tree.patterns.count
        }
    }

    /// The bits of the features that a row does not satisfy, by node.
    @inline(__always)
    private static func follow(
        _ paths: TreePaths, _ edges: [Edge], _ slots: UnsafePointer<Double>,
        _ unsatisfied: UnsafeMutableBufferPointer<UInt64>
    ) {
        unsatisfied[0] = 0
        for (index, split) in paths.splits.enumerated() {
            let goesLeft = slots[Int(split.slot)] <= split.threshold
            let lacking = unsatisfied[index]
            let (left, right) = (Int(split.left), Int(split.right))
            unsatisfied[left] = lacking | (goesLeft ? 0 : edges[left].bit)
            unsatisfied[right] = lacking | (goesLeft ? edges[right].bit : 0)
        }
    }
}

extension InterventionalAttribution {
    /// One contribution for each feature, then `base`; for rows one behind another.
    public func contributions(rows: [Double]) -> [Double] {
        let features = ensemble.featureCount
        precondition(rows.count % features == 0, "rows are whole")
        let count = rows.count / features
        var result = [Double](repeating: 0, count: count * (features + 1))
        let slots = UnsafeMutablePointer<Double>.allocate(capacity: ensemble.plan.count)
        defer { slots.deallocate() }
        let largest = ensemble.paths.reduce(1) { max($0, $1.nodeCount) }
        var unsatisfied = [UInt64](repeating: 0, count: largest)
        rows.withUnsafeBufferPointer { rows in
            result.withUnsafeMutableBufferPointer { result in
                guard let rows = rows.baseAddress, let result = result.baseAddress else { return }
                for row in 0..<count {
                    let target = result + row * (features + 1)
                    ensemble.plan.fill(slots, from: rows + row * features)
                    for (paths, tree) in zip(ensemble.paths, trees) {
                        unsatisfied.withUnsafeMutableBufferPointer {
                            Self.follow(paths, tree.edges, slots, $0)
                            add(tree, UnsafePointer($0.baseAddress! + paths.splits.count), target)
                        }
                    }
                    target[features] = base
                }
            }
        }
        return result
    }

    @inline(__always)
    private func add(
        _ tree: Tree, _ unsatisfied: UnsafePointer<UInt64>, _ target: UnsafeMutablePointer<Double>
    ) {
        let width = Self.limit + 1
        for (index, leaf) in tree.leaves.enumerated() {
            let lacking = unsatisfied[index]
            let lackingCount = lacking.nonzeroBitCount
            for pattern in tree.patterns[leaf.patterns] {
                // A feature that neither satisfies closes the leaf to every mixture.
                guard pattern.satisfied & lacking == lacking else { continue }
                let own = leaf.all & ~pattern.satisfied
                let ownCount = own.nonzeroBitCount
                let weight = leaf.value * pattern.share
                if ownCount > 0 {
                    let gain = weight * gains[ownCount * width + lackingCount]
                    Self.add(gain, to: own, leaf.firstFeature, tree.features, target)
                }
                if lackingCount > 0 {
                    let loss = -weight * gains[lackingCount * width + ownCount]
                    Self.add(loss, to: lacking, leaf.firstFeature, tree.features, target)
                }
            }
        }
    }

    @inline(__always)
    private static func add(
        _ amount: Double, to bits: UInt64, _ first: Int, _ features: [Int32],
        _ target: UnsafeMutablePointer<Double>
    ) {
        var left = bits
        while left != 0 {
            target[Int(features[first + left.trailingZeroBitCount])] += amount
            left &= left - 1
        }
    }
}
