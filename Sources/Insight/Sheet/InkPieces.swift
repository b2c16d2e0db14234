/// Pieces of a plane that hang together, corner to corner too, with their boxes and areas.
struct InkPieces {
    struct Piece {
        var left: Int
        var top: Int
        var right: Int
        var bottom: Int
        var area: Int

        var width: Int { right - left + 1 }
        var height: Int { bottom - top + 1 }
    }

    /// A stretch of a row, from its first to its last pixel.
    struct Run {
        var row: Int
        var first: Int
        var last: Int
        /// Another run of the same piece, and in the end its oldest.
        var piece: Int
    }

    private(set) var pieces: [Piece] = []
    /// Row by row; `piece` is an index into `pieces`.
    private(set) var runs: [Run] = []

    /// The pieces of what `isInk` says of a grey.
    init(_ plane: GreyPlane, isInk: (UInt8) -> Bool) {
        var above = 0..<0
        plane.pixels.withUnsafeBufferPointer { pixels in
            for row in 0..<plane.height {
                let begin = runs.count
                var column = 0
                let start = row * plane.width
                while column < plane.width {
                    guard isInk(pixels[start + column]) else {
                        column += 1
                        continue
                    }
                    let first = column
                    while column < plane.width, isInk(pixels[start + column]) { column += 1 }
                    runs.append(Run(row: row, first: first, last: column - 1, piece: runs.count))
                }
                join(begin..<runs.count, to: above)
                above = begin..<runs.count
            }
        }
        number()
    }

    /// Runs of two rows that touch belong together.
    private mutating func join(_ below: Range<Int>, to above: Range<Int>) {
        var upper = above.lowerBound
        for lower in below {
            while upper < above.upperBound, runs[upper].last + 1 < runs[lower].first { upper += 1 }
            var next = upper
            while next < above.upperBound, runs[next].first <= runs[lower].last + 1 {
                let (one, other) = (oldest(lower), oldest(next))
                runs[max(one, other)].piece = min(one, other)
                next += 1
            }
        }
    }

    private mutating func oldest(_ run: Int) -> Int {
        var run = run
        while runs[run].piece != run {
            runs[run].piece = runs[runs[run].piece].piece
            run = runs[run].piece
        }
        return run
    }

    private mutating func number() {
        var numbers = [Int](repeating: -1, count: runs.count)
        for index in runs.indices {
            let root = oldest(index)
            let run = runs[index]
            if numbers[root] < 0 {
                numbers[root] = pieces.count
                pieces.append(
                    Piece(left: run.first, top: run.row, right: run.last, bottom: run.row, area: 0))
            }
            let piece = numbers[root]
            pieces[piece].left = min(pieces[piece].left, run.first)
            pieces[piece].right = max(pieces[piece].right, run.last)
            pieces[piece].bottom = run.row
            pieces[piece].area += run.last - run.first + 1
            numbers[index] = piece
        }
        for index in runs.indices { runs[index].piece = numbers[index] }
    }
}
