/// The features that are asked for on the way from a tree's root to the place that a walk visits
/// now. Empty again after each tree, so that one serves a whole model.
struct FeaturePath {
    private struct Edge {
        let feature: Int
        /// The node whose edge asked for the same feature before; nil: none did.
        let before: Int?
    }

    private var edges: [Edge] = []
    /// By feature: the last node on the way whose edge asks for it.
    private var latest: [Int?]
    /// How many different features there are on the way.
    private(set) var width = 0

    var length: Int { edges.count }

    init(featureCount: Int) { latest = [Int?](repeating: nil, count: featureCount) }

    /// The last node on the way whose edge asks for `feature`.
    func node(of feature: Int) -> Int? { latest[feature] }

    mutating func append(_ feature: Int, node: Int) {
        let before = latest[feature]
        if before == nil { width += 1 }
        edges.append(Edge(feature: feature, before: before))
        latest[feature] = node
    }

    /// Back up to the place that is `length` edges below the root.
    mutating func shorten(to length: Int) {
        while edges.count > length, let edge = edges.popLast() {
            latest[edge.feature] = edge.before
            if edge.before == nil { width -= 1 }
        }
    }
}
