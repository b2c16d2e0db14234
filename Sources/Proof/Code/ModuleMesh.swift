/// Where the modules of a code lie in a picture: a projection of its own between each four
/// crossings.
struct ModuleMesh {
    private let lines: [Double]
    private let cells: [Projection]

    /// `crossings` are the places of the crossings of `lines` by rows, in modules.
    init?(lines: [Double], crossings: [PicturePoint]) {
        guard lines.count > 1, crossings.count == lines.count * lines.count else { return nil }
        self.lines = lines
        var cells: [Projection] = []
        for row in 0..<lines.count - 1 {
            for column in 0..<lines.count - 1 {
                let start = row * lines.count + column
                let (left, right) = (lines[column], lines[column + 1])
                let (top, bottom) = (lines[row], lines[row + 1])
                guard
                    let cell = Projection(
                        from: [
                            PicturePoint(left, top), PicturePoint(right, top),
                            PicturePoint(left, bottom), PicturePoint(right, bottom),
                        ],
                        to: [
                            crossings[start], crossings[start + 1],
                            crossings[start + lines.count], crossings[start + lines.count + 1],
                        ])
                else { return nil }
                cells.append(cell)
            }
        }
        self.cells = cells
    }

    /// The cell of a place in modules; beyond the outer lines the cell beside them.
    func cell(_ x: Double, _ y: Double) -> Projection {
        cells[index(y) * (lines.count - 1) + index(x)]
    }

    private func index(_ place: Double) -> Int {
        var index = 0
        while index < lines.count - 2, place >= lines[index + 1] { index += 1 }
        return index
    }

    func point(_ x: Double, _ y: Double) -> PicturePoint {
        cell(x, y).point(x, y)
    }
}
