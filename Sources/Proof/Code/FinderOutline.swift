/// The four corners of a finder pattern, to a fraction of a pixel.
struct FinderOutline {
    /// Top left, top right, bottom right, bottom left, as the code is read.
    let corners: [PicturePoint]

    /// Modules are this wide across the pattern, along the code's rows and columns.
    var moduleWidth: Double {
        ((corners[1] - corners[0]).length + (corners[2] - corners[3]).length) / 14
    }
    var moduleHeight: Double {
        ((corners[3] - corners[0]).length + (corners[2] - corners[1]).length) / 14
    }

    /// Where the diagonals cross, which is the pattern's centre from whichever side it is seen.
    let centre: PicturePoint

    /// `right` and `down` are the directions of the code's rows and columns, from afar: seen from
    /// the side, those of the pattern itself differ, and are found in a second and a third round.
    init?(
        _ pattern: FinderPattern, right: PicturePoint, down: PicturePoint, grey: GreyPicture,
        dark: DarkPicture
    ) {
        let edges = OutlineEdges(pattern, grey: grey, dark: dark)
        var (across, along) = (right * (1 / right.length), down * (1 / down.length))
        var middle = pattern.centre
        var corners: [PicturePoint] = []
        for _ in 0..<3 {
            guard let found = edges.corners(around: middle, right: across, down: along),
                let crossing = PictureLine(from: found[0], to: found[2])
                    .crossing(PictureLine(from: found[1], to: found[3])),
                (crossing - pattern.centre).length < pattern.width * 0.3
            else { return nil }
            (corners, middle) = (found, crossing)
            across = found[1] + found[2] - found[0] - found[3]
            along = found[2] + found[3] - found[0] - found[1]
        }
        self.corners = corners
        centre = middle
    }
}

/// A line through a picture.
struct PictureLine {
    let start: PicturePoint
    let direction: PicturePoint

    init(from start: PicturePoint, to end: PicturePoint) {
        (self.start, direction) = (start, end - start)
    }

    func crossing(_ other: PictureLine) -> PicturePoint? {
        let area = direction.cross(other.direction)
        guard area.magnitude > 1e-9 * direction.length * other.direction.length else { return nil }
        return start + direction * ((other.start - start).cross(other.direction) / area)
    }

    func distance(to point: PicturePoint) -> Double {
        direction.cross(point - start).magnitude / max(direction.length, 1e-9)
    }

    /// Nearest to all points at right angles; those that stand off are left out and it is drawn
    /// again.
    init?(through points: [PicturePoint]) {
        guard points.count >= 3, let first = PictureLine(fitting: points) else { return nil }
        let distances = points.map { first.distance(to: $0) }
        let limit = max(distances.sorted()[points.count / 2] * 2.5, 0.25)
        let kept = points.indices.filter { distances[$0] <= limit }.map { points[$0] }
        guard kept.count >= 3, let second = PictureLine(fitting: kept) else { return nil }
        self = second
    }

    private init?(fitting points: [PicturePoint]) {
        let sum = points.reduce(PicturePoint(0, 0)) { $0 + $1 }
        let middle = sum * (1 / Double(points.count))
        var (xx, xy, yy) = (0.0, 0.0, 0.0)
        for point in points {
            let offset = point - middle
            xx += offset.x * offset.x
            xy += offset.x * offset.y
            yy += offset.y * offset.y
        }
        // The larger eigenvector of the points' spread.
        let half = (xx - yy) / 2
        let root = (half * half + xy * xy).squareRoot()
        guard root > 1e-9 else { return nil }
        let direction = half > 0 ? PicturePoint(half + root, xy) : PicturePoint(xy, root - half)
        self.init(from: middle, to: middle + direction * (1 / direction.length))
    }
}

/// Where the outer dark square of a finder pattern ends, in forty directions.
private struct OutlineEdges {
    private var points: [PicturePoint] = []

    init(_ pattern: FinderPattern, grey: GreyPicture, dark: DarkPicture) {
        let rays = FinderRays(picture: dark, grey: grey, isInverted: pattern.isInverted)
        for step in -5..<5 {
            let part = (Double(step) + 0.5) / 5
            for direction in [
                PicturePoint(1, part), PicturePoint(-1, part), PicturePoint(part, 1),
                PicturePoint(part, -1),
            ] {
                let edge = rays.edge(
                    from: pattern.centre, along: direction, limit: pattern.width * 1.2)
                if let edge { points.append(edge) }
            }
        }
    }

    /// Where the sides cross, from the top left clockwise; a point belongs to the side that its
    /// direction in these axes leads to.
    func corners(around centre: PicturePoint, right: PicturePoint, down: PicturePoint)
        -> [PicturePoint]?
    {
        let area = right.cross(down)
        guard area.magnitude > 1e-6 else { return nil }
        var sides = [[PicturePoint]](repeating: [], count: 4)
        for point in points {
            let offset = point - centre
            let (x, y) = (offset.cross(down) / area, right.cross(offset) / area)
            // Beside a corner it is not sure which side it is.
            let (wide, high) = (x.magnitude, y.magnitude)
            if min(wide, high) > max(wide, high) * 0.88 { continue }
            sides[wide > high ? (x > 0 ? 1 : 3) : (y > 0 ? 2 : 0)].append(point)
        }
        var lines: [PictureLine] = []
        for side in sides {
            guard let line = PictureLine(through: side) else { return nil }
            lines.append(line)
        }
        var corners: [PicturePoint] = []
        for (one, other) in [(0, 3), (0, 1), (2, 1), (2, 3)] {
            guard let corner = lines[one].crossing(lines[other]) else { return nil }
            corners.append(corner)
        }
        return corners
    }
}
