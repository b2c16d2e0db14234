import Foundation
import Ledger

/// The time of day. Tests bring their own.
public protocol Clockwork: Sendable {
    func now() -> Instant
}

public struct SystemClockwork: Clockwork {
    public init() {}

    public func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(
            microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }
}

/// Where identifiers come from.
public protocol IDSource: Sendable {
    func next<Entity>(_ entity: Entity.Type, at now: Instant) -> ID<Entity>
}

public struct RandomIDSource: IDSource {
    public init() {}

    public func next<Entity>(_ entity: Entity.Type, at now: Instant) -> ID<Entity> {
        ID(at: now, random: UInt128.random(in: .min ... .max))
    }
}
