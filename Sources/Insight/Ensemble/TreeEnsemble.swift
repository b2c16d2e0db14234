/// Trees laid out for scoring and explaining rows: flat arrays, one comparison a split.
///
/// The raw score is added up in the order of the trees, so it equals LightGBM's to the last bits.
/// A row is `featureCount` doubles in the order of `featureNames`; NaN is missing, a category is
/// its whole-number code.
public struct TreeEnsemble: Sendable {
    /// A split's left child stands at `left`, its right one behind it. A leaf is its own left
    /// child, under a comparison that always holds.
    struct Node: Sendable {
        var threshold: Double
        var slot: UInt32
        var left: UInt32
    }

    struct Tree: Sendable {
        var root: Int
        var depth: Int
    }

    public let featureNames: [String]
    public let objective: Objective
    /// What the raw score is multiplied by before the objective: 1/trees in a forest, else 1.
    let scale: Double
    let plan: SlotPlan
    let nodes: [Node]
    /// By node; 0 for splits.
    let values: [Double]
    let trees: [Tree]
    let paths: [TreePaths]

    public var featureCount: Int { featureNames.count }
    public var treeCount: Int { trees.count }

    public init(_ model: LightGBMModel) {
        var plan = SlotPlan()
        let slots = model.trees.map { Self.slots(of: $0, in: &plan) }
        var layout = NodeLayout()
        var paths: [TreePaths] = []
        var path = FeaturePath(featureCount: model.featureNames.count)
        for (tree, slots) in zip(model.trees, slots) {
            let settled = slots.map { $0 >= 0 ? $0 : plan.numericCount + ~$0 + 1 }
            layout.add(tree, slots: settled)
            paths.append(TreePaths(tree, slots: settled, path: &path))
        }
        plan.settle()
        self.plan = plan
        self.paths = paths
        nodes = layout.nodes
        values = layout.values
        trees = layout.trees
        featureNames = model.featureNames
        objective = model.objective
        scale = model.averages && !model.trees.isEmpty ? 1 / Double(model.trees.count) : 1
    }

    /// The answer on the target's own scale, a probability for a binary objective.
    public func answer(to raw: Double) -> Double { objective.answer(to: raw * scale) }

    /// The log-odds of that answer, what points are made of; nil where it is no probability.
    public func logOdds(of raw: Double) -> Double? { objective.logOdds(of: raw * scale) }

    /// The slot of each split; ~slot for a categorical one, whose number is not settled yet.
    private static func slots(of tree: LightGBMTree, in plan: inout SlotPlan) -> [Int] {
        (0..<tree.splitCount).map { split in
            let feature = tree.features[split]
            if tree.isCategorical(split) {
                return ~plan.categoricalSlot(feature, tree.categories(split))
            }
            let goesLeft = tree.defaultsLeft(split)
            let reading: SlotPlan.Reading =
                switch tree.missing(split) {
                case .none: .plain
                case .nan: goesLeft ? .missingLow : .missingHigh
                case .zero: goesLeft ? .zeroLow : .zeroHigh
                }
            return plan.numericSlot(feature, reading)
        }
    }
}

/// Lays trees out one behind another, siblings side by side.
private struct NodeLayout {
    var nodes: [TreeEnsemble.Node] = []
    var values: [Double] = []
    var trees: [TreeEnsemble.Tree] = []

    mutating func add(_ tree: LightGBMTree, slots: [Int]) {
        let root = nodes.count
        addPlace()
        var pending = [(source: tree.splitCount > 0 ? 0 : ~0, place: root, depth: 0)]
        var depth = 0
        while let next = pending.popLast() {
            depth = max(depth, next.depth)
            guard next.source >= 0 else {
                nodes[next.place] = TreeEnsemble.Node(
                    threshold: 0, slot: 0, left: UInt32(next.place))
                values[next.place] = tree.leafValues[~next.source]
                continue
            }
            let left = nodes.count
            addPlace()
            addPlace()
            let isCategorical = tree.isCategorical(next.source)
            nodes[next.place] = TreeEnsemble.Node(
                threshold: isCategorical ? 0.5 : tree.thresholds[next.source],
                slot: UInt32(slots[next.source]), left: UInt32(left))
            pending.append((tree.right[next.source], left + 1, next.depth + 1))
            pending.append((tree.left[next.source], left, next.depth + 1))
        }
        trees.append(TreeEnsemble.Tree(root: root, depth: depth))
    }

    private mutating func addPlace() {
        nodes.append(TreeEnsemble.Node(threshold: 0, slot: 0, left: 0))
        values.append(0)
    }
}
