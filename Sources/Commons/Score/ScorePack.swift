import Insight
import Ledger
import Proof
import Storage
import Wire

/// A score to take along: the model, the snapshot and the words, signed and logged, so that a
/// device without network scores again and knows that nothing was changed on the way.
public struct ScorePack: Codable, Sendable {
    public let scoreID: ID<ScoreRecord>
    /// The bytes that were signed, base64url: JSON with `entity`, `as_of`, `model`, `calibration`,
    /// `card`, `features`, `language` and what they are called.
    public let pack: String
    /// Of those bytes.
    public let sha256: String
    /// The proof file (`commons verify`), base64url.
    public let proof: String

    /// What the statement about a pack is.
    static let statementKind = "score.pack"

    struct Parameters: Codable, Sendable {
        let entityID: ID<ScoreEntity>
        let language: ScoreLanguage?
    }

    static let files: [FileRoute] = [
        FileRoute(
            Declaration(
                "score.pack", "Take a score along, to be verified and made again offline.",
                .get("/api/score/:entity_id/pack"), access: .action(.readScores),
                refusals: [.scoreSubjectUnknown, .issuerMissing],
                fields: [
                    "entity_id": FieldNote("Who is scored."),
                    "language": FieldNote("Of the reasons; your own unless given."),
                ]),
            parameters: Parameters.self, reply: ScorePack.self
        ) { parameters, request, executor in
            let pack = try await executor.scorePack(
                of: parameters.entityID, language: parameters.language, as: request.actor)
            return .json(Outcome(status: 200, body: try WireEncoder.encode(pack)))
        }
    ]
}

extension CommandExecutor {
    /// The pack of today's score. The same score in the same language has one statement; its status
    /// is fresh each time.
    public func scorePack(
        of entity: ID<ScoreEntity>, language: ScoreLanguage?, as actor: Actor
    ) async throws -> ScorePack {
        let maker = try proofMaker()
        let score = try await ScoreMaker(executor: self, actor: actor, requestID: "internal")
            .make(.init(entity: entity))
        let (bytes, known) = try await database.read { snapshot in
            let words = try ScoreLanguage.of(actor, asked: language, in: snapshot)
            guard let stored = try StoredScore.find(score, of: actor.organisation, in: snapshot)
            else { throw Refusal(.scoreUnknown, "No score has this id.") }
            let pack = try ModelRecord.pack(
                stored.model.id, of: actor.organisation, in: snapshot)
            guard pack.sha256 == stored.model.sha256 else {
                throw Refusal(.modelUnknown, "The model of this score is gone.")
            }
            let bytes = PackContent(score: stored, pack: pack, language: words).bytes
            let new = NewPack(score: score, language: words, bytes: bytes)
            return (new, try new.known(to: actor.organisation, in: snapshot))
        }
        let attestation: ID<Attestation>
        if let known {
            attestation = known
        } else {
            let issuer = maker.integrator.issuer
            attestation = try await transact(
                "score.pack", as: actor, requestID: "internal"
            ) { work in
                // Whoever asked at the same time may have been first.
                try bytes.known(to: work.actor.organisation, in: work.transaction)
                    ?? bytes.issue(by: issuer, in: work)
            }
        }
        let proof = try await maker.bundle(of: attestation, organisation: actor.organisation)
        return ScorePack(
            scoreID: score, pack: Base64URL.encode(bytes.bytes), sha256: bytes.hash.hex,
            proof: Base64URL.encode(proof.encoded()))
    }
}

/// What a device needs to make a score again.
private struct PackContent {
    let score: StoredScore
    let pack: ModelPack
    let language: ScoreLanguage

    var bytes: [UInt8] {
        JSONValue.object([
            (
                "entity",
                .object([
                    ("id", .string(score.entity.id.text)),
                    ("kind", .string(score.entity.kind.rawValue)),
                    ("name", .string(score.entity.name)),
                ])
            ),
            ("score_id", .string(score.id.text)), ("as_of", .string(score.asOf.iso)),
            ("model_id", .string(score.model.id.text)),
            ("model_name", .string(score.model.name)),
            ("model_sha256", .string(score.model.sha256)),
            ("snapshot_sha256", .string(score.snapshotHash)),
            ("language", .string(language.rawValue)), ("labels", labels),
            ("model", .string(pack.text)), ("calibration", pack.calibration ?? .null),
            ("card", pack.card), ("features", features),
        ]).canonicalBytes
    }

    private var features: JSONValue {
        (try? JSONValue.parse(score.snapshot))?["features"] ?? .array([])
    }

    private var labels: JSONValue {
        .object(
            CreditFeature.allCases.map {
                ($0.rawValue, .string(CreditScore.name(of: $0.rawValue, in: language)))
            })
    }
}

private struct NewPack: Sendable {
    let score: ID<ScoreRecord>
    let language: ScoreLanguage
    let bytes: [UInt8]

    var hash: SHA256Hash { Wire.sha256(bytes) }

    /// The statement about these bytes, where one was made.
    func known(
        to organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> ID<Attestation>? {
        try snapshot.first(
            """
            SELECT attestation_id FROM score_pack
            WHERE organisation_id = $1 AND score_id = $2 AND language = $3 AND sha256 = $4
            ORDER BY made_at, id LIMIT 1
            """,
            [.id(organisation), .id(score), .text(language.rawValue), .text(hash.hex)]
        ) { try $0.id(0) }
    }

    func issue(by issuer: Issuer, in work: any Work) throws -> ID<Attestation> {
        let id = work.newID(Attestation.self)
        let statement = Statement(
            kind: ScorePack.statementKind, subject: Subject(kind: "score", id: score.text),
            publicFields: [
                .init("language", language.rawValue), .init("size", "\(bytes.count)"),
            ],
            personalFields: [], contentHash: hash)
        try statement.issue(
            id, owner: work.actor.organisation, by: work.actor.user, issuer: issuer,
            logEntry: work.newID(Attestation.self).text, now: work.now, in: work.transaction)
        try work.transaction.execute(
            """
            INSERT INTO score_pack (organisation_id, id, score_id, sha256, language,
                attestation_id, made_by, made_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .id(work.actor.organisation), .text(work.newID(ScorePack.self).text), .id(score),
                .text(hash.hex), .text(language.rawValue), .id(id), .id(work.actor.user),
                .instant(work.now),
            ])
        work.record(
            Subject(kind: "score", id: score.text), before: nil,
            after: .object([("pack", .string(hash.hex))]))
        return id
    }
}
