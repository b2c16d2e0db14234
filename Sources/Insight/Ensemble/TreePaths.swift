/// One tree as attributions walk it. Splits are numbered from the root down, each before its
/// children, and leaves follow the splits, so that both directions are plain loops.
struct TreePaths: Sendable {
    struct Split: Sendable {
        var threshold: Double
        var slot: UInt32
        var feature: UInt32
        /// Node numbers.
        var left: UInt32
        var right: UInt32
        /// The node above whose edge last asked for the same feature; the root, which stands for
        /// "always satisfied", when there is none.
        var previous: UInt32
    }

    var splits: [Split] = []
    var leafValues: [Double] = []
    /// By node: the share of the training rows of its parent that went to it.
    var ownShares: [Double] = []
    /// By node: the product of the shares of all edges above that ask for the same feature.
    var shares: [Double] = []
    /// The mean over the training rows.
    var expectation = 0.0
    /// The most different features that one path asks for.
    var widest = 0
    /// False when the text named no row counts.
    var hasCounts: Bool

    var nodeCount: Int { splits.count + leafValues.count }

    /// - Parameter path: an empty one over the model's features; it is empty again afterwards.
    init(_ tree: LightGBMTree, slots: [Int], path: inout FeaturePath) {
        let splitCount = tree.splitCount
        leafValues = []
        hasCounts = tree.hasCounts
        guard splitCount > 0 else {
            leafValues = tree.leafValues
            ownShares = [1]
            shares = [1]
            expectation = tree.leafValues[0]
            return
        }
        ownShares = [Double](repeating: 1, count: splitCount * 2 + 1)
        shares = ownShares
        number(tree, slots, &path)
        let total = hasCounts ? tree.splitCounts[0] : 0
        for (value, count) in zip(tree.leafValues, tree.leafCounts) where total > 0 {
            expectation += count / total * value
        }
    }

    /// Numbers splits and leaves in preorder and follows each feature down its path.
    private mutating func number(
        _ tree: LightGBMTree, _ slots: [Int], _ path: inout FeaturePath
    ) {
        let splitCount = tree.splitCount
        var pending = [Visit(source: 0, parent: 0, isLeft: true, pathLength: 0, feature: -1)]
        while let visit = pending.popLast() {
            let node: Int
            if visit.source >= 0 {
                node = splits.count
                splits.append(
                    Split(threshold: 0, slot: 0, feature: 0, left: 0, right: 0, previous: 0))
            } else {
                node = splitCount + leafValues.count
                leafValues.append(tree.leafValues[~visit.source])
            }
            path.shorten(to: visit.pathLength)
            if visit.feature >= 0 {
                link(visit, node, tree)
                path.append(visit.feature, node: node)
            }
            guard visit.source >= 0 else {
                widest = max(widest, path.width)
                continue
            }
            let split = visit.source
            let feature = tree.features[split]
            let previous = path.node(of: feature) ?? 0
            splits[node].threshold = tree.isCategorical(split) ? 0.5 : tree.thresholds[split]
            splits[node].slot = UInt32(slots[split])
            splits[node].feature = UInt32(feature)
            splits[node].previous = UInt32(previous)
            for (source, isLeft) in [(tree.right[split], false), (tree.left[split], true)] {
                pending.append(
                    Visit(
                        source: source, parent: node, parentSource: split, isLeft: isLeft,
                        pathLength: path.length, feature: feature))
            }
        }
        path.shorten(to: 0)
    }

    private struct Visit {
        let source: Int
        let parent: Int
        var parentSource = 0
        let isLeft: Bool
        let pathLength: Int
        let feature: Int
    }

    private mutating func link(_ visit: Visit, _ node: Int, _ tree: LightGBMTree) {
        if visit.isLeft {
            splits[visit.parent].left = UInt32(node)
        } else {
            splits[visit.parent].right = UInt32(node)
        }
        guard hasCounts else { return }
        let whole = tree.splitCounts[visit.parentSource]
        let part =
            visit.source >= 0 ? tree.splitCounts[visit.source] : tree.leafCounts[~visit.source]
        ownShares[node] = whole > 0 ? part / whole : 0
        shares[node] = ownShares[node] * shares[Int(splits[visit.parent].previous)]
    }
}
