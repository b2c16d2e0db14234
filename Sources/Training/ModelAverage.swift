import Foundation

/// Several models of one table as a single one: all their trees, each leaf with its model's share,
/// so that the raw score is the mean of theirs and any reader of LightGBM's text can use it.
enum ModelAverage {
    /// Shares add up to one.
    static func text(
        _ models: [(text: [UInt8], share: Double)]
    ) throws(TrainingRefusal) -> [UInt8] {
        guard let first = models.first?.text, models.count > 1 else {
            return models.first?.text ?? []
        }
        let (head, _, tail) = try parts(first)
        var trees: [String] = []
        for (text, share) in models {
            for tree in try parts(text).trees {
                trees.append(scaled(tree, by: share, number: trees.count))
            }
        }
        let sizes = trees.map { $0.utf8.count.description }.joined(separator: " ")
        let lines = head.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.hasPrefix("tree_sizes=") ? "tree_sizes=\(sizes)" : String($0)
        }
        return Array((lines.joined(separator: "\n") + trees.joined() + tail).utf8)
    }

    /// What stands before the first tree, the trees, and what stands behind the last one.
    private static func parts(
        _ model: [UInt8]
    ) throws(TrainingRefusal) -> (head: String, trees: [Substring], tail: String) {
        let text = String(decoding: model, as: UTF8.self)
        guard let start = text.range(of: "Tree=0\n"), let end = text.range(of: "end of trees")
        else { throw TrainingRefusal("LightGBM found nothing to split: the columns say nothing") }
        let body = text[start.lowerBound..<end.lowerBound]
        var trees: [Substring] = []
        var place = body.startIndex
        while let next = body.range(of: "\nTree=", range: place..<body.endIndex) {
            let border = body.index(after: next.lowerBound)
            trees.append(body[place..<border])
            place = border
        }
        trees.append(body[place...])
        return (String(text[..<start.lowerBound]), trees, String(text[end.lowerBound...]))
    }

    private static func scaled(_ tree: Substring, by share: Double, number: Int) -> String {
        tree.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.hasPrefix("Tree=") { return "Tree=\(number)" }
            for key in ["leaf_value=", "internal_value="] where line.hasPrefix(key) {
                let values = line.dropFirst(key.count).split(separator: " ").map {
                    ((Double($0) ?? 0) * share).description
                }
                return key + values.joined(separator: " ")
            }
            return String(line)
        }.joined(separator: "\n")
    }
}
