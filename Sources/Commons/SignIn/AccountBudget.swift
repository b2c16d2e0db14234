import Ledger
import Storage

/// Slows down who guesses at one account from many networks, where `Lockout` sees a few failures of
/// each: after ten failures from networks in which the account never signed in, those networks have
/// six attempts a minute together and one a minute each. Who comes too early is given one of the
/// next minute's while there are any, so that whoever asks most often does not get them all.
///
/// Devices and networks that signed in before stand outside of it: their owner is not shut out by
/// anybody. An account that does not exist is counted like one that does.
struct AccountBudget: Sendable {
    static let freeFailures: Int64 = 10
    static let perMinute: Int64 = 6
    private static let forgetSeconds = 900

    private let cache: any Cache

    init(cache: any Cache) { self.cache = cache }

    /// Before an attempt waits for its turn.
    ///
    /// - Returns: whether it has one of the minute's attempts; false while attempts are free.
    /// - Throws: `too_many_attempts`.
    func check(account: String, place: String, now: Instant) async throws(Refusal) -> Bool {
        let stored = try? await cache.get(Lockout.key("elsewhere", account, ""))
        let failures = stored.flatMap { Int64(String(decoding: $0, as: UTF8.self)) } ?? 0
        guard failures >= Self.freeFailures else { return false }
        try await takeMinute(account, place, now)
        return true
    }

    /// Takes an attempt, which counts as failed until `succeeded` says otherwise.
    ///
    /// - Parameter hasMinute: as `check` said.
    /// - Throws: `too_many_attempts` where others have used up what was free meanwhile.
    func begin(
        account: String, place: String, hasMinute: Bool, now: Instant
    ) async throws(Refusal) {
        let failures = try? await cache.increment(
            Lockout.key("elsewhere", account, ""), by: 1, expiresIn: Self.forgetSeconds)
        guard failures ?? 0 > Self.freeFailures, !hasMinute else { return }
        do throws(Refusal) {
            try await takeMinute(account, place, now)
        } catch {
            await succeeded(account: account)
            throw error
        }
    }

    /// The attempt was no failure.
    func succeeded(account: String) async {
        _ = try? await cache.increment(
            Lockout.key("elsewhere", account, ""), by: -1, expiresIn: Self.forgetSeconds)
    }

    private func takeMinute(
        _ account: String, _ place: String, _ now: Instant
    ) async throws(Refusal) {
        let minute = now.microseconds / 60_000_000
        if await isFirst("use \(minute)", account, place) {
            if await isGiven(minute, account, place) { return }
            if await hasRoom(minute, account) { return }
        }
        if await isFirst("ask \(minute + 1)", account, place), await hasRoom(minute + 1, account) {
            try? await cache.set(
                Lockout.key("given \(minute + 1)", account, place), to: [1], expiresIn: 120)
        }
        throw Refusal.waiting(Int((minute + 1) * 60 - now.microseconds / 1_000_000))
    }

    private func isGiven(_ minute: Int64, _ account: String, _ place: String) async -> Bool {
        let given = try? await cache.get(Lockout.key("given \(minute)", account, place))
        return given != nil
    }

    private func hasRoom(_ minute: Int64, _ account: String) async -> Bool {
        let taken = try? await cache.increment(
            Lockout.key("minute \(minute)", account, ""), by: 1, expiresIn: 120)
        return taken ?? 1 <= Self.perMinute
    }

    private func isFirst(_ what: String, _ account: String, _ place: String) async -> Bool {
        let count = try? await cache.increment(
            Lockout.key(what, account, place), by: 1, expiresIn: 120)
        return count ?? 1 == 1
    }
}
