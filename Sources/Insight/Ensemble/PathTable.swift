/// What one tree needs to be walked at four points of an integration rule at once.
///
/// For an edge whose feature holds share z of the rows on its path and is satisfied (o = 1) or
/// not (o = 0), a leaf's weight has the factor f(t) = z + t·(o − z), and the feature receives
/// (o − z) / f(t) of it. `factor` is f over the same feature's f further up, `gain` the difference
/// of what they receive.
struct PathTable: Sendable {
    typealias Points = SIMD4<Double>

    struct Entry: Sendable {
        var factor: Points
        var gain: Points
    }

    /// The states of an edge: satisfied up to the edge above and here not, satisfied here, not
    /// satisfied already above.
    static let states = 3

    /// By node and state.
    let entries: [Entry]

    init(_ paths: TreePaths, at points: Points) {
        let one = Points(repeating: 1)
        var entries = [Entry](
            repeating: Entry(factor: one, gain: .zero), count: paths.nodeCount * Self.states)
        let rest = one - points
        for split in paths.splits {
            let above = Points(repeating: paths.shares[Int(split.previous)])
            let factorAbove = above + points * (one - above)
            let gainAbove = (one - above) / factorAbove
            for child in [Int(split.left), Int(split.right)] {
                let share = Points(repeating: paths.shares[child])
                let factor = share + points * (one - share)
                let first = child * Self.states
                entries[first] = Entry(
                    factor: share * rest / factorAbove, gain: -one / rest - gainAbove)
                entries[first + 1] = Entry(
                    factor: factor / factorAbove, gain: (one - share) / factor - gainAbove)
                entries[first + 2] = Entry(
                    factor: Points(repeating: paths.ownShares[child]), gain: .zero)
            }
        }
        self.entries = entries
    }
}
