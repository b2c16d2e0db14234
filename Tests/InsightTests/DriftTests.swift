import Insight
import Testing

@Suite("Drift is seen wherever many go")
struct DriftTests {
    @Test("A feature that never changed shows that it does, on either side")
    func constants() throws {
        let zero = [Double](repeating: 0, count: 320)
        for later in [0.3, -0.3] {
            let moved = try #require(Drift(then: zero, now: zero.prefix(200).map { $0 + later }))
            #expect(moved.verdict == .shifted, "\(later)")
            let half = try #require(
                Drift(then: zero, now: (0..<200).map { $0 % 2 == 0 ? 0 : later }))
            #expect(half.verdict == .shifted, "\(later)")
        }
        #expect(Drift(then: zero, now: Array(zero.prefix(200)))?.verdict == .steady)
        // A few strangers are no drift, and few rows no verdict.
        let few = (0..<200).map { $0 < 3 ? 0.3 : 0 }
        #expect(Drift(then: zero, now: few)?.verdict == .steady)
        #expect(Drift(then: zero, now: [0.3, 0.3, 0.3])?.verdict == .tooFew)
    }

    @Test("What was rare and is so no more shows")
    func rareNoMore() throws {
        let then = (0..<320).map { $0 < 8 ? 0.2 + Double($0) / 100 : 0 }
        let now = (0..<200).map { $0 < 120 ? 0.25 : 0 }
        #expect(Drift(then: then, now: now)?.verdict == .shifted)
        #expect(Drift(then: then, now: Array(then.prefix(200)))?.verdict == .steady)
    }

    @Test("Leaving the most common value, the largest of all, shows")
    func masses() throws {
        let then = (0..<400).map { $0 % 10 == 0 ? Double($0 % 7) / 10 : 1 }
        let now = (0..<200).map { $0 % 2 == 0 ? Double($0 % 7) / 10 : 1 }
        #expect(Drift(then: then, now: now)?.verdict == .shifted)
        #expect(Drift(then: then, now: Array(then.prefix(200)))?.verdict == .steady)
        // Nobody was beyond it.
        let beyond = (0..<200).map { $0 % 2 == 0 ? 1.5 : 1 }
        #expect(Drift(then: then, now: beyond)?.verdict == .shifted)
    }

    @Test("Missing values are a bin of their own")
    func missing() throws {
        let then = (0..<400).map { Double($0 % 100) }
        let now = (0..<200).map { $0 % 3 == 0 ? Double.nan : Double($0 % 100) }
        #expect(Drift(then: then, now: now)?.verdict == .shifted)
    }
}
