/// One tree as LightGBM's text has it: splits numbered from 0, leaves as ~number.
struct LightGBMTree: Sendable {
    enum Missing: Int, Sendable { case none, zero, nan }

    var leafValues: [Double] = []
    /// Empty when the text names no counts; then nothing can be attributed.
    var leafCounts: [Double] = []
    var splitCounts: [Double] = []
    var features: [Int] = []
    var thresholds: [Double] = []
    var decisions: [Int] = []
    var left: [Int] = []
    var right: [Int] = []
    var setBounds: [Int] = []
    var setWords: [UInt32] = []

    /// Attributions take time with the square of a path's features, and one split a level.
    static let mostPathFeatures = 256
    static let mostDepth = 4_096

    var splitCount: Int { features.count }
    /// How many training rows each node saw is known.
    var hasCounts: Bool {
        splitCount == 0
            || leafCounts.count == leafValues.count && splitCounts.count == splitCount
                && splitCounts[0] > 0
    }

    func isCategorical(_ split: Int) -> Bool { decisions[split] & 1 == 1 }
    func defaultsLeft(_ split: Int) -> Bool { decisions[split] & 2 == 2 }
    func missing(_ split: Int) -> Missing { Missing(rawValue: decisions[split] >> 2) ?? .none }

    /// The categories that go left, as the bits of 32-bit words.
    func categories(_ split: Int) -> ArraySlice<UInt32> {
        let set = Int(thresholds[split])
        return setWords[setBounds[set]..<setBounds[set + 1]]
    }
}

extension LightGBMTree {
    /// Reads the entries of one tree, and makes sure that it is a tree: every split and every
    /// leaf is reached exactly once, by no longer way than can be attributed.
    ///
    /// - Parameter path: an empty one over the model's features; it is empty again afterwards.
    init(
        _ entries: [String: ModelLines.Entry], in lines: ModelLines, at line: Int,
        featureCount: Int, path: inout FeaturePath
    ) throws(ModelTextError) {
        func required(_ key: String) throws(ModelTextError) -> ModelLines.Entry {
            guard let entry = entries[key] else {
                throw ModelTextError(line, "this tree has no \(key)")
            }
            return entry
        }
        if let entry = entries["is_linear"], try lines.integer(entry, in: 0...1) == 1 {
            throw ModelTextError(entry.line, "linear trees are not supported")
        }
        let leaves = try lines.integer(try required("num_leaves"), in: 1...10_000_000)
        leafValues = try lines.doubles(try required("leaf_value"), count: leaves)
        if let entry = entries["leaf_count"], leaves > 1 {
            let counts = try lines.integers(entry, count: leaves, in: 0...Int(Int32.max))
            leafCounts = counts.map(Double.init)
        }
        let splits = leaves - 1
        guard splits > 0 else { return }
        features = try lines.integers(
            try required("split_feature"), count: splits, in: 0...featureCount - 1)
        thresholds = try lines.doubles(
            try required("threshold"), count: splits, allowsInfinity: true)
        decisions = try lines.integers(try required("decision_type"), count: splits, in: 0...11)
        let children = -leaves...splits - 1
        left = try lines.integers(try required("left_child"), count: splits, in: children)
        right = try lines.integers(try required("right_child"), count: splits, in: children)
        if let entry = entries["internal_count"] {
            let counts = try lines.integers(entry, count: splits, in: 0...Int(Int32.max))
            splitCounts = counts.map(Double.init)
        }
        let sets = try entries["num_cat"].map { (entry) throws(ModelTextError) in
            try lines.integer(entry, in: 0...splits)
        } ?? 0
        try readCategories(count: sets, try required("threshold"), lines, required)
        let shape = try required("left_child").line
        try checkShape(at: shape)
        try checkPaths(at: shape, &path)
    }

    private mutating func readCategories(
        count: Int, _ threshold: ModelLines.Entry, _ lines: ModelLines,
        _ required: (String) throws(ModelTextError) -> ModelLines.Entry
    ) throws(ModelTextError) {
        if count > 0 {
            let entry = try required("cat_boundaries")
            setBounds = try lines.integers(entry, count: count + 1, in: 0...100_000_000)
            for index in 0..<count where setBounds[index] > setBounds[index + 1] {
                throw ModelTextError(entry.line, "cat_boundaries does not rise")
            }
            guard setBounds[0] == 0 else {
                throw ModelTextError(entry.line, "cat_boundaries does not begin with 0")
            }
            setWords = try lines.bits(try required("cat_threshold"), count: setBounds[count])
        }
        for split in features.indices where isCategorical(split) {
            let set = thresholds[split]
            guard set >= 0, set < Double(count), set == set.rounded() else {
                throw ModelTextError(
                    threshold.line, "split \(split) names the category set \(set) of \(count)")
            }
        }
    }

    private func checkShape(at line: Int) throws(ModelTextError) {
        var splitSeen = [Bool](repeating: false, count: splitCount)
        var leafSeen = [Bool](repeating: false, count: leafValues.count)
        var pending = [0]
        var reached = 0
        while let node = pending.popLast() {
            let isNew: Bool
            if node >= 0 {
                isNew = !splitSeen[node]
                splitSeen[node] = true
                pending.append(right[node])
                pending.append(left[node])
            } else {
                isNew = !leafSeen[~node]
                leafSeen[~node] = true
            }
            guard isNew else {
                let name = node >= 0 ? "split \(node)" : "leaf \(~node)"
                throw ModelTextError(line, name + " is reached twice")
            }
            reached += 1
        }
        guard reached == splitCount + leafValues.count else {
            throw ModelTextError(line, "not every leaf of this tree can be reached")
        }
    }

    private func checkPaths(at line: Int, _ path: inout FeaturePath) throws(ModelTextError) {
        // With fewer splits no path can be too long.
        guard splitCount > Self.mostPathFeatures else { return }
        var pending = [(node: 0, depth: 0)]
        while let (node, depth) = pending.popLast() {
            path.shorten(to: depth)
            guard node >= 0 else { continue }
            path.append(features[node], node: node)
            guard path.length <= Self.mostDepth else {
                throw ModelTextError(line, "this tree is more than \(Self.mostDepth) splits deep")
            }
            guard path.width <= Self.mostPathFeatures else {
                throw ModelTextError(
                    line, "one path of this tree asks for more than \(Self.mostPathFeatures) "
                        + "different features")
            }
            pending.append((right[node], depth + 1))
            pending.append((left[node], depth + 1))
        }
        path.shorten(to: 0)
    }
}
