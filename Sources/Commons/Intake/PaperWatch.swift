import Foundation
import Ledger
import Logging
import Storage

/// Puts what is dropped into a folder into the papers of one organisation, on behalf of one of its
/// members: with the member's rights, as if the member had sent the file.
public struct PaperWatch: Sendable {
    let executor: CommandExecutor
    let folder: WatchedFolder
    let email: String
    let logger: Logger

    /// - Parameter email: of the member who sends.
    public init(executor: CommandExecutor, folder: String, email: String, logger: Logger) {
        self.executor = executor
        self.folder = WatchedFolder(folder)
        self.email = email
        self.logger = logger
    }

    /// Looks again and again until the task ends.
    public func run() async {
        var seen: [String: WatchedFolder.Glance] = [:]
        while !Task.isCancelled {
            do {
                seen = try await look(before: seen)
            } catch {
                logger.error("The watched folder cannot be used: \(error)")
            }
            try? await Task.sleep(for: WatchedFolder.pace)
        }
    }

    /// - Throws: a fault of the folder or of the database; files stay where they are.
    public func look(
        before: [String: WatchedFolder.Glance]
    ) async throws -> [String: WatchedFolder.Glance] {
        guard let actor = try await executor.database.read({ try member(in: $0) }) else {
            throw StorageFault.unusable("\(email) is no member of exactly one organisation.")
        }
        return try await folder.look(
            before: before,
            said: { name, verdict in
                guard case .refused(let code, let reason) = verdict else { return }
                logger.warning("\(name) was set aside: \(code): \(reason)")
            },
            take: { item in try await take(item, as: actor) })
    }

    /// What is wrong with the file itself; anything else is for the administrator, and waits.
    private static let ofTheFile: Set<RefusalCode> = [
        .paperEmpty, .paperTooLarge, .paperTypeUnknown, .paperTypeMismatch, .paperDamaged,
        .paperPixels,
    ]

    private func take(_ item: WatchedFolder.Item, as actor: Actor) async throws
        -> WatchedFolder.Verdict
    {
        do {
            _ = try await executor.receivePaper(
                item.bytes, declared: item.mediaType, fileName: item.name, as: actor)
            return .taken
        } catch let refusal as Refusal where Self.ofTheFile.contains(refusal.code) {
            return .refused(code: refusal.code.name, reason: refusal.detail)
        }
    }

    /// Asked each time, so that a member who has left sends nothing more.
    private func member(in snapshot: any Snapshot) throws -> Actor? {
        let found = try snapshot.rows(
            """
            SELECT u.id, m.organisation_id, m.role FROM user_account u
            JOIN membership m ON m.user_id = u.id AND m.ended_at IS NULL
                AND m.joined_at IS NOT NULL
            WHERE u.email = $1
            """, [.text(email.lowercased())]
        ) { row in
            Actor(user: try row.id(0), organisation: try row.id(1), role: try row.choice(2))
        }
        return found.count == 1 ? found.first : nil
    }
}
