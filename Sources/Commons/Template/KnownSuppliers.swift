import Insight
import Ledger
import Recognition
import Storage

/// What an organisation knows about its suppliers' papers before it reads the next one.
struct KnownSuppliers: Sendable {
    let templates: [(party: PartyName, rule: SupplierTemplate)]
    /// By tax number without marks.
    let taxNumbers: [String: String]

    static func load(
        of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> KnownSuppliers {
        let templates = try snapshot.rows(
            "SELECT \(PaperTemplate.columns) WHERE t.organisation_id = $1", [.id(organisation)],
            PaperTemplate.row)
        let parties = try snapshot.rows(
            """
            SELECT tax_number, name FROM party
            WHERE organisation_id = $1 AND is_supplier = 1 AND tax_number IS NOT NULL
            """, [.id(organisation)], { (try $0.text(0), try $0.text(1)) })
        return KnownSuppliers(
            templates: templates.compactMap { template in
                template.rule.map { (template.party, $0) }
            },
            taxNumbers: Dictionary(
                parties.map { (plain($0.0), $0.1) }, uniquingKeysWith: { first, _ in first }))
    }

    /// - Returns: the supplier whose template was used, if one was.
    func improve(_ reading: inout Reading) -> PartyName? {
        nameByTaxNumber(&reading)
        guard let known = template(for: reading) else { return nil }
        reading.paper.apply(known.rule, of: known.party.name, to: reading.pages)
        return known.party
    }

    /// A tax number names one firm, where the name on a code or in print is spelled in many ways.
    private func nameByTaxNumber(_ reading: inout Reading) {
        for code in reading.codes {
            guard let facts = code.facts, facts.kind == .fiscal, let number = facts.supplierTaxID,
                let name = taxNumbers[Self.plain(number)]
            else { continue }
            reading.paper.supplier = ExtractedField(
                value: name, confidence: 0.99, box: code.box, page: code.page, source: .code)
            return
        }
    }

    private func template(
        for reading: Reading
    ) -> (party: PartyName, rule: SupplierTemplate)? {
        guard !reading.pages.isEmpty else { return nil }
        var best: (known: (party: PartyName, rule: SupplierTemplate), share: Double)?
        for known in templates {
            guard let share = known.rule.share(of: reading.pages), share > best?.share ?? 0
            else { continue }
            best = (known, share)
        }
        return best?.known
    }

    private static func plain(_ number: String) -> String {
        number.uppercased().filter { $0.isLetter || $0.isNumber }
    }
}
