extension GreyPlane {
    /// Every pixel the mean of those that it covers; larger planes are interpolated instead.
    func resized(width columns: Int, height rows: Int) -> GreyPlane {
        guard columns < width || rows < height else { return enlarged(columns, rows) }
        let across = Self.spans(from: width, to: max(columns, 1))
        let down = Self.spans(from: height, to: max(rows, 1))
        var line = [Float](repeating: 0, count: width)
        var result = GreyPlane(filledWith: 0, width: columns, height: rows)
        pixels.withUnsafeBufferPointer { source in
            for (row, span) in down.enumerated() {
                for column in 0..<width { line[column] = 0 }
                for from in span.first...span.last {
                    let weight = span.weight(of: from)
                    let start = from * width
                    for column in 0..<width {
                        line[column] += weight * Float(source[start + column])
                    }
                }
                for (column, span) in across.enumerated() {
                    var sum: Float = 0
                    for from in span.first...span.last { sum += span.weight(of: from) * line[from] }
                    result.pixels[row * result.width + column] = UInt8(min(max(sum + 0.5, 0), 255))
                }
            }
        }
        return result
    }

    /// So small that no side is longer than `side`; the plane itself when it is small enough.
    func within(side: Int) -> GreyPlane {
        guard longerSide > side else { return self }
        let factor = Double(side) / Double(longerSide)
        return resized(
            width: Int((Double(width) * factor).rounded()),
            height: Int((Double(height) * factor).rounded()))
    }

    private func enlarged(_ columns: Int, _ rows: Int) -> GreyPlane {
        let (across, down) = (Double(width) / Double(columns), Double(height) / Double(rows))
        return pixels.withUnsafeBufferPointer { pixels in
            let from = GreySampler(pixels: pixels, width: width, height: height)
            return GreyPlane(width: columns, height: rows) { column, row in
                from.value((Double(column) + 0.5) * across - 0.5, (Double(row) + 0.5) * down - 0.5)
            }
        }
    }

    /// The source places of a target place, with the share of the outer two; weights sum to 1.
    private struct Span {
        var first: Int
        var last: Int
        var firstWeight: Float
        var lastWeight: Float
        var weight: Float

        func weight(of place: Int) -> Float {
            place == first ? firstWeight : place == last ? lastWeight : weight
        }
    }

    private static func spans(from count: Int, to target: Int) -> [Span] {
        let step = Double(count) / Double(target)
        return (0..<target).map { place in
            let (start, end) = (Double(place) * step, Double(place + 1) * step)
            let first = min(Int(start), count - 1)
            let last = max(min(Int(end.rounded(.up)) - 1, count - 1), first)
            guard last > first else {
                return Span(first: first, last: last, firstWeight: 1, lastWeight: 1, weight: 1)
            }
            let (left, right) = (Double(first + 1) - start, end - Double(last))
            let whole = left + right + Double(last - first - 1)
            return Span(
                first: first, last: last, firstWeight: Float(left / whole),
                lastWeight: Float(right / whole), weight: Float(1 / whole))
        }
    }
}
