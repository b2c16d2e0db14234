/// Finds the alignment patterns of a code, and so how its paper lies: a flat paper follows one
/// projection, a bent one is followed from pattern to pattern.
struct AlignmentSearch {
    private let picture: GreyPicture
    private let sign: Double
    private let projection: Projection
    private let centres: [Double]
    /// How the offset grows with each column and each row beside the upper left pattern.
    private let slopes: (column: PicturePoint, row: PicturePoint)
    /// How far each crossing of the grid lies from where the projection puts it; `nil` unfound.
    private var offsets: [PicturePoint?]

    init(_ frame: CodeFrame, picture: GreyPicture, version: CodeVersion, projection: Projection) {
        self.picture = picture
        self.projection = projection
        sign = frame.isInverted ? -1 : 1
        let centres = version.alignmentCentres.map { Double($0) + 0.5 }
        self.centres = centres
        offsets = Array(repeating: nil, count: centres.count * centres.count)
        let drifts = [(0.0, 0.0), (7, 0), (7, 7), (0, 7)].enumerated().map { index, place in
            frame.topLeft.corners[index] - projection.point(place.0, place.1)
        }
        slopes = (
            (drifts[1] + drifts[2] - drifts[0] - drifts[3]) * (1 / 14),
            (drifts[2] + drifts[3] - drifts[0] - drifts[1]) * (1 / 14)
        )
        guard centres.count > 1 else { return }
        let far = Double(version.dimension) - 3.5
        let last = centres.count - 1
        offsets[0] = frame.topLeft.centre - projection.point(3.5, 3.5)
        offsets[last] = frame.topRight.centre - projection.point(far, 3.5)
        offsets[last * centres.count] = frame.bottomLeft.centre - projection.point(3.5, far)
        follow()
    }

    /// The picture's place of each crossing of the lines `centres`, row by row.
    func crossings() -> [PicturePoint] {
        let count = centres.count
        return offsets.indices.map { index in
            let at = projection.point(centres[index % count], centres[index / count])
            return at + (offsets[index] ?? guess(column: index % count, row: index / count))
        }
    }

    /// Away from the top left, each expected where the ones before it point. Where the first eight
    /// are not there, neither is the code.
    private mutating func follow() {
        let count = centres.count
        var (tried, seen) = (0, 0)
        for diagonal in 1...2 * (count - 1) {
            for row in max(0, diagonal - count + 1)...min(diagonal, count - 1) {
                let column = diagonal - row
                guard offsets[row * count + column] == nil else { continue }
                let expected = guess(column: column, row: row)
                let reach = column == count - 1 && row == count - 1 ? 4.0 : 2.5
                let offset = search(
                    centres[column], centres[row], expected: expected, reach: reach)
                offsets[row * count + column] = offset
                tried += 1
                seen += offset == nil ? 0 : 1
                if tried == 8, seen < 2 { return }
            }
        }
    }

    /// From the neighbours above and to the left as far as they are found, else on from the upper
    /// left pattern.
    private func guess(column: Int, row: Int) -> PicturePoint {
        let count = centres.count
        func offset(_ column: Int, _ row: Int) -> PicturePoint? {
            column >= 0 && row >= 0 ? offsets[row * count + column] : nil
        }
        let before = offset(column - 1, row)
        let above = offset(column, row - 1)
        if let before, let above {
            guard let both = offset(column - 1, row - 1) else { return (before + above) * 0.5 }
            return before + above - both
        }
        if row == 0, column > 1, let before, let earlier = offset(column - 2, row) {
            return before + before - earlier
        }
        if column == 0, row > 1, let above, let earlier = offset(column, row - 2) {
            return above + above - earlier
        }
        if column + row == 1, count > 2, let corner = offsets[0] {
            let step = centres[1] - 3.5
            return corner + (column == 1 ? slopes.column : slopes.row) * step
        }
        return before ?? above ?? offset(column - 1, row - 1) ?? PicturePoint(0, 0)
    }

