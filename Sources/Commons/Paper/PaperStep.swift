import Ledger
import Storage
import Wire

/// One step of a paper: the new state, a row that keeps it, and the traces of the command.
struct PaperStep {
    var to: PaperState
    var attempts: Int
    var failure: PaperFailure?
    /// What is worth remembering of a step that is no failure: why it waits again, a reason.
    var note: PaperFailure?
    var reading: String?
    var document: ID<Document>?
    /// Hashes of what is kept beside it, for the trail.
    var hashes: [(name: String, value: String)]

    init(
        to state: PaperState, attempts: Int = 0, failure: PaperFailure? = nil,
        note: PaperFailure? = nil, reading: String? = nil, document: ID<Document>? = nil,
        hashes: [(name: String, value: String)] = []
    ) {
        self.hashes = hashes
        to = state
        self.attempts = attempts
        self.failure = failure
        self.note = note
        self.reading = reading
        self.document = document
    }

    /// - Parameter person: who decided it; none for a step of the machine.
    /// - Throws: `paper_state` when the paper's state does not lead there.
    func take(_ paper: Paper, by person: ID<User>?, in work: any Work) throws {
        guard paper.state.successors.contains(to) else {
            throw Refusal(
                .paperState,
                "The paper is \(paper.state.rawValue) and cannot become \(to.rawValue).")
        }
        let changed = try work.transaction.execute(
            """
            UPDATE paper SET state = $3, attempts = $4, failure_code = $5, failure_detail = $6,
                reading_id = COALESCE($7, reading_id), document_id = COALESCE($8, document_id),
                changed_at = $9
            WHERE organisation_id = $1 AND id = $2 AND state = $10
            """,
            [
                .text(work.actor.organisation.text), .text(paper.id.text), .text(to.rawValue),
                .integer(Int64(attempts)), .text(failure?.code), .text(failure?.detail),
                .text(reading), .text(document?.text), .integer(work.now.microseconds),
                .text(paper.state.rawValue),
            ])
        guard changed == 1 else {
            throw Refusal(.paperState, "The paper changed meanwhile; look at it again.")
        }
        let remembered = failure ?? note
        PaperStep.append(
            paper.id, to, attempt: attempts, note: remembered, by: person, in: work)
        work.record(
            Subject(kind: "paper", id: paper.id.text),
            before: .object([("state", .string(paper.state.rawValue))]),
            after: .object(after), reason: remembered?.detail)
    }

    private var after: [(String, JSONValue)] {
        var members: [(String, JSONValue)] = [("state", .string(to.rawValue))]
        if let failure { members.append(("failure", .string(failure.code))) }
        if let document { members.append(("document_id", .string(document.text))) }
        if let reading { members.append(("reading_id", .string(reading))) }
        members += hashes.map { ($0.name, .string($0.value)) }
        return members
    }

    static func append(
        _ paper: ID<Paper>, _ state: PaperState, attempt: Int, note: PaperFailure?,
        by person: ID<User>?, in work: any Work
    ) {
        work.transaction.append(
            [
                .text(work.actor.organisation.text), .text(work.newID(PaperEvent.self).text),
                .text(paper.text), .text(state.rawValue), .integer(Int64(attempt)),
                .text(note?.code), .text(note?.detail), .text(person?.text),
                .integer(work.now.microseconds),
            ],
            to: AppendedTable(
                "paper_event",
                [
                    "organisation_id", "id", "paper_id", "state", "attempt", "code", "detail",
                    "user_id", "at",
                ]))
    }
}
