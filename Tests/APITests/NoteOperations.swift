import Ledger
import Storage
import Wire

@testable import Commons

/// Keeps a note: a command to try the gateway with.
struct KeepNote: Command {
    let name: String
    let text: String
    let pages: Int?

    static let write = Action("note.write", [.owner, .accountant])
    static let declaration = Declaration(
        "note.keep", "Keep a note.", .put("/api/notes/:name"), access: .action(write),
        status: 201,
        fields: [
            "text": FieldNote("The note", minimumLength: 1, maximumLength: 20),
            "pages": FieldNote("How many", range: 1...9),
        ])

    struct Reply: Codable, Sendable { let text: String }

    func perform(in work: any Work) throws -> Reply {
        try work.transaction.execute(
            """
            INSERT INTO setting (name, value) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """, [.text("\(work.actor.organisation)/\(name)"), .text(text)])
        work.record(Subject(kind: "note", id: name), after: .string(text))
        return Reply(text: text)
    }
}

struct ReadNote: Query {
    let name: String

    static let declaration = Declaration(
        "note.read", "Read a note.", .get("/api/notes/:name"), access: .signedIn)

    func answer(in view: View) throws -> KeepNote.Reply {
        let text = try view.snapshot.first(
            "SELECT value FROM setting WHERE name = $1",
            [.text("\(view.actor.organisation)/\(name)")]
        ) { try $0.text(0) }
        guard let text else { throw Refusal(.notFound, "There is no such note.") }
        return KeepNote.Reply(text: text)
    }
}

/// A file that goes up and comes down.
enum NoteFile {
    struct Parameters: Codable, Sendable { let name: String }

    static let all: [FileRoute] = [
        FileRoute(
            Declaration(
                "note_file.send", "Send a file.", .post("/api/note-files/:name"),
                access: .action(KeepNote.write), status: 201),
            parameters: Parameters.self,
            takes: FileIntake(
                mediaTypes: ["text/plain"], maximumBytes: 1_000, excess: .paperTooLarge),
            reply: KeepNote.Reply.self
        ) { parameters, request, executor in
            var bytes: [UInt8] = []
            for try await piece in request.body { bytes += piece }
            let command = KeepNote(
                name: parameters.name, text: String(decoding: bytes, as: UTF8.self), pages: nil)
            return .json(
                try await executor.run(
                    command, as: request.actor,
                    identity: request.identity(of: "note_file.send", content: command.text)))
        },
        FileRoute(
            Declaration(
                "note_file.read", "Read a file.", .get("/api/note-files/:name"),
                access: .signedIn),
            parameters: Parameters.self, gives: ["text/plain"], reply: Done.self
        ) { parameters, request, executor in
            let note = try await executor.ask(ReadNote(name: parameters.name), as: request.actor)
            return FileReply(
                .bytes(Array(note.text.utf8)), mediaType: "text/plain", fileName: "á b.txt",
                tag: "t1")
        },
    ]
}
