/// What the network thinks of each step of a line: logarithms of the chances of all classes.
struct LineChances {
    let steps: Int
    private let logarithms: [Float]

    private static let classes = LineAlphabet.classes
    /// A blank as sure as this ends no letter and begins none.
    private static let sureBlank: Float = -0.002
    /// Classes that a step may stand for: so many, and none below e to the power of -8.
    private static let branches = 4
    private static let leastLogarithm: Float = -8
    private static let beam = 10

    init(scores: [Float]) {
        steps = scores.count / Self.classes
        var logarithms = scores
        for start in stride(from: 0, to: steps * Self.classes, by: Self.classes) {
            let row = scores[start..<start + Self.classes]
            let most = row.max() ?? 0
            let sum = row.reduce(0.0) { $0 + Exponential.exp(Double($1 - most)) }
            let whole = most + Float(Elementary.log(sum))
            for place in row.indices { logarithms[place] -= whole }
        }
        self.logarithms = logarithms
    }

    private func logarithm(_ step: Int, _ letter: UInt8) -> Double {
        Double(logarithms[step * Self.classes + Int(letter)])
    }

    private func chance(_ step: Int, _ letter: UInt8) -> Double {
        Exponential.exp(logarithm(step, letter))
    }

    // MARK: - Candidates

    /// Texts that begin alike share what they begin with.
    private struct Prefixes {
        private var parents: [Int] = [-1]
        private var letters: [UInt8] = [0]
        private var children: [Int: Int] = [:]

        func last(_ node: Int) -> UInt8 { letters[node] }

        mutating func child(of node: Int, _ letter: UInt8) -> Int {
            let key = node * LineAlphabet.classes + Int(letter)
            if let known = children[key] { return known }
            parents.append(node)
            letters.append(letter)
            children[key] = parents.count - 1
            return parents.count - 1
        }

        func text(_ node: Int) -> [UInt8] {
            var (text, place): ([UInt8], Int) = ([], node)
            while place > 0 {
                text.append(letters[place])
                place = parents[place]
            }
            return text.reversed()
        }
    }

    /// A prefix with the logarithms of its chance, where it ends with a blank and with its letter.
    private struct Branch {
        let node: Int
        var blank = -Double.infinity
        var letter = -Double.infinity

        var whole: Double { LineChances.sum(blank, letter) }
    }

    /// The likeliest texts, as classes, the likeliest first: a search that keeps the best prefixes
    /// of each step (A. Hannun and others, "First-pass large vocabulary continuous speech
    /// recognition", 2014).
    func candidates(_ count: Int) -> [[UInt8]] {
        var prefixes = Prefixes()
        var branches = [Branch(node: 0, blank: 0)]
        for step in 0..<steps {
            let blank = logarithms[step * Self.classes]
            if blank > Self.sureBlank {
                branches = branches.map { Branch(node: $0.node, blank: $0.whole + Double(blank)) }
            } else {
                branches = grown(branches, at: step, &prefixes)
            }
        }
        return branches.prefix(count).map { prefixes.text($0.node) }
    }

    private func grown(
        _ branches: [Branch], at step: Int, _ prefixes: inout Prefixes
    ) -> [Branch] {
        var grown: [Branch] = []
        func index(of node: Int) -> Int {
            if let known = grown.firstIndex(where: { $0.node == node }) { return known }
            grown.append(Branch(node: node))
            return grown.count - 1
        }
        for letter in likely(at: step) {
            let own = logarithm(step, letter)
            for branch in branches {
                if letter == 0 {
                    let place = index(of: branch.node)
                    grown[place].blank = Self.sum(grown[place].blank, branch.whole + own)
                    continue
                }
                let repeats = branch.node > 0 && prefixes.last(branch.node) == letter
                if repeats {
                    let place = index(of: branch.node)
                    grown[place].letter = Self.sum(grown[place].letter, branch.letter + own)
                }
                let before = repeats ? branch.blank : branch.whole
                guard before > -Double.infinity else { continue }
                let place = index(of: prefixes.child(of: branch.node, letter))
                grown[place].letter = Self.sum(grown[place].letter, before + own)
            }
        }
        grown.sort { ($0.whole, $1.node) > ($1.whole, $0.node) }
        return Array(grown.prefix(Self.beam))
    }

