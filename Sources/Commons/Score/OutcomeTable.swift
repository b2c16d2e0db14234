import Insight
import Ledger
import Storage
import Wire

/// What was known of borrowers and what became of them, as `commons train` takes it: a row a loan,
/// a column a feature of the catalogue, `bad` last. Nobody is named. A model that is fitted to it
/// asks only for what the books know, so that it can go live.
public struct OutcomeTable: Sendable {
    public private(set) var bytes: [UInt8]
    public private(set) var rowCount = 0
    /// What of a list of loans was left out, line by line.
    public fileprivate(set) var notes: [String] = []

    static let target = "bad"

    init() {
        let names = CreditFeature.allCases.map(\.rawValue) + [Self.target]
        bytes = Array((names.joined(separator: ",") + "\n").utf8)
    }

    mutating func append(_ snapshot: FeatureSnapshot, isBad: Bool) {
        var cells = CreditFeature.allCases.map { feature in
            let value = snapshot.item(feature.rawValue)?.value ?? .nan
            return value.isNaN ? "" : value.description
        }
        cells.append(isBad ? "1" : "0")
        bytes += Array((cells.joined(separator: ",") + "\n").utf8)
        rowCount += 1
    }
}

extension CommandExecutor {
    /// Of the scores whose outcome was kept: the features that were before the decision, a row a
    /// loan. Two loans that were given on one score are two rows of the same features.
    public func outcomeTable(as actor: Actor) async throws -> OutcomeTable {
        try await database.read { snapshot in
            var table = OutcomeTable()
            let rows = try snapshot.rows(
                """
                SELECT s.snapshot, o.is_bad FROM score_outcome o
                JOIN score s ON s.organisation_id = o.organisation_id AND s.id = o.score_id
                WHERE o.organisation_id = $1 AND s.purpose <> 'shadow'
                ORDER BY s.as_of, s.made_at, s.id, o.loan
                """, [.id(actor.organisation)]
            ) { (text: try $0.text(0), isBad: try $0.integer(1) == 1) }
            for row in rows {
                table.append(try FeatureSnapshot(stored: row.text), isBad: row.isBad)
            }
            return table
        }
    }

    /// Of loans that were given before: a CSV with `borrower` (an id, or a name that only one has),
    /// `day` (of the decision) and `bad` (1 or 0), other columns left alone. Features are what the
    /// books knew at the end of that day; what was recorded later is not in them.
    ///
    /// - Throws: `outcome_table_unreadable` with each line at fault.
    public func outcomeTable(
        of loans: [UInt8], as actor: Actor
    ) async throws -> OutcomeTable {
        let now = try await settled(nil)
        let own = try await calendar.zone(of: actor.organisation, in: database)
        let today = own.day(at: now)
        let list = try PastLoans(loans, until: today)
        let known = try await database.read { snapshot in
            try ListScores.entities(for: actor, on: today, in: snapshot)
        }
        let borrowers = Borrowers(known)
        var table = OutcomeTable()
        var faults = LoanFaults()
        for (loan, entity) in try borrowers.found(list, notes: &table.notes) {
            let books = entity.books(for: actor)
            let zone = try await calendar.zone(of: books, in: database)
            let knownAt = min(now, zone.end(of: loan.day))
            let features = try await database.read { snapshot in
                try CreditBooks(
                    entity: entity, books: books, asOf: loan.day, knownAt: knownAt,
                    snapshot: snapshot
                ).history().snapshot()
            }
            // A row of nothing but an outcome teaches how often loans fail of which nothing was
            // known.
            if features.items.allSatisfy(\.value.isNaN) {
                faults.append(
                    loan.line, .loanUnknown(loan.line),
                    "Line \(loan.line): the books knew nothing of the borrower on that day; leave "
                        + "this loan out.")
            }
            table.append(features, isBad: loan.isBad)
        }
        try faults.check()
        return table
    }
}

extension OutcomeTable {
    struct Nothing: Codable, Sendable {}

    static let mostBytes = 4 << 20

    static let files: [FileRoute] = [kept, made]

    private static let kept = FileRoute(
        Declaration(
            "score.table", "Download the features and outcomes of your scores, to train on.",
            .get("/api/outcome-table"), access: .action(.writeModels)),
        parameters: Nothing.self, gives: ["text/csv"], reply: Done.self
    ) { _, request, executor in
        reply(try await executor.outcomeTable(as: request.actor))
    }

    private static let made = FileRoute(
        Declaration(
            "score.table_of", "Turn a list of past loans into a table of features to train on.",
            .post("/api/outcome-table"), access: .action(.writeModels),
            refusals: [.outcomeTableUnreadable, .tooLarge, .unsupportedMediaType]),
        parameters: Nothing.self,
        takes: FileIntake(
            mediaTypes: ["text/csv", "application/vnd.ms-excel"], maximumBytes: mostBytes),
        gives: ["text/csv"], reply: Done.self
    ) { _, request, executor in
        var bytes: [UInt8] = []
        for try await piece in request.body { bytes += piece }
        return reply(try await executor.outcomeTable(of: bytes, as: request.actor))
    }

    private static func reply(_ table: OutcomeTable) -> FileReply {
        FileReply(
            .bytes(table.bytes), mediaType: "text/csv", fileName: "outcomes.csv",
            notes: table.notes)
    }
}

extension RefusalCode {
    public static let outcomeTableUnreadable = RefusalCode(
        "outcome_table_unreadable", 422, "The list of loans cannot be used")
}
