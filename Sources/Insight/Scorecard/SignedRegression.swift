/// Ridge logistic regression on weights of evidence in which no slope is above zero, so that more
/// evidence of good never costs points. That is one convex problem with one answer, whatever the
/// order of the columns: those whose slope is 0 in it are left out. Columns enter by what they add
/// beside those that are in (an active set), so that a table of thousands takes no matrix of
/// thousands.
struct SignedRegression {
    /// How many enter at first; later as many as are in.
    static let first = 16
    /// Columns that would add less to the log-likelihood stay out.
    static let leastGain = 1e-6
    static let mostRounds = 100
    static let mostSteps = 50
    static let mostSweeps = 100

    let columns: [BinnedColumn]
    let outcomes: [Bool]
    let ridge: Double

    /// The intercept, and the slopes below zero with the places of their columns.
    struct Answer {
        var intercept: Double
        var slopes: [(place: Int, slope: Double)] = []
    }

    /// - Parameters:
    ///   - start: places of columns to begin with, at most `most`.
    ///   - most: how many columns are kept at most: those that add most beside the others.
    func answer(from start: [Int], most: Int) -> Answer {
        let bad = Double(outcomes.count { $0 })
        var answer = Answer(intercept: Elementary.log(bad / (Double(outcomes.count) - bad)))
        var entering = start
        for _ in 0..<Self.mostRounds where !entering.isEmpty {
            answer.slopes += entering.map { ($0, 0) }
            answer = fit(answer)
            let count = answer.slopes.count
            entering = entrants(answer, most: min(max(Self.first, count), most - count))
        }
        return answer
    }

    func loss(_ places: [Int]) -> LogisticLoss {
        var rows: [Double] = []
        rows.reserveCapacity(outcomes.count * places.count)
        for row in outcomes.indices {
            for place in places { rows.append(columns[place][row]) }
        }
        return LogisticLoss(rows: rows, width: places.count, outcomes: outcomes, ridge: ridge)
    }

    /// The columns that would add most, at most so many.
    private func entrants(_ answer: Answer, most: Int) -> [Int] {
        guard most > 0 else { return [] }
        let kept = answer.slopes.map { $0.place }
        let probabilities = loss(kept).logOdds(answer.coefficients).map {
            1 / (1 + Elementary.exp(-$0))
        }
        let rests = zip(probabilities, outcomes).map { $0 - ($1 ? 1 : 0) }
        let curvatures = probabilities.map { $0 * (1 - $0) }
        var isKept = [Bool](repeating: false, count: columns.count)
        for place in kept { isKept[place] = true }
        var gains: [(place: Int, gain: Double)] = []
        for (place, column) in columns.enumerated() where !isKept[place] {
            let gain = column.gain(rests: rests, curvatures: curvatures, ridge: ridge)
            if gain > Self.leastGain { gains.append((place, gain)) }
        }
        gains.sort { ($1.gain, $0.place) < ($0.gain, $1.place) }
        return gains.prefix(most).map { $0.place }
    }

    /// Newton's method with a step that keeps the signs; columns that end at zero are dropped.
    private func fit(_ start: Answer) -> Answer {
        let loss = loss(start.slopes.map { $0.place })
        var beta = start.coefficients
        var value = loss.value(beta)
        for _ in 0..<Self.mostSteps {
            let (slope, information) = loss.derivatives(beta)
            let next = Self.minimum(slope, information, from: beta)
            let step = zip(next, beta).map { $0 - $1 }
            var length = 1.0
            var isBetter = false
            while length > 1e-6, !isBetter {
                // A whole step lands on zero itself.
                let tried = length == 1 ? next : zip(beta, step).map { $0 + length * $1 }
                let triedValue = loss.value(tried)
                if triedValue < value {
                    (beta, value, isBetter) = (tried, triedValue, true)
                } else {
                    length /= 2
                }
            }
            if !isBetter || (step.map { $0.magnitude }.max() ?? 0) < 1e-6 { break }
        }
        var answer = Answer(intercept: beta[0])
        for (old, slope) in zip(start.slopes, beta.dropFirst()) where slope < 0 {
            answer.slopes.append((old.place, slope))
        }
        return answer
    }

    /// The least value, without slopes above zero, of the parabola with this gradient and these
    /// second derivatives at `start`: by descent along one coordinate after the other.
    private static func minimum(
        _ gradient: [Double], _ information: [Double], from start: [Double]
    ) -> [Double] {
        let size = start.count
        var (point, slope) = (start, gradient)
        information.withUnsafeBufferPointer { information in
            slope.withUnsafeMutableBufferPointer { slope in
                for _ in 0..<mostSweeps {
                    var furthest = 0.0
                    for place in 0..<size {
                        let curvature = information[place * size + place]
                        guard curvature > 0 else { continue }
                        let wanted = point[place] - slope[place] / curvature
                        let next = place == 0 ? wanted : min(wanted, 0)
                        let move = next - point[place]
                        guard move != 0 else { continue }
                        point[place] = next
                        for other in 0..<size {
                            slope[other] += move * information[place * size + other]
                        }
                        furthest = max(furthest, move.magnitude)
                    }
                    if furthest < 1e-9 { break }
                }
            }
        }
        return point
    }
}

extension SignedRegression.Answer {
    fileprivate var coefficients: [Double] { [intercept] + slopes.map { $0.slope } }
}
