/// A convex outline, its corners in the order in which one walks around it.
struct ConvexHull {
    typealias Point = (x: Double, y: Double)

    private(set) var points: [Point]

    init(points: [Point]) { self.points = points }

    /// Around runs of pixels (A. Andrew's monotone chain, 1979), which come row by row.
    init(of runs: [InkPieces.Run]) {
        var rows: [(row: Int, first: Int, last: Int)] = []
        for run in runs {
            if let last = rows.last, last.row == run.row {
                rows[rows.count - 1].last = max(last.last, run.last)
                rows[rows.count - 1].first = min(last.first, run.first)
            } else {
                rows.append((run.row, run.first, run.last))
            }
        }
        let left = Self.chain(rows.map { (Double($0.first), Double($0.row)) }, sign: 1)
        let right = Self.chain(rows.map { (Double($0.last), Double($0.row)) }, sign: -1)
        points = right + left.reversed()
    }

    /// The bulging side of a list of points that go downwards.
    private static func chain(_ points: [Point], sign: Double) -> [Point] {
        var chain: [Point] = []
        for point in points {
            while chain.count > 1,
                sign * turn(chain[chain.count - 2], chain[chain.count - 1], point) >= 0
            {
                chain.removeLast()
            }
            chain.append(point)
        }
        return chain
    }

    /// Twice the signed area of a triangle.
    private static func turn(_ a: Point, _ b: Point, _ c: Point) -> Double {
        (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    }

    var area: Double {
        var sum = 0.0
        for (index, point) in points.enumerated() {
            let next = points[(index + 1) % points.count]
            sum += point.x * next.y - next.x * point.y
        }
        return sum.magnitude / 2
    }

    /// The four of its corners that enclose the largest area: those of a sheet whose corners are
    /// blurred or bent a little.
    var largestQuadrilateral: ConvexHull {
        guard points.count > 4 else { return self }
        var (best, most) = (self, -1.0)
        for first in 0..<points.count - 2 {
            for third in first + 2..<points.count {
                let second = farthest(from: first, third, among: first + 1..<third)
                let fourth = farthest(
                    from: first, third, among: third + 1..<points.count + first)
                guard let second, let fourth, second.area + fourth.area > most else { continue }
                most = second.area + fourth.area
                best = ConvexHull(points: [
                    points[first], second.point, points[third], fourth.point,
                ])
            }
        }
        return best
    }

    /// The corner that spans the largest triangle with two others; places go around the outline.
    private func farthest(
        from one: Int, _ other: Int, among places: Range<Int>
    ) -> (point: Point, area: Double)? {
        var best: (point: Point, area: Double)?
        for place in places {
            let point = points[place % points.count]
            let area = Self.turn(points[one], points[other], point).magnitude
            if area > best?.area ?? -1 { best = (point, area) }
        }
        return best
    }
}
