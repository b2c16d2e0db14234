/// The network that says of every piece of a word what it means: LayoutLM (Y. Xu and others,
/// "LayoutLM: pre-training of text and layout for document image understanding", 2020), small and
/// without pictures. `models/layout-reader/network.py` trains it and is changed together with this.
public struct LayoutNetwork: Sendable {
    /// A box has its sides in so many steps of the page's width and height.
    public static let steps = 256
    /// Pieces of a page at most.
    public static let longest = 512

    private static let hidden = 96
    private static let layers = 4
    private static let heads = 4
    private static let inner = 320

    let pieces: WordPieces
    private let meanings: [Float]
    private let places: [Float]
    /// Left and right, top and bottom, height, width.
    private let sides: (x: [Float], y: [Float], height: [Float], width: [Float])
    private let norm: LayerNorm
    private let stack: [TransformerLayer]
    private let labels: PackedWeights

    /// The vocabulary stands in the metadata of the weights.
    public init(_ weights: Safetensors) throws(SafetensorsError) {
        guard let vocabulary = weights.metadata["vocabulary"] else {
            throw .malformed("its metadata has no vocabulary")
        }
        pieces = WordPieces(vocabulary)
        let hidden = Self.hidden
        meanings = try weights.tensor("pieces", shape: [pieces.count, hidden])
        places = try weights.tensor("places", shape: [Self.longest, hidden])
        let shape = [Self.steps, hidden]
        sides = (
            try weights.tensor("x", shape: shape), try weights.tensor("y", shape: shape),
            try weights.tensor("height", shape: shape), try weights.tensor("width", shape: shape)
        )
        norm = try LayerNorm(weights, "norm", size: hidden)
        var stack: [TransformerLayer] = []
        for layer in 0..<Self.layers {
            stack.append(
                try TransformerLayer(
                    weights, "layer.\(layer)", hidden: hidden, heads: Self.heads,
                    inner: Self.inner))
        }
        self.stack = stack
        labels = try PackedWeights(
            weights, "labels", inputs: hidden, outputs: PrintedMeaning.allCases.count)
    }

    /// Left, top, right and bottom of a piece's word, each below `steps`.
    struct PieceBox: Equatable {
        var left: Int
        var top: Int
        var right: Int
        var bottom: Int
    }

    /// The unscaled scores of all meanings, piece by piece. At most `longest` pieces are looked at.
    func scores(_ numbers: [Int], _ boxes: [PieceBox]) -> [Float] {
        let count = min(numbers.count, boxes.count, Self.longest)
        guard count > 0 else { return [] }
        var states = [Float](repeating: 0, count: count * Self.hidden)
        for place in 0..<count {
            let box = boxes[place]
            add(meanings, numbers[place], to: &states, place)
            add(places, place, to: &states, place)
            add(sides.x, box.left, to: &states, place)
            add(sides.y, box.top, to: &states, place)
            add(sides.x, box.right, to: &states, place)
            add(sides.y, box.bottom, to: &states, place)
            add(sides.height, box.bottom - box.top, to: &states, place)
            add(sides.width, box.right - box.left, to: &states, place)
        }
        norm.apply(to: &states)
        for layer in stack { states = layer.applied(to: states) }
        return labels.rows(of: states)
    }

    private func add(_ table: [Float], _ row: Int, to states: inout [Float], _ place: Int) {
        for unit in 0..<Self.hidden {
            states[place * Self.hidden + unit] += table[row * Self.hidden + unit]
        }
    }
}

/// What a printed word may mean, in the order of the network's scores.
enum PrintedMeaning: Int, CaseIterable {
    case other
    case supplier
    case address
    case date
    case total
    case number
    case buyer
    case dueDate
    case tax
}
