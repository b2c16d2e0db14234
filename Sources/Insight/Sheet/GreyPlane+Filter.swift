extension GreyPlane {
    /// Every pixel the brightest (or darkest) of a square around it, `reach` pixels each way.
    func extreme(reach: Int, brightest: Bool) -> GreyPlane {
        func along(_ plane: GreyPlane, _ step: Int, _ lines: Int, _ jump: Int, _ count: Int)
            -> GreyPlane
        {
            var result = plane
            var line = [UInt8](repeating: 0, count: count)
            for number in 0..<lines {
                let start = number * jump
                for place in 0..<count {
                    line[place] = plane.pixels[start + place * step]
                }
                for place in 0..<count {
                    var found = line[place]
                    for near in max(0, place - reach)...min(count - 1, place + reach) {
                        found = brightest ? max(found, line[near]) : min(found, line[near])
                    }
                    result.pixels[start + place * step] = found
                }
            }
            return result
        }
        let across = along(self, 1, height, width, width)
        return along(across, width, width, 1, height)
    }

    /// Every pixel the mean of a square around it, twice: close to a bell.
    func softened(reach: Int) -> GreyPlane { mean(reach: reach).mean(reach: reach) }

    private func mean(reach: Int) -> GreyPlane {
        var sums = [Float](repeating: 0, count: pixels.count)
        for row in 0..<height {
            let start = row * width
            var (sum, count) = (0, 0)
            for column in 0..<min(reach, width) {
                sum += Int(pixels[start + column])
                count += 1
            }
            for column in 0..<width {
                if column + reach < width {
                    sum += Int(pixels[start + column + reach])
                    count += 1
                }
                if column > reach {
                    sum -= Int(pixels[start + column - reach - 1])
                    count -= 1
                }
                sums[start + column] = Float(sum) / Float(count)
            }
        }
        var result = self
        for column in 0..<width {
            var (sum, count): (Float, Float) = (0, 0)
            for row in 0..<min(reach, height) {
                sum += sums[row * width + column]
                count += 1
            }
            for row in 0..<height {
                if row + reach < height {
                    sum += sums[(row + reach) * width + column]
                    count += 1
                }
                if row > reach {
                    sum -= sums[(row - reach - 1) * width + column]
                    count -= 1
                }
                result.pixels[row * width + column] = UInt8(min(max(sum / count + 0.5, 0), 255))
            }
        }
        return result
    }

    /// Every pixel the middle one of a square around it (T. Huang and others, "A fast
    /// two-dimensional median filtering algorithm", 1979).
    func median(reach: Int) -> GreyPlane {
        var result = self
        for row in 0..<height {
            let rows = max(0, row - reach)...min(height - 1, row + reach)
            var counts = [Int](repeating: 0, count: 256)
            var (total, middle, below) = (0, 0, 0)
            func add(_ column: Int, _ sign: Int) {
                for near in rows {
                    let grey = Int(pixels[near * width + column])
                    counts[grey] += sign
                    if grey < middle { below += sign }
                }
                total += sign * rows.count
            }
            for column in 0..<min(reach, width) { add(column, 1) }
            for column in 0..<width {
                if column + reach < width { add(column + reach, 1) }
                if column > reach { add(column - reach - 1, -1) }
                while below > total / 2 {
                    middle -= 1
                    below -= counts[middle]
                }
                while below + counts[middle] <= total / 2 {
                    below += counts[middle]
                    middle += 1
                }
                result.pixels[row * width + column] = UInt8(middle)
            }
        }
        return result
    }
}
