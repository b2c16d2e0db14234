/// The downhill simplex method (J. Nelder and R. Mead, "A simplex method for function
/// minimization", 1965) within bounds: points outside are moved to the border.
struct SimplexSearch {
    var lower: [Double]
    var upper: [Double]
    /// How far the first corners lie from the start in each direction.
    var steps: [Double]
    var evaluations = 400
    /// Ends when the corners' values differ by less than this share of the best.
    var tolerance = 1e-7
    /// For logarithms of a likelihood, whose size means nothing: the tolerance is no share.
    var isAbsolute = false

    struct Minimum {
        var point: [Double]
        var value: Double
    }

    /// Values that are not numbers count as infinitely bad.
    func minimise(from start: [Double], _ objective: ([Double]) -> Double) -> Minimum {
        var corners = firstCorners(start, objective)
        var used = corners.count
        let last = corners.count - 1
        while used < evaluations {
            corners.sort { $0.value < $1.value }
            let spread = corners[last].value - corners[0].value
            let unit = isAbsolute ? 1 : corners[0].value.magnitude + 1e-300
            if spread <= tolerance * unit { break }
            let centre = centre(of: corners)
            let worst = corners[last]
            let reflected = corner(centre, away: worst.point, by: 1, objective)
            used += 1
            if reflected.value < corners[0].value {
                let expanded = corner(centre, away: worst.point, by: 2, objective)
                used += 1
                corners[last] = expanded.value < reflected.value ? expanded : reflected
            } else if reflected.value < corners[last - 1].value {
                corners[last] = reflected
            } else {
                let isInside = reflected.value >= worst.value
                let contracted = corner(
                    centre, away: worst.point, by: isInside ? -0.5 : 0.5, objective)
                used += 1
                if contracted.value < min(reflected.value, worst.value) {
                    corners[last] = contracted
                } else {
                    shrink(&corners, objective)
                    used += last
                }
            }
        }
        return corners.min { $0.value < $1.value } ?? corners[0]
    }

    private func firstCorners(
        _ start: [Double], _ objective: ([Double]) -> Double
    ) -> [Minimum] {
        let origin = bounded(start)
        var corners = [Minimum(point: origin, value: judged(objective(origin)))]
        for index in origin.indices {
            var point = origin
            let moved = point[index] + steps[index]
            point[index] = moved <= upper[index] ? moved : point[index] - steps[index]
            point = bounded(point)
            corners.append(Minimum(point: point, value: judged(objective(point))))
        }
        return corners
    }

    private func centre(of corners: [Minimum]) -> [Double] {
        var centre = [Double](repeating: 0, count: lower.count)
        for corner in corners.dropLast() {
            for index in centre.indices { centre[index] += corner.point[index] }
        }
        for index in centre.indices { centre[index] /= Double(corners.count - 1) }
        return centre
    }

    private func corner(
        _ centre: [Double], away from: [Double], by factor: Double,
        _ objective: ([Double]) -> Double
    ) -> Minimum {
        var point = centre
        for index in point.indices { point[index] += factor * (centre[index] - from[index]) }
        point = bounded(point)
        return Minimum(point: point, value: judged(objective(point)))
    }

    private func shrink(_ corners: inout [Minimum], _ objective: ([Double]) -> Double) {
        for position in 1..<corners.count {
            var point = corners[position].point
            for index in point.indices {
                point[index] = (point[index] + corners[0].point[index]) / 2
            }
            corners[position] = Minimum(point: point, value: judged(objective(point)))
        }
    }

    private func bounded(_ point: [Double]) -> [Double] {
        var point = point
        for index in point.indices {
            point[index] = min(max(point[index], lower[index]), upper[index])
        }
        return point
    }

    private func judged(_ value: Double) -> Double { value.isNaN ? .infinity : value }
}
