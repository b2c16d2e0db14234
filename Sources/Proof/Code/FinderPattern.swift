/// One of the three nested squares in the corners of a code.
struct FinderPattern {
    /// In pixels.
    var centre: PicturePoint
    /// The mean width of the outer square over all directions, in pixels.
    var width: Double
    /// Light on dark.
    let isInverted: Bool
    /// The correlation of its greys with a pattern's in sixteen directions, from -1 to 1.
    let likeness: Double
}

/// Looks along straight lines from the inside of a finder pattern.
struct FinderRays {
    /// How far the dark centre, the light ring and the dark ring reach, in steps.
    struct Reach {
        let inner: Double
        let middle: Double
        let outer: Double
    }

    /// Eight directions with their opposites, whose longer side is one pixel.
    private static let directions = [
        PicturePoint(1, 0), PicturePoint(1, 0.4142), PicturePoint(1, 1), PicturePoint(0.4142, 1),
        PicturePoint(0, 1), PicturePoint(-0.4142, 1), PicturePoint(-1, 1), PicturePoint(-1, 0.4142),
    ]

    let picture: DarkPicture
    let grey: GreyPicture
    let isInverted: Bool

    /// The pattern around a place within its dark centre, seen in all directions; `nil` unless its
    /// squares are 3, 5 and 7 modules wide in three quarters of them.
    func pattern(around centre: PicturePoint, limit: Double) -> FinderPattern? {
        var middle = PicturePoint(0, 0)
        var (count, width) = (0.0, 0.0)
        var profile = RadialProfile(grey: grey, isInverted: isInverted)
        for (index, direction) in Self.directions.enumerated() {
            guard let chord = chord(through: centre, along: direction, limit: limit) else {
                if index >= 2, Int(count) + Self.directions.count - 1 - index < 6 { return nil }
                continue
            }
            middle = middle + direction * ((chord.ahead - chord.behind) / 2)
            width += (chord.ahead + chord.behind) * direction.length
            count += 1
            profile.add(from: centre, to: centre + direction * chord.ahead)
            profile.add(from: centre, to: centre - direction * chord.behind)
        }
        guard count >= 6 else { return nil }
        return FinderPattern(
            centre: centre + middle * (1 / count), width: width / count, isInverted: isInverted,
            likeness: profile.likeness)
    }

    /// How far the pattern reaches both ways; `nil` when its rings are not a pattern's.
    func chord(through centre: PicturePoint, along direction: PicturePoint, limit: Double)
        -> (ahead: Double, behind: Double)?
    {
        guard let ahead = reach(from: centre, along: direction, limit: limit),
            let behind = reach(from: centre, along: direction * -1, limit: limit)
        else { return nil }
        let whole = ahead.outer + behind.outer
        let inner = ahead.inner + behind.inner
        let middle = ahead.middle + behind.middle
        // Ink that spreads makes dark wider and light narrower, by up to a third of a module.
        let slack = whole * 0.1 + 0.9
        guard (inner - whole * 3 / 7).magnitude < slack,
            (middle - whole * 5 / 7).magnitude < slack * 1.3
        else { return nil }
        return (ahead.outer, behind.outer)
    }

    /// Where the outer square ends, to a fraction of a pixel: where the greys pass the threshold.
    func edge(from centre: PicturePoint, along direction: PicturePoint, limit: Double)
        -> PicturePoint?
    {
        guard let reach = reach(from: centre, along: direction, limit: limit) else { return nil }
        let threshold = picture.threshold(at: centre + direction * reach.outer)
        var before: (step: Double, darkness: Double)?
        for step in [-1.5, -0.75, 0, 0.75, 1.5] {
            let at = reach.outer + step
            let value = grey.value(at: centre + direction * at)
            let darkness = isInverted ? value - threshold : threshold - value
            if let before, before.darkness > 0, darkness <= 0 {
                let part = before.darkness / (before.darkness - darkness)
                return centre + direction * (before.step + (at - before.step) * part)
            }
            before = (at, darkness)
        }
        return centre + direction * reach.outer
    }

    private func reach(from start: PicturePoint, along direction: PicturePoint, limit: Double)
        -> Reach?
    {
        let (width, height) = (picture.width, picture.height)
        return picture.pixels.withUnsafeBufferPointer { pixels -> Reach? in
            var inner = 0.0
            var middle = 0.0
            var inside: UInt8 = isInverted ? 0 : 1
            var changes = 0
            var (x, y) = (start.x, start.y)
            var step = 0.0
            while step <= limit {
                guard x >= 0, y >= 0 else { return nil }
                let (column, row) = (Int(x), Int(y))
                guard column < width, row < height else { return nil }
                if pixels[row &* width &+ column] != inside {
                    // The edge lies between this pixel's centre and the one before.
                    if changes == 0 {
                        inner = step - 0.5
                    } else if changes == 1 {
                        middle = step - 0.5
                    } else {
                        return Reach(inner: inner, middle: middle, outer: step - 0.5)
                    }
                    changes += 1
                    inside ^= 1
                }
                x += direction.x
                y += direction.y
                step += 1
            }
            return nil
        }
    }
}

/// The greys of a pattern from its centre outwards, over all directions.
private struct RadialProfile {
    let grey: GreyPicture
    let isInverted: Bool
    private var (count, sum, squares, product) = (0.0, 0.0, 0.0, 0.0)

    init(grey: GreyPicture, isInverted: Bool) {
        (self.grey, self.isInverted) = (grey, isInverted)
    }

    /// `edge` is where the outer square ends, three and a half modules from the centre.
    mutating func add(from centre: PicturePoint, to edge: PicturePoint) {
        for (modules, sign) in [(0.75, -1.0), (2, 1), (3, -1), (4.1, 1)] {
            let value = grey.value(at: centre + (edge - centre) * (modules / 3.5))
            count += 1
            sum += value
            squares += value * value
            product += value * sign
        }
    }

    var likeness: Double {
        let spread = count * squares - sum * sum
        guard spread > 0 else { return 0 }
        return (isInverted ? -product : product) / spread.squareRoot()
    }
}
