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
        reading.paper.apply(known.rule, of: known.party.name, to: reading.ownPages)
        return known.party
    }

    /// A tax number names one firm, where the name on a code or in print is spelled in many ways.
    private func nameByTaxNumber(_ reading: inout Reading) {
        for code in reading.codes {
            guard let facts = code.facts, facts.kind == .fiscal, let number = facts.supplierTaxID,
                let name = taxNumbers[Self.plain(number)]
            else { continue }
            warn(&reading.paper, named: name)
            reading.paper.supplier = ExtractedField(
                value: name, confidence: 0.99, box: code.box, page: code.page, source: .code)
            return
        }
    }

    /// A code is no proof: print that surely names another firm is not passed over in silence.
    private func warn(_ paper: inout ExtractedPaper, named name: String) {
        guard let printed = paper.supplier.value,
            paper.supplier.confidence >= Self.surelyPrinted, let other = SupplierKey(printed),
            let known = SupplierKey(name), !other.isAlike(known)
        else { return }
        paper.warnings.append(
            ExtractionWarning(
                code: "code_disagrees",
                message: "The print reads \(printed), the tax number in the code is \(name)'s.",
                field: .supplier, proposal: printed))
    }

    private static let surelyPrinted = 0.5

    private func template(
        for reading: Reading
    ) -> (party: PartyName, rule: SupplierTemplate)? {
        guard !reading.ownPages.isEmpty else { return nil }
        var best: (known: (party: PartyName, rule: SupplierTemplate), share: Double)?
        for known in templates {
            guard let share = known.rule.share(of: reading.ownPages), share > best?.share ?? 0
            else { continue }
            best = (known, share)
        }
        return best?.known
    }

    private static func plain(_ number: String) -> String {
        number.uppercased().filter { $0.isLetter || $0.isNumber }
    }
}
