import Ledger

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers for the same seed, everywhere.
struct DemoRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// From 0 to one below the bound.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }
    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }
    mutating func happens(percent: Int) -> Bool { below(100) < percent }
    mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }

    /// Around zero, rarely beyond three spreads: the sum of four dice.
    mutating func around(spread: Int) -> Int {
        guard spread > 0 else { return 0 }
        return (0..<4).reduce(0) { sum, _ in sum + within(-spread...spread) } / 3
    }

    mutating func newID<Entity>(_ entity: Entity.Type, on day: Day) -> ID<Entity> {
        ID(at: Instant(day, hour: 6), random: UInt128(next()) << 64 | UInt128(next()))
    }
}
