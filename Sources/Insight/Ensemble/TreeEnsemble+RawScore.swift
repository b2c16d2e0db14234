extension TreeEnsemble {
    /// Memory for one row after another, so that scoring a row allocates nothing.
    public struct RowMemory: ~Copyable {
        let slots: UnsafeMutablePointer<Double>

        public init(for ensemble: borrowing TreeEnsemble) {
            slots = .allocate(capacity: ensemble.plan.count)
        }

        deinit { slots.deallocate() }
    }

    /// The raw score of one row, the sum over the trees: log-odds for a binary objective.
    public func rawScore(_ row: [Double]) -> Double {
        precondition(row.count == featureCount, "a row has one value per feature")
        let memory = RowMemory(for: self)
        return row.withUnsafeBufferPointer { row in
            row.baseAddress.map { rawScore($0, using: memory) } ?? 0
        }
    }

    /// The raw score of the row at `row`, which has `featureCount` values.
    public func rawScore(
        _ row: UnsafePointer<Double>, using memory: borrowing RowMemory
    ) -> Double {
        let slots = memory.slots
        plan.fill(slots, from: row)
        return walk(slots)
    }

    private func walk(_ slots: UnsafePointer<Double>) -> Double {
        var sum = 0.0
        nodes.withUnsafeBufferPointer { nodes in
            values.withUnsafeBufferPointer { values in
                trees.withUnsafeBufferPointer { trees in
                    guard let nodes = nodes.baseAddress else { return }
                    var first = 0
                    while first + 8 <= trees.count {
                        var places = SIMD8<UInt32>(repeating: 0)
                        var depth = 0
                        for lane in 0..<8 {
                            places[lane] = UInt32(truncatingIfNeeded: trees[first + lane].root)
                            depth = max(depth, trees[first + lane].depth)
                        }
                        Self.descend(&places, by: depth, nodes) { _ in slots }
                        for lane in 0..<8 { sum += values[Int(places[lane])] }
                        first += 8
                    }
                    for tree in trees[first...] {
                        var place = tree.root
                        for _ in 0..<tree.depth { place = Self.step(place, nodes, slots) }
                        sum += values[place]
                    }
                }
            }
        }
        return sum
    }

    @inline(__always)
    private static func step(
        _ place: Int, _ nodes: UnsafePointer<Node>, _ slots: UnsafePointer<Double>
    ) -> Int {
        let node = nodes[place]
        let goesRight = !(slots[Int(node.slot)] <= node.threshold)
        return Int(node.left) + (goesRight ? 1 : 0)
    }

    @inline(__always)
    private static func descend(
        _ places: inout SIMD8<UInt32>, by depth: Int, _ nodes: UnsafePointer<Node>,
        _ slots: (Int) -> UnsafePointer<Double>
    ) {
        var (a, b, c, d) = (Int(places[0]), Int(places[1]), Int(places[2]), Int(places[3]))
        var (e, f, g, h) = (Int(places[4]), Int(places[5]), Int(places[6]), Int(places[7]))
        for _ in 0..<depth {
            a = step(a, nodes, slots(0))
            b = step(b, nodes, slots(1))
            c = step(c, nodes, slots(2))
            d = step(d, nodes, slots(3))
            e = step(e, nodes, slots(4))
            f = step(f, nodes, slots(5))
            g = step(g, nodes, slots(6))
            h = step(h, nodes, slots(7))
        }
        places = SIMD8(
            UInt32(a), UInt32(b), UInt32(c), UInt32(d), UInt32(e), UInt32(f), UInt32(g), UInt32(h))
    }

    /// The raw scores of rows that stand one behind another in `rows`.
    public func rawScores(_ rows: [Double]) -> [Double] {
        precondition(rows.count % featureCount == 0, "rows are whole")
        let count = rows.count / featureCount
        var scores = [Double](repeating: 0, count: count)
        rows.withUnsafeBufferPointer { rows in
            scores.withUnsafeMutableBufferPointer { scores in
                guard let rows = rows.baseAddress, let scores = scores.baseAddress else { return }
                rawScores(rows, count: count, into: scores)
            }
        }
        return scores
    }

    /// The raw scores of `count` rows, blocks of rows through one tree after another.
    public func rawScores(
        _ rows: UnsafePointer<Double>, count: Int, into scores: UnsafeMutablePointer<Double>
    ) {
        let blockSize = 64
        let stride = plan.count
        let slots = UnsafeMutablePointer<Double>.allocate(capacity: stride * blockSize)
        defer { slots.deallocate() }
        var first = 0
        while first < count {
            let rowCount = min(blockSize, count - first)
            for row in 0..<rowCount {
                plan.fill(slots + row * stride, from: rows + (first + row) * featureCount)
                scores[first + row] = 0
            }
            addTrees(slots, stride, rowCount, to: scores + first)
            first += rowCount
        }
    }

    private func addTrees(
        _ slots: UnsafePointer<Double>, _ stride: Int, _ rowCount: Int,
        to scores: UnsafeMutablePointer<Double>
    ) {
        nodes.withUnsafeBufferPointer { nodes in
            values.withUnsafeBufferPointer { values in
                guard let nodes = nodes.baseAddress else { return }
                for tree in trees {
                    var row = 0
                    while row + 8 <= rowCount {
                        var places = SIMD8<UInt32>(repeating: UInt32(tree.root))
                        let base = slots + row * stride
                        Self.descend(&places, by: tree.depth, nodes) { base + $0 * stride }
                        for lane in 0..<8 { scores[row + lane] += values[Int(places[lane])] }
                        row += 8
                    }
                    while row < rowCount {
                        var place = tree.root
                        let own = slots + row * stride
                        for _ in 0..<tree.depth { place = Self.step(place, nodes, own) }
                        scores[row] += values[place]
                        row += 1
                    }
                }
            }
        }
    }
}