    private func search(_ x: Double, _ y: Double, expected: PicturePoint, reach: Double)
        -> PicturePoint?
    {
        let centre = projection.point(x, y)
        let right = (projection.point(x + 1, y) - projection.point(x - 1, y)) * 0.5
        let down = (projection.point(x, y + 1) - projection.point(x, y - 1)) * 0.5
        // A projection gone wrong folds or stretches the modules beyond any picture.
        guard right.length < 250, down.length < 250 else { return nil }
        let match = AlignmentMatch(picture: picture, right: right, down: down, sign: sign)
        guard let place = match.best(around: centre + expected, reach: reach) else { return nil }
        return place - centre
    }
}

/// How much a place looks like an alignment pattern: a dark module in a light ring in a dark one.
struct AlignmentMatch {
    let picture: GreyPicture
    /// One module along the code's rows and columns.
    let right: PicturePoint
    let down: PicturePoint
    /// -1 for light on dark.
    let sign: Double

    /// The likest place within `reach` modules, to a sixteenth of one; `nil` when none is like.
    func best(around start: PicturePoint, reach: Double) -> PicturePoint? {
        guard let (near, rough) = nearest(to: start, reach: reach), rough > 0.45 else {
            return nil
        }
        var place = near
        var best = likeness(at: near)
        var step = 0.5
        while step > 0.05 {
            let middle = place
            for side in 0..<9 where side != 4 {
                let (x, y) = (Double(side % 3 - 1) * step, Double(side / 3 - 1) * step)
                let candidate = middle + right * x + down * y
                let value = likeness(at: candidate)
                if value > best { (place, best) = (candidate, value) }
            }
            step /= 2
        }
        return best > 0.62 ? place : nil
    }

    /// The likest whole pixel within `reach` modules, each half module looked at.
    private func nearest(to start: PicturePoint, reach: Double) -> (PicturePoint, Double)? {
        let (width, height) = (picture.width, picture.height)
        var marks: [(offset: Int, weight: Int)] = []
        for y in -2...2 {
            for x in -2...2 {
                let at = right * Double(x) + down * Double(y)
                let offset = Int(at.y.rounded()) * width + Int(at.x.rounded())
                marks.append((offset, max(x.magnitude, y.magnitude) == 1 ? 17 : -8))
            }
        }
        // The pattern's own reach, within which no pixel may lie beyond the picture's edge.
        let wide = 2 * (right.x.magnitude + down.x.magnitude) + 1
        let high = 2 * (right.y.magnitude + down.y.magnitude) + 1
        return picture.pixels.withUnsafeBufferPointer { pixels in
            var best: (PicturePoint, Double)?
            let steps = Int(reach * 2)
            for y in -steps...steps {
                for x in -steps...steps {
                    let place = start + right * (Double(x) / 2) + down * (Double(y) / 2)
                    guard place.x > wide, place.y > high, place.x < Double(width) - wide,
                        place.y < Double(height) - high
                    else { continue }
                    let middle = Int(place.y) * width + Int(place.x)
                    var (sum, squares, product) = (0, 0, 0)
                    for mark in marks {
                        let value = Int(pixels[middle &+ mark.offset])
                        sum &+= value
                        squares &+= value &* value
                        product &+= value &* mark.weight
                    }
                    let likeness = Self.likeness(
                        sum: Double(sum), squares: Double(squares), product: Double(product))
                    if sign * likeness > best?.1 ?? -1 { best = (place, sign * likeness) }
                }
            }
            return best
        }
    }

    private static func likeness(sum: Double, squares: Double, product: Double) -> Double {
        let spread = squares - sum * sum / 25
        // Less than six greys apart is the noise of an even surface.
        return spread > 25 * 36 ? product / (3400 * spread).squareRoot() : 0
    }

    /// The correlation of 25 modules with the pattern's, from -1 to 1.
    private func likeness(at centre: PicturePoint) -> Double {
        var (sum, squares, product) = (0.0, 0.0, 0.0)
        for y in -2...2 {
            for x in -2...2 {
                let value = picture.value(at: centre + right * Double(x) + down * Double(y))
                sum += value
                squares += value * value
                // 17 dark modules and 8 light ones, weighted so that they sum to nothing.
                product += value * (max(x.magnitude, y.magnitude) == 1 ? 17 : -8)
            }
        }
        return sign * Self.likeness(sum: sum, squares: squares, product: product)
    }
}
