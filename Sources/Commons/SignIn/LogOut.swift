import Ledger
import Storage
import Wire

/// Ends this session.
public struct LogOut: Procedure {
    public static let declaration = Declaration(
        "auth.logout", "Sign out of this session.", .post("/api/auth/logout"), access: .signedIn,
        status: 204)

    public func run(in scene: Scene) async throws -> Done {
        let actor = try scene.signedIn()
        if let device = actor.device {
            try await scene.transact(Self.declaration.name, as: actor) { work in
                _ = try DeviceRow.revoke(device, of: actor.user, in: work)
            }
        }
        scene.setCookies(Cookie.signedOut)
        return Done()
    }
}

extension DeviceRow {
    /// False when there is no such session, or it has ended already.
    static func revoke(_ device: ID<Device>, of user: ID<User>, in work: any Work) throws -> Bool {
        let changed = try work.transaction.execute(
            """
            UPDATE device SET revoked_at = $1
            WHERE id = $2 AND user_id = $3 AND revoked_at IS NULL
            """, [.instant(work.now), .id(device), .id(user)])
        guard changed == 1 else { return false }
        SessionDirectory.forgetAfterCommit(of: work.transaction)
        work.record(
            Subject(kind: "device", id: device.text),
            after: .object([("revoked", .bool(true))]))
        return true
    }
}

/// Where the user is signed in, last seen first.
public struct ListDevices: Query {
    public static let declaration = Declaration(
        "device.list", "List where you are signed in.", .get("/api/devices"), access: .signedIn)

    public struct Item: Codable, Sendable {
        public let id: ID<Device>
        public let name: String
        public let createdAt: Instant
        public let seenAt: Instant
        public let isThis: Bool
    }

    public func answer(in view: View) throws -> Page<Item> {
        let items = try view.snapshot.rows(
            """
            SELECT id, name, created_at, seen_at FROM device
            WHERE user_id = $1 AND revoked_at IS NULL ORDER BY seen_at DESC, id LIMIT 200
            """, [.id(view.actor.user)]
        ) { row in
            let id: ID<Device> = try row.id(0)
            return Item(
                id: id, name: try row.text(1), createdAt: try row.instant(2),
                seenAt: try row.instant(3), isThis: id == view.actor.device)
        }
        return Page(items: items, next: nil)
    }
}

/// Ends one of the user's sessions.
public struct RevokeDevice: Command {
    public let id: ID<Device>

    public static let declaration = Declaration(
        "device.revoke", "End one of your sessions.", .delete("/api/devices/:id"),
        access: .signedIn, status: 204, fields: ["id": FieldNote("The session")])

    public func perform(in work: any Work) throws -> Done {
        guard try DeviceRow.revoke(id, of: work.actor.user, in: work) else {
            throw Refusal(.notFound, "There is no such session.")
        }
        return Done()
    }
}
