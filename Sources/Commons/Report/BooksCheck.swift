import Ledger
import Storage

/// One thing in the books that does not fit.
public struct BooksFinding: Codable, Sendable, Hashable {
    /// Which rule: `entry_unbalanced`, `balance_differs`, ...
    public let rule: String
    public let organisationID: String
    /// What does not fit, by kind and id.
    public let subject: Subject
    public let detail: String
}

/// Derives everything anew from lines and rows, by other means than those that wrote it, and
/// names what does not fit. Part of `commons fsck`; reads one snapshot of all organisations.
public enum BooksCheck {
    /// - Returns: nothing, unless the books were tampered with or a disk lied.
    public static func run(_ snapshot: any Snapshot) throws -> [BooksFinding] {
        var findings: [BooksFinding] = []
        for rule in EntryRules.all + DayRules.all + AllocationRules.all + ControlRules.all {
            do { findings += try rule.findings(in: snapshot) } catch StorageFault.engine(let text) {
                findings.append(
                    BooksFinding(
                        rule: "rule_unreadable", organisationID: "",
                        subject: Subject(kind: "rule", id: rule.name), detail: text))
            }
        }
        findings += try SeriesRule.findings(in: snapshot)
        findings += try DocumentRule.findings(in: snapshot)
        findings += try CreditedVoidRule.findings(in: snapshot)
        return findings
    }
}

/// A rule that one statement checks. Its rows are what breaks it: organisation, subject's kind,
/// subject's id, currency, amount by which it is off.
struct BooksRule {
    let name: String
    let says: String
    let sql: String

    func findings(in snapshot: any Snapshot) throws -> [BooksFinding] {
        try snapshot.rows(sql) { row in
            let off = try row.money(4, currency: 3)
            return BooksFinding(
                rule: name, organisationID: try row.text(0),
                subject: Subject(kind: try row.text(1), id: try row.text(2)),
                detail: "\(says): off by \(off)")
        }
    }
}
