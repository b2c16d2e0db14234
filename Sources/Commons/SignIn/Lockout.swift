import Ledger
import Synchronization

/// Slows down who guesses passwords: after five failures for one account from one address that
/// pair waits, longer each time but never more than a minute. Other addresses are not touched, so
/// nobody can shut the true user out from afar; and a device that has signed in before passes
/// with the right password in any case.
final class Lockout: Sendable {
    static let freeFailures = 5
    static let longestSeconds: Int64 = 60
    private static let forgetSeconds: Int64 = 900
    private static let mostKept = 100_000

    private struct Pair: Hashable {
        let account: String
        let address: String
    }

    private struct Record {
        var failures: Int
        var until: Instant
        var last: Instant
    }

    private let records = Mutex<[Pair: Record]>([:])

    /// Seconds to wait, or nil when the attempt may be made.
    func wait(account: String, address: String, now: Instant) -> Int? {
        records.withLock { records in
            guard let record = records[Pair(account: account, address: address)],
                record.until > now
            else { return nil }
            let micros = record.until.microseconds - now.microseconds
            return Int((micros + 999_999) / 1_000_000)
        }
    }

    func failed(account: String, address: String, now: Instant) {
        records.withLock { records in
            if records.count >= Self.mostKept {
                records = records.filter { Self.isFresh($0.value, now) }
            }
            let pair = Pair(account: account, address: address)
            var record = records[pair] ?? Record(failures: 0, until: now, last: now)
            if !Self.isFresh(record, now) { record.failures = 0 }
            record.failures += 1
            record.last = now
            let beyond = record.failures - Self.freeFailures
            if beyond >= 0 {
                let seconds = min(Self.longestSeconds, Int64(1) << min(beyond + 1, 10))
                record.until = now.adding(seconds: seconds)
            }
            records[pair] = record
        }
    }

    func succeeded(account: String, address: String) {
        records.withLock { _ = $0.removeValue(forKey: Pair(account: account, address: address)) }
    }

    private static func isFresh(_ record: Record, _ now: Instant) -> Bool {
        record.last.adding(seconds: forgetSeconds) > now
    }
}
