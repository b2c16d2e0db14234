import Dispatch
import Foundation
import Ledger
import Storage
import Synchronization
import Testing

@testable import Commons

/// What was known at an instant stays what it was, whoever is writing meanwhile.
@Suite("Moments", .timeLimit(.minutes(2))) struct MomentTests {
    @Test("a question waits for what is recorded by its moment and not committed yet")
    func inFlight() async throws {
        try await Shop.with { shop in
            let hold = try await Hold(of: shop, amount: "100.00")
            shop.clock.pass(seconds: 1)
            let asked = shop.clock.now()
            let answer = Task { try await shop.rows(knownAt: asked) }
            let isAnswered = Atomic(false)
            let watch = Task {
                _ = await answer.result
                isAnswered.store(true, ordering: .releasing)
            }
            // Until it has answered without the entry, or waits for it.
            while !isAnswered.load(ordering: .acquiring),
                shop.executor.database.statistics.waitingWrites == 0
            {
                await Task.yield()
            }
            try await hold.release()
            let first = try await answer.value
            await watch.value
            #expect(first.count == 2)
            #expect(try await shop.rows(knownAt: asked) == first)
        }
    }

    @Test("a question about what is long past waits for nobody") func past() async throws {
        try await Shop.with { shop in
            try await shop.post("7.00")
            let past = shop.clock.now()
            shop.clock.pass(seconds: 1)
            try await shop.post("8.00")
            let hold = try await Hold(of: shop, amount: "100.00")
            let rows = try await shop.rows(knownAt: past)
            #expect(rows.map(\.balance.decimal).contains("7.00"))
            try await hold.release()
            #expect(try await shop.rows(knownAt: past) == rows)
        }
    }

    @Test("nothing is recorded before what a question has seen, whatever the clock says")
    func backwards() async throws {
        try await Shop.with { shop in
            try await shop.post("7.00")
            let report = try await shop.ask(ShowTrialBalance())
            #expect(report.knownAt == shop.clock.now())
            // The same moment, and then an earlier one, as another node might have it.
            try await shop.post("1.00", passing: 0)
            shop.clock.pass(seconds: -5)
            try await shop.post("2.00", passing: 0)
            #expect(try await shop.rows(knownAt: report.knownAt) == report.rows)
            // What was just written is seen by whoever asks about now.
            let now = try await shop.ask(ShowTrialBalance())
            #expect(now.rows.map(\.balance.decimal).contains("10.00"))
            #expect(now.knownAt > report.knownAt)
            // A clock that was wrong by more is followed when it is set right.
            shop.clock.pass(seconds: -3_600)
            let before = shop.clock.now()
            try await shop.post("4.00", passing: 0)
            #expect(try await shop.ask(ShowTrialBalance()).knownAt >= before)
            let last = try await shop.executor.database.read { snapshot in
                try snapshot.first("SELECT MIN(recorded_at) FROM entry") { try $0.instant(0) }
            }
            #expect(last == before)
        }
    }

    @Test("many writers change no answer that was given") func manyWriters() async throws {
        try await Shop.with { shop in
            let asked = try await withThrowingTaskGroup(of: Void.self) { writers in
                for _ in 0..<6 {
                    writers.addTask {
                        for _ in 0..<30 {
                            shop.clock.pass(seconds: 1)
                            try await shop.post("1.00", passing: 0)
                        }
                    }
                }
                var asked: [TrialBalanceReport] = []
                for _ in 0..<30 {
                    asked.append(try await shop.ask(ShowTrialBalance()))
                    let now = shop.clock.now()
                    asked.append(try await shop.ask(ShowTrialBalance(knownAt: now)))
                }
                try await writers.waitForAll()
                return asked
            }
            for report in asked {
                #expect(try await shop.rows(knownAt: report.knownAt) == report.rows)
            }
        }
    }
}

extension Shop {
    fileprivate func rows(knownAt: Instant) async throws -> [TrialBalanceReport.Row] {
        try await ask(ShowTrialBalance(asOf: "2026-12-31".day, knownAt: knownAt)).rows
    }

    fileprivate func entry(_ amount: String) throws -> PostEntry {
        PostEntry(
            id: newID(JournalEntry.self), day: try "2026-03-02".day, description: "Float",
            lines: [
                .init(accountID: try account("1000"), amount: try money(amount)),
                .init(accountID: try account("3000"), amount: try money("-" + amount)),
            ])
    }

    fileprivate func post(_ amount: String, passing seconds: Int64 = 1) async throws {
        clock.pass(seconds: seconds)
        _ = try await executor.perform(try entry(amount), as: owner)
    }
}

/// An entry whose moment is given and whose commit waits.
private struct Hold {
    private let gate = DispatchSemaphore(value: 0)
    private let writing: Task<Void, any Error>

    init(of shop: Shop, amount: String) async throws {
        let (entered, mark) = AsyncStream.makeStream(of: Void.self)
        let entry = try shop.entry(amount)
        let gate = gate
        writing = Task {
            try await shop.executor.transact("test.hold", as: shop.owner, requestID: "test") {
                work in
                _ = try entry.perform(in: work)
                mark.yield()
                gate.wait()
            }
        }
        _ = await entered.first { _ in true }
    }

    func release() async throws {
        // As often as the group may be run again.
        for _ in 0..<8 { gate.signal() }
        try await writing.value
    }
}