    private func likely(at step: Int) -> [UInt8] {
        var found: [UInt8] = []
        for letter in 0..<UInt8(Self.classes)
        where logarithms[step * Self.classes + Int(letter)] > Self.leastLogarithm {
            let own = logarithm(step, letter)
            let place = found.firstIndex { logarithm(step, $0) < own } ?? found.count
            found.insert(letter, at: place)
            if found.count > Self.branches { found.removeLast() }
        }
        return found
    }

    /// The logarithm of a sum of which the logarithms of both parts are given.
    private static func sum(_ one: Double, _ other: Double) -> Double {
        let (less, more) = one < other ? (one, other) : (other, one)
        guard less > -Double.infinity else { return more }
        return more + Elementary.log(1 + Exponential.exp(less - more))
    }

    // MARK: - One text

    /// The logarithm of the chance of a text over all ways to lay it on the steps (A. Graves and
    /// others, "Connectionist temporal classification", 2006). Minus infinity where it is too long.
    func logarithm(of text: [UInt8]) -> Double {
        guard steps > 0 else { return -.infinity }
        let states = Self.states(text)
        var ways = [Double](repeating: 0, count: states.count)
        ways[0] = chance(0, states[0])
        if states.count > 1 { ways[1] = chance(0, states[1]) }
        var total = 0.0
        for step in 1..<max(steps, 1) {
            var next = ways
            for state in states.indices {
                var sum = ways[state]
                if state > 0 { sum += ways[state - 1] }
                if Self.skips(states, state) { sum += ways[state - 2] }
                next[state] = sum * chance(step, states[state])
            }
            let whole = next.reduce(0, +)
            guard whole > 0 else { return -.infinity }
            total += Elementary.log(whole)
            ways = next.map { $0 / whole }
        }
        let ends = ways.suffix(states.count > 1 ? 2 : 1).reduce(0, +)
        return ends > 0 ? total + Elementary.log(ends) : -.infinity
    }

    /// Where each letter of a text lies, laid on the steps as is likeliest; empty where it is too
    /// long for them.
    func laid(_ text: [UInt8]) -> [LineReader.Letter] {
        let states = Self.states(text)
        guard steps > 0, states.count > 1 else { return [] }
        var best = [Double](repeating: -.infinity, count: states.count)
        (best[0], best[1]) = (logarithm(0, states[0]), logarithm(0, states[1]))
        var came = [[UInt8]](repeating: [UInt8](repeating: 0, count: states.count), count: steps)
        for step in 1..<max(steps, 1) {
            var next = best
            for state in states.indices {
                for back in 1...2 where state >= back && (back == 1 || Self.skips(states, state)) {
                    guard best[state - back] > next[state] else { continue }
                    next[state] = best[state - back]
                    came[step][state] = UInt8(back)
                }
                next[state] += logarithm(step, states[state])
            }
            best = next
        }
        let last = states.count - 1
        var state = best[last] > best[last - 1] ? last : last - 1
        guard best[state] > -.infinity else { return [] }
        var letters: [LineReader.Letter?] = Array(repeating: nil, count: text.count)
        for step in (0..<steps).reversed() {
            if !state.isMultiple(of: 2) {
                let own = chance(step, states[state])
                var letter = letters[state / 2]
                    ?? LineReader.Letter(
                        scalar: LineAlphabet.letters[Int(states[state]) - 1], first: step,
                        last: step, chance: 0)
                letter.first = step
                letter.chance = max(letter.chance, own)
                letters[state / 2] = letter
            }
            state -= Int(came[step][state])
        }
        return letters.compactMap { $0 }
    }

    /// Blanks before, between and after the letters.
    private static func states(_ text: [UInt8]) -> [UInt8] {
        [0] + text.flatMap { [$0, 0] }
    }

    /// Whether the blank before a letter may be left out: not between two that are the same.
    private static func skips(_ states: [UInt8], _ state: Int) -> Bool {
        state >= 2 && states[state] != 0 && states[state] != states[state - 2]
    }
}
