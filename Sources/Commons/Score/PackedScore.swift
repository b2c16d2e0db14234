import Insight
import Ledger
import Proof
import Wire

/// A score that was taken along, made again from its own file with no network and no books: only
/// after the proof holds and speaks of exactly these bytes.
public struct PackedScore: Sendable {
    public let entity: ScoreEntity
    public let asOf: Day
    public let modelName: String
    public let modelSha256: String
    public let language: ScoreLanguage
    public let snapshot: FeatureSnapshot
    public let score: CreditScore

    /// - Parameter pack: what `score.pack` answers, as JSON.
    /// - Throws: `score_pack_unreadable` for what is no such file; `score_pack_refused` with the
    ///   verdict where the proof does not hold, or speaks of other bytes.
    public init(
        _ pack: [UInt8], trusted: [TrustedIssuer], now: Instant, maximumStatusAge: Int64? = nil
    ) throws(Refusal) {
        guard let file = try? JSONValue.parse(pack),
            let content = file["pack"]?.string.flatMap(Base64URL.decode),
            let proof = file["proof"]?.string.flatMap(Base64URL.decode)
        else { throw .unreadablePack("It is no file that commons credit pack writes.") }
        let verification = Verification(
            proof, trusted: trusted, now: now, maximumStatusAge: maximumStatusAge)
        guard verification.isValid else {
            throw Refusal(.scorePackRefused, verification.text)
        }
        guard verification.payload?.kind == ScorePack.statementKind,
            verification.payload?.contentHash == Wire.sha256(content)
        else {
            throw Refusal(
                .scorePackRefused, "tampered: The file is not the one that was attested.")
        }
        // What stands beside the signed bytes is signed by nobody, and must say the same.
        guard file["sha256"]?.string == Wire.sha256(content).hex else {
            throw Refusal(
                .scorePackRefused, "tampered: The file names another hash than its own.")
        }
        guard file["score_id"]?.string == (try? JSONValue.parse(content))?["score_id"]?.string
        else {
            throw Refusal(
                .scorePackRefused, "tampered: The file names another score than its own.")
        }
        try self.init(content: content)
    }

    private init(content: [UInt8]) throws(Refusal) {
        guard let value = try? JSONValue.parse(content),
            let text = value["model"]?.string, let card = value["card"],
            let snapshot = FeatureSnapshot(json: value),
            let entity = value["entity"], let name = entity["name"]?.string,
            let id = entity["id"]?.string.flatMap({ ID<ScoreEntity>($0) }),
            let kind = entity["kind"]?.string.flatMap({ ScoreEntity.Kind(rawValue: $0) }),
            let asOf = value["as_of"]?.string.flatMap({ Day(iso: $0) }),
            let modelName = value["model_name"]?.string,
            let modelHash = value["model_sha256"]?.string
        else { throw .unreadablePack("What was attested is no score.") }
        let calibration = value["calibration"].flatMap { $0.kind == .null ? nil : $0 }
        let pack = ModelPack(text: text, calibration: calibration, card: card)
        guard pack.sha256 == modelHash else {
            throw .unreadablePack("Its model is not the one that it names.")
        }
        self.entity = ScoreEntity(kind: kind, id: id, name: name)
        self.asOf = asOf
        self.modelName = modelName
        modelSha256 = modelHash
        language = ScoreLanguage(code: value["language"]?.string ?? "en")
        self.snapshot = snapshot
        score = try pack.model().score(snapshot)
    }
}

extension Refusal {
    fileprivate static func unreadablePack(_ detail: String) -> Refusal {
        Refusal(.scorePackUnreadable, detail)
    }
}

extension RefusalCode {
    static let scorePackUnreadable = RefusalCode(
        "score_pack_unreadable", 422, "The file is no score that was taken along")
    static let scorePackRefused = RefusalCode(
        "score_pack_refused", 422, "The score that was taken along does not stand")
}
