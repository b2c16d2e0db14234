import Foundation
import Ledger
import Testing

@Suite struct IDTests {
    private enum Thing {}

    @Test func textIsThatOfUUID() throws {
        var random = SeededGenerator(seed: 16)
        for _ in 0..<2_000 {
            let value = UInt128(random.next()) << 64 | UInt128(random.next())
            let id = ID<Thing>(value)
            #expect(UUID(uuidString: id.text)?.uuidString.lowercased() == id.text)
            #expect(ID<Thing>(id.text) == id)
        }
    }

    @Test(arguments: [
        "", "0198c0de-0000-7000-8000-00000000000", "0198c0de-0000-7000-8000-0000000000000",
        "0198C0DE-0000-7000-8000-000000000000", "0198c0de00007000800000000000000000000",
        "0198c0de-0000-7000-8000-00000000000g", "{198c0de-0000-7000-8000-000000000000",
        "0198c0de-00007-000-8000-000000000000",
    ])
    func otherTextIsRefused(text: String) {
        #expect(ID<Thing>(text) == nil)
    }

    /// The example of RFC 9562, appendix A.6.
    @Test func version7FollowsTheExampleOfRFC9562() {
        let instant = Instant(microseconds: 1_645_557_742_000_000)
        let random = UInt128(0xCC3) << 62 | UInt128(0x18C4_DC0C_0C07_398F as UInt64)
        #expect(
            ID<Thing>(at: instant, random: random).text == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
    }

    @Test func laterIdsSortLater() {
        var random = SeededGenerator(seed: 17)
        var previous = ID<Thing>(at: Instant(microseconds: 0), random: .max)
        for millisecond in Int64(1)...1_000 {
            let next = ID<Thing>(
                at: Instant(microseconds: millisecond * 1_000), random: UInt128(random.next()))
            #expect(previous < next)
            previous = next
        }
    }
}
