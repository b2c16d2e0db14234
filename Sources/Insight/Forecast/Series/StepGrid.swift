/// Puts rising whole numbers (days, months, seconds) on steps of one length, each on its own step.
struct StepGrid: Sendable {
    let length: Int64
    /// Where the first step begins; it reaches to before `start + length`.
    let start: Int64
    /// The place of the first step: the one within it whose rest most numbers have.
    let first: Int64
    /// The first number that shares its step with the one before; nil where none does.
    let crowded: Int?
    /// Steps from the first to the last number, both included.
    let count: Int64

    /// A step has its usual place and what lies nearest to it, as a day has that a holiday moved.
    /// Where that gives two numbers one step, it begins earlier or later; of all beginnings the
    /// one is taken that leaves the fewest steps empty.
    init(_ places: [Int64], length: Int64) {
        let common = Self.commonRest(of: places, length)
        let held = places.count { Self.rest(of: $0, length) == common }
        // Hours and the like without a usual minute are named by the clock's own.
        let usual = length > Self.longest && 2 * held <= places.count ? 0 : common
        var best = StepGrid(places, length, from: usual - length / 2, usual)
        guard held < places.count else {
            self = best
            return
        }
        for start in Self.starts(length, usual) {
            if best.crowded == nil, best.count == places.count { break }
            let grid = StepGrid(places, length, from: start, usual)
            if grid.crowded == nil, best.crowded != nil || grid.count < best.count { best = grid }
        }
        self = best
    }

    private init(_ places: [Int64], _ length: Int64, from start: Int64, _ usual: Int64) {
        let begin = (places.first ?? 0) - Self.rest(of: (places.first ?? 0) - start, length)
        self.length = length
        self.start = begin
        first = begin + Self.rest(of: usual - begin, length)
        var (last, crowded): (Int64, Int?) = (-1, nil)
        for (index, place) in places.enumerated() {
            let step = (place - begin) / length
            if step == last, crowded == nil { crowded = index }
            last = step
        }
        self.crowded = crowded
        count = last + 1
    }

    /// The longest steps of which every beginning is tried: no calendar's are longer.
    private static let longest: Int64 = 400

    /// Nearest to the middle first; of long steps only the beginning of the clock's hour or day.
    private static func starts(_ length: Int64, _ usual: Int64) -> [Int64] {
        let middle = usual - length / 2
        guard length <= longest else { return [0] }
        return (1..<max(length, 1)).map { turn in
            middle + (turn.isMultiple(of: 2) ? -turn / 2 : (turn + 1) / 2)
        }
    }

    func step(of place: Int64) -> Int64 {
        let away = place - start
        return (away - Self.rest(of: away, length)) / length
    }

    /// Never negative.
    static func rest(of place: Int64, _ length: Int64) -> Int64 {
        let rest = place % length
        return rest < 0 ? rest + length : rest
    }

    /// The rest that most places have, that of the earliest of several.
    static func commonRest(of places: [Int64], _ length: Int64) -> Int64 {
        var counts: [Int64: Int] = [:]
        var best: (rest: Int64, count: Int) = (0, 0)
        for place in places { counts[rest(of: place, length), default: 0] += 1 }
        for place in places {
            let rest = rest(of: place, length)
            let count = counts[rest] ?? 0
            if count > best.count { best = (rest, count) }
        }
        return best.rest
    }
}
