import Ledger
import Recognition
import Storage

/// The picture of one page: the reader's upright rendering, or before there is one the picture
/// itself as it was cleaned.
struct PaperPicture: Sendable {
    let paper: ID<Paper>
    let page: Int

    func reply(
        to request: FileRequest, _ executor: CommandExecutor
    ) async throws -> FileReply {
        guard let objects = executor.installation.objects else {
            throw StorageFault.unusable("This process has no object store.")
        }
        let owner = request.actor.organisation
        let (hash, type) = try await executor.database.read { snapshot in
            try find(of: owner, in: snapshot)
        }
        guard let key = ObjectKey(hex: hash) else { throw unknownPage }
        // The tag is the content's own hash, so whoever has it needs no bytes.
        if request.knownTag == "\"\(hash)\"" {
            return FileReply(.bytes([]), mediaType: type, tag: hash)
        }
        return FileReply(.bytes(try await objects.get(key)), mediaType: type, tag: hash)
    }

    private func find(
        of owner: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> (hash: String, mediaType: String) {
        guard let (found, reading) = try Paper.find(paper, of: owner, in: snapshot) else {
            throw Refusal(.paperUnknown, "There is no such paper.")
        }
        if let reading {
            let stored = try snapshot.first(
                """
                SELECT sha256, media_type FROM reading_page
                WHERE organisation_id = $1 AND reading_id = $2 AND page = $3
                    AND sha256 IS NOT NULL
                """, [.id(owner), .text(reading), .integer(Int64(page))],
                { (try $0.text(0), try $0.text(1)) })
            if let stored { return stored }
        }
        let shown = [PaperFormat.jpeg, .png].map(\.rawValue)
        guard page == 1, shown.contains(found.mediaType) else { throw unknownPage }
        return (found.sha256, found.mediaType)
    }

    private var unknownPage: Refusal {
        Refusal(.paperPageUnknown, "There is no picture of page \(page).")
    }
}
