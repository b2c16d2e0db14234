import Foundation
import Insight

/// One value of a column, or several, and what they add to the log-odds.
struct Step {
    let attribute: Characteristic.Attribute
    let value: Double
    /// How many rows of the table are here.
    let rows: Int
}

/// A sum of step functions of one column each as LightGBM text, one tree a column, so that whatever
/// reads boosted trees gives its score and its exact contributions too. The intercept is in the
/// first tree.
struct StepTrees {
    private let terms: [(feature: Int, steps: [Step])]
    private let intercept: Double
    private let table: TrainingTable

    init(_ terms: [(feature: Int, steps: [Step])], intercept: Double, _ table: TrainingTable) {
        self.terms = terms
        self.intercept = intercept
        self.table = table
    }

    /// Leaves are slope times weight of evidence.
    init(_ card: Scorecard, _ table: TrainingTable) {
        let slopes = Array(card.regression.slopes)
        let terms = card.characteristics.enumerated().map { place, characteristic in
            let steps = characteristic.bins.map { bin in
                Step(
                    attribute: bin.attribute, value: slopes[place] * bin.weight,
                    rows: bin.counts.rows)
            }
            return (feature: card.columns[place], steps: steps)
        }
        self.init(terms, intercept: card.regression.intercept, table)
    }

    func text() -> [UInt8] {
        var trees: [String] = []
        for (place, term) in terms.enumerated() {
            let tree = StepTree(
                term.steps, feature: term.feature, origin: place == 0 ? intercept : 0)
            trees.append(tree.text(number: place))
        }
        let sizes = trees.map { $0.utf8.count.description }.joined(separator: " ")
        let head = """
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            label_index=0
            max_feature_idx=\(table.columns.count - 1)
            objective=binary sigmoid:1
            feature_names=\(table.featureNames.joined(separator: " "))
            feature_infos=\(table.columns.map(Self.range).joined(separator: " "))
            tree_sizes=\(sizes)


            """
        return Array((head + trees.joined() + "end of trees\n").utf8)
    }

    private static func range(_ column: TrainingTable.Column) -> String {
        if let categories = column.categories {
            return categories.indices.map(\.description).joined(separator: ":")
        }
        let present = column.values.filter { !$0.isNaN }
        guard let low = present.min(), let high = present.max() else { return "none" }
        return "[\(low):\(high)]"
    }
}

/// One characteristic as a chain of splits: each asks for one bin, and the last leaf is for what is
/// left, missing values or categories never seen.
private struct StepTree {
    private struct Split {
        var threshold: String
        var decision: Int
    }

    private let feature: Int
    private var splits: [Split] = []
    /// One more than splits.
    private var leaves: [(value: Double, rows: Int)] = []
    /// LightGBM's sets of categories: 32 to a word, borders between the sets.
    private var words: [UInt32] = []
    private var borders = [0]

    // LightGBM's decision types: 1 categorical, 2 missing goes left, 8 missing is NaN.
    private static let categorical = 1
    private static let numerical = 8

    init(_ steps: [Step], feature: Int, origin: Double) {
        self.feature = feature
        var rest: (value: Double, rows: Int) = (origin, 0)
        for step in steps {
            let leaf = (origin + step.value, step.rows)
            switch step.attribute {
            case .through(let border):
                // Every finite number is at most the largest one; a missing value goes right.
                let threshold = min(border, .greatestFiniteMagnitude)
                splits.append(Split(threshold: "\(threshold)", decision: Self.numerical))
                leaves.append(leaf)
            case .categories(let codes):
                splits.append(
                    Split(threshold: "\(borders.count - 1)", decision: Self.categorical))
                add(codes)
                leaves.append(leaf)
            case .missing: rest = leaf
            case .special: continue
            }
        }
        leaves.append(rest)
        // LightGBM's contributions divide by the counts: a leaf without rows would give none.
        leaves = leaves.map { ($0.value, max($0.rows, 1)) }
    }

    private mutating func add(_ codes: [Int]) {
        var set = [UInt32](repeating: 0, count: (codes.max() ?? 0) / 32 + 1)
        for code in codes { set[code / 32] |= 1 << UInt32(code % 32) }
        words += set
        borders.append(words.count)
    }

    func text(number: Int) -> String {
        func list(_ values: some Sequence<some CustomStringConvertible>) -> String {
            values.map(\.description).joined(separator: " ")
        }
        let count = splits.count
        // What is left when the bins before are taken away.
        let rows = (0..<count).map { place in leaves[place...].reduce(0) { $0 + $1.rows } }
        let means = (0..<count).map { place in
            leaves[place...].reduce(0) { $0 + $1.value * Double($1.rows) }
                / Double(max(rows[place], 1))
        }
        let sets = borders.count - 1
        var text = "Tree=\(number)\nnum_leaves=\(count + 1)\nnum_cat=\(sets)\n"
        text += "split_feature=\(list((0..<count).map { _ in feature }))\n"
        text += "split_gain=\(list((0..<count).map { _ in 1 }))\n"
        text += "threshold=\(list(splits.map(\.threshold)))\n"
        text += "decision_type=\(list(splits.map(\.decision)))\n"
        text += "left_child=\(list((0..<count).map { -$0 - 1 }))\n"
        text += "right_child=\(list((1...count).map { $0 == count ? -count - 1 : $0 }))\n"
        text += "leaf_value=\(list(leaves.map(\.value)))\n"
        text += "leaf_weight=\(list(leaves.map(\.rows)))\n"
        text += "leaf_count=\(list(leaves.map(\.rows)))\n"
        text += "internal_value=\(list(means))\n"
        text += "internal_weight=\(list(rows))\ninternal_count=\(list(rows))\n"
        if sets > 0 {
            text += "cat_boundaries=\(list(borders))\ncat_threshold=\(list(words))\n"
        }
        return text + "is_linear=0\nshrinkage=1\n\n\n"
    }
}
