import Ledger
import Storage

extension Chart {
    /// Gives a new organisation its first accounts. Part of the command that makes it.
    static func open(for kind: OrganisationKind, in work: any Work) throws {
        let chart: ChartOfAccounts = kind == .shop ? .ifrsForSMEs : .sacco
        for entry in chart.entries {
            work.transaction.append(
                [
                    .id(work.actor.organisation), .id(work.newID(Account.self)),
                    .text(entry.code), .text(entry.name), .text(entry.kind.rawValue),
                    .text(entry.role?.rawValue), .instant(work.now),
                ], to: table)
        }
    }

    private static let table = AppendedTable(
        "account", ["organisation_id", "id", "code", "name", "type", "role", "created_at"])
}
