import Foundation
import Ledger
import Storage
import Synchronization

/// In which zone each organisation's day begins. Zones change rarely: they are read once and kept.
final class BusinessCalendar: Sendable {
    private let zones = Mutex<[ID<Organisation>: BusinessZone]>([:])
    private static let mostKept = 10_000

    func zone(of organisation: ID<Organisation>, in database: any Database) async throws
        -> BusinessZone
    {
        if let known = zones.withLock({ $0[organisation] }) { return known }
        let name = try await database.read { snapshot in
            try snapshot.first(
                "SELECT time_zone FROM organisation WHERE id = $1", [.text(organisation.text)]
            ) { try $0.text(0) }
        }
        // An organisation that is about to be made has no zone yet; it is not remembered.
        guard let name else { return .utc }
        let zone = BusinessZone(name)
        zones.withLock { zones in
            if zones.count >= Self.mostKept { zones.removeAll() }
            zones[organisation] = zone
        }
        return zone
    }
}

/// A time zone that tells the day of a moment.
struct BusinessZone: Sendable {
    private let zone: TimeZone
    /// Most of Africa keeps one offset all year, and then no zone needs to be asked.
    private let fixedOffset: Int?

    static let utc = BusinessZone("Etc/UTC")

    init(_ name: String) {
        let zone = TimeZone(identifier: name) ?? .gmt
        self.zone = zone
        fixedOffset =
            zone.nextDaylightSavingTimeTransition(after: Date()) == nil
            ? zone.secondsFromGMT() / 60 : nil
    }

    func day(at now: Instant) -> Day {
        if let fixedOffset { return now.day(offsetMinutes: fixedOffset) }
        let date = Date(timeIntervalSince1970: Double(now.milliseconds) / 1_000)
        return now.day(offsetMinutes: zone.secondsFromGMT(for: date) / 60)
    }
}
