/// The bright pieces of a picture that may be sheets of paper, seen small.
struct SheetView {
    struct Sheet {
        var hull: ConvexHull
        /// In square pixels of the small picture, and as a share of it.
        var area: Double
        var share: Double
        /// Mean of its greys.
        var brightness: Double
    }

    private(set) var sheets: [Sheet] = []
    /// Mean of the greys between the bright pieces.
    private(set) var ground = 255.0
    /// Pixels of the picture to one of the small one.
    let scale: (x: Double, y: Double)

    private static let side = 640
    private static let blur = 2
    /// Print up to so many pixels each way does not part a sheet.
    private static let bridge = 7
    /// What is smaller is no sheet.
    private static let smallest = 0.01

    init(_ picture: GreyPlane) {
        let small = picture.within(side: Self.side).softened(reach: Self.blur)
        scale = (
            Double(picture.width) / Double(small.width),
            Double(picture.height) / Double(small.height)
        )
        let threshold = small.threshold()
        let mask = GreyPlane.mask(small) { $0 > threshold }
            .extreme(reach: Self.bridge, brightest: true)
            .extreme(reach: Self.bridge, brightest: false)
        var (sum, count) = (0.0, 0.0)
        for (index, grey) in small.pixels.enumerated() where mask.pixels[index] == 0 {
            sum += Double(grey)
            count += 1
        }
        guard count > 0 else { return }
        ground = sum / count
        let pieces = InkPieces(mask) { $0 > 0 }
        let whole = Double(small.pixels.count)
        for (index, piece) in pieces.pieces.enumerated()
        where Double(piece.area) >= Self.smallest * whole {
            let runs = pieces.runs.filter { $0.piece == index }
            sheets.append(
                Sheet(
                    hull: ConvexHull(of: runs), area: Double(piece.area),
                    share: Double(piece.area) / whole, brightness: Self.mean(small, runs)))
        }
    }

    private static func mean(_ plane: GreyPlane, _ runs: [InkPieces.Run]) -> Double {
        var (sum, count) = (0, 0)
        for run in runs {
            let start = run.row * plane.width
            for place in start + run.first...start + run.last { sum += Int(plane.pixels[place]) }
            count += run.last - run.first + 1
        }
        return Double(sum) / Double(max(count, 1))
    }
}
