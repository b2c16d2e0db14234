import Storage
import Testing

@testable import Commons

@Suite("A notice of queued jobs") struct JobNoticeTests {
    @Test("wakes the workers of another node") func wakes() async throws {
        let cache = MemoryCache()
        let (here, there) = (Installation(), Installation())
        let nodes = [here, there].map { JobNotice(cache: cache, installation: $0) }
        let running = nodes.map { node in Task { await node.run() } }
        var woken = false
        // The other node may not listen yet when the first notice goes out.
        for _ in 0..<100 where !woken {
            here.queued.notify()
            let started = ContinuousClock.now
            await there.jobs.wait(atMost: .seconds(1))
            woken = ContinuousClock.now - started < .seconds(1)
        }
        #expect(woken)
        for task in running { task.cancel() }
        await cache.close()
        for task in running { await task.value }
    }
}
