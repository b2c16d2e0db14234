import Insight
import Ledger
import Storage
import Wire

/// The notice of an adverse decision on its way into the database: reasons, data and the way to
/// contest it, frozen with their words.
struct NewNotice {
    let decision: ID<DecisionRecord>
    let kind: CreditDecision
    let score: StoredScore
    /// Why, in the decider's own words.
    let because: String?
    let language: ScoreLanguage

    /// How long it can be contested.
    static let days = 60

    func insert(in work: any Work) throws -> ID<NoticeRecord> {
        let id = work.newID(NoticeRecord.self)
        let until = work.today.adding(days: Self.days)
        let record = try score.record(in: language)
        let reasons = Self.reasons(record, kind, because)
        guard !reasons.isEmpty else {
            throw Refusal(
                .overrideReasonNeeded,
                "Nothing in the score speaks against it, and the notice must give a reason: say "
                    + "why.",
                at: "/override_reason")
        }
        // Of all that is known, what the model looked at.
        let used = Set(record.contributions.map(\.feature))
        let content = NoticeContent(
            decision: kind, name: score.entityToday.name, asOf: record.asOf,
            opening: language.opening(kind),
            reasons: reasons,
            data: record.features.filter { $0.value != nil && used.contains($0.name) }.map {
                NoticeContent.Datum(
                    feature: $0.name, label: $0.label, shown: $0.shown, rows: $0.rows)
            },
            contest: language.contest(until: language.written(until), days: Self.days),
            headings: language.noticeHeadings,
            model: record.model.sha256, snapshotSha256: record.snapshotSha256)
        try work.transaction.execute(
            """
            INSERT INTO notice (organisation_id, id, decision_id, score_id, entity_kind,
                entity_id, language, content, contest_until, made_by, made_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                .id(work.actor.organisation), .id(id), .id(decision), .id(score.id),
                .text(score.entity.kind.rawValue), .id(score.entity.id),
                .text(language.rawValue),
                .text(String(decoding: try WireEncoder.encode(content), as: UTF8.self)),
                .day(until), .id(work.actor.user), .instant(work.now),
            ])
        work.record(
            Subject(kind: "notice", id: id.text), before: nil,
            after: .object([("decision", .string(kind.rawValue))]))
        return id
    }

    /// What decided: the decider's own words first, and alone where the score speaks for it.
    private static func reasons(
        _ record: ScoreRecord, _ kind: CreditDecision, _ because: String?
    ) -> [String] {
        let own = because.map { [$0] } ?? []
        if DecideScore.isOverride(kind, record.band) { return own }
        let told = record.reasons.map(\.text) + (record.abstainedText.map { [$0] } ?? [])
        return Array((own + told).prefix(Reasons.most))
    }
}

/// What a notice says.
public struct NoticeContent: Codable, Sendable {
    public struct Datum: Codable, Sendable {
        public let feature: String
        public let label: String
        public let shown: String
        public let rows: Int64
    }

    /// What stands above the data, in the notice's language.
    public struct Headings: Codable, Sendable {
        public let data: String
        public let feature: String
        public let value: String
        public let rows: String
    }

    public let decision: CreditDecision
    /// Who it is about.
    public let name: String
    public let asOf: Day
    public let opening: String
    /// Most adverse first, at most four.
    public let reasons: [String]
    /// What was used.
    public let data: [Datum]
    /// How to contest it.
    public let contest: String
    /// Absent from notices that were made before they were kept.
    public let headings: Headings?
    public let model: String
    public let snapshotSha256: String
}

extension ScoreLanguage {
    var noticeHeadings: NoticeContent.Headings {
        switch self {
        case .english:
            .init(data: "What was used", feature: "Feature", value: "Value", rows: "Rests on")
        case .swahili:
            .init(
                data: "Kilichotumika", feature: "Kipengele", value: "Thamani", rows: "Inategemea")
        case .french:
            .init(
                data: "Données utilisées", feature: "Critère", value: "Valeur", rows: "Repose sur")
        case .arabic:
            .init(
                data: "البيانات المستخدمة", feature: "البند", value: "القيمة", rows: "يستند إلى")
        }
    }

    func opening(_ decision: CreditDecision) -> String {
        switch (self, decision) {
        case (.english, .declined): "The application was declined, for these reasons:"
        case (.english, _): "Terms were set that are worse than asked for, for these reasons:"
        case (.swahili, .declined): "Ombi limekataliwa kwa sababu hizi:"
        case (.swahili, _): "Masharti yamewekwa magumu kuliko yaliyoombwa, kwa sababu hizi:"
        case (.french, .declined): "La demande a été refusée, pour les raisons suivantes :"
        case (.french, _):
            "Des conditions moins favorables ont été fixées, pour les raisons suivantes :"
        case (.arabic, .declined): "رُفض الطلب للأسباب التالية:"
        case (.arabic, _): "وُضعت شروط أقل ملاءمة مما طُلب، للأسباب التالية:"
        }
    }

    func contest(until day: String, days: Int) -> String {
        switch self {
        case .english:
            "You may contest this within \(days) days, until \(day): say what is wrong, correct it "
                + "in the books, and the score of the same day is made again and shown to you."
        case .swahili:
            "Unaweza kupinga ndani ya siku \(days), hadi \(day): eleza kosa, lirekebishe vitabuni, "
                + "na alama ya siku ileile itatengenezwa upya na kuonyeshwa kwako."
        case .french:
            "Vous pouvez contester dans les \(days) jours, jusqu'au \(day) : dites ce qui est "
                + "faux, corrigez-le dans les livres, et le score du même jour sera refait et "
                + "vous sera montré."
        case .arabic:
            "يمكنك الاعتراض خلال \(days) يومًا، حتى \(day): بيّن الخطأ وصحّحه في الدفاتر، "
                + "فيُعاد حساب تقييم اليوم نفسه ويُعرض عليك."
        }
    }
}
