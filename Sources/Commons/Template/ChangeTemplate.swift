import Ledger
import Storage

/// Templates of all suppliers, by name.
public struct ListTemplates: Query {
    public init() {}

    public static let declaration = Declaration(
        "template.list", "List where suppliers' papers carry their values.",
        .get("/api/templates"), access: .action(.readPapers))

    public func answer(in view: View) throws -> Page<PaperTemplate> {
        let items = try view.snapshot.rows(
            """
            SELECT \(PaperTemplate.columns)
            WHERE t.organisation_id = $1 ORDER BY p.name_key, p.id
            """,
            [.id(view.actor.organisation)], PaperTemplate.row)
        return Page(items: items, next: nil)
    }
}

public struct ShowTemplate: Query {
    public let id: ID<Party>

    public init(id: ID<Party>) { self.id = id }

    public static let declaration = Declaration(
        "template.show", "Show where a supplier's papers carry their values.",
        .get("/api/parties/:id/template"), access: .action(.readPapers),
        refusals: [.templateUnknown], fields: ["id": FieldNote("The supplier.")])

    public func answer(in view: View) throws -> PaperTemplate {
        guard let found = try PaperTemplate.find(
            id, of: view.actor.organisation, in: view.snapshot)
        else { throw Refusal.templateUnknown() }
        return found
    }
}

/// Puts a template in place by hand: a correction, or a file that another installation exported.
public struct ChangeTemplate: Command {
    public let id: ID<Party>
    public let words: [String]
    public let anchors: [PaperTemplate.Anchor]

    public init(id: ID<Party>, words: [String], anchors: [PaperTemplate.Anchor]) {
        self.id = id
        self.words = words
        self.anchors = anchors
    }

    public static let declaration = Declaration(
        "template.change", "Say where a supplier's papers carry their values.",
        .put("/api/parties/:id/template"), access: .action(.reviewPapers),
        refusals: [.partyUnknown, .templateUnfit],
        fields: [
            "id": FieldNote("The supplier."),
            "words": FieldNote(
                "Words at the head of all its papers.", minimumLength: 1, items: 2...20),
            "anchors": FieldNote("One for each field that it finds.", items: 0...6),
            "anchors.label": FieldNote(
                "One to three words before or above the value.", minimumLength: 1,
                maximumLength: 60),
            "anchors.shape": FieldNote("Of a number, `A-9` for `CS-00417`.", maximumLength: 40),
        ])

    public func perform(in work: any Work) throws -> PaperTemplate {
        guard try Party.find(id, of: work.actor.organisation, in: work.transaction) != nil else {
            throw Refusal.partyUnknown()
        }
        let before = try PaperTemplate.find(id, of: work.actor.organisation, in: work.transaction)
        let papers = before?.papers ?? 0
        let rule = try TemplateContent(words: words, anchors: anchors).template(papers: papers)
        try TemplateContent(rule).keep(for: id, papers: papers, isEdited: true, in: work)
        let after = try PaperTemplate.require(id, in: work)
        work.record(
            Subject(kind: "template", id: id.text), before: before?.trace, after: after.trace)
        return after
    }
}

/// Forgets a template. Papers that are accepted from then on teach a new one.
public struct ResetTemplate: Command {
    public let id: ID<Party>

    public init(id: ID<Party>) { self.id = id }

    public static let declaration = Declaration(
        "template.reset", "Forget where a supplier's papers carry their values.",
        .delete("/api/parties/:id/template"), access: .action(.reviewPapers),
        refusals: [.templateUnknown], fields: ["id": FieldNote("The supplier.")])

    public func perform(in work: any Work) throws -> Done {
        let before = try PaperTemplate.require(id, in: work)
        try work.transaction.execute(
            "DELETE FROM supplier_template WHERE organisation_id = $1 AND party_id = $2",
            [.id(work.actor.organisation), .id(id)])
        work.record(Subject(kind: "template", id: id.text), before: before.trace, after: nil)
        return Done()
    }
}

extension PaperTemplate {
    static let all: [AnyOperation] = [
        .query(ListTemplates.self), .query(ShowTemplate.self), .command(ChangeTemplate.self),
        .command(ResetTemplate.self),
    ]
}
