/// Every operation of the product, noun by noun.
public enum Operations {
    public static let all: [AnyOperation] =
        SignIn.all + Member.all + PendingApproval.all + AuditRecord.all + Change.all + Books.all
        + Paper.all + Attestation.all + JobRecord.all
        + ModelRecord.all + ScoreRecord.all + NoticeRecord.all
        + CashForecastReply.all + Acknowledgement.all

    /// Routes whose body or answer is a file.
    public static let files: [FileRoute] = Paper.files + Attestation.files
        + ModelRecord.files + ScorePack.files + OutcomeTable.files

    /// The actions that a role holds, by name.
    static func permissions(of role: Role) -> [String] { permissions[role] ?? [] }

    private static let permissions: [Role: [String]] = {
        var names: [Role: Set<String>] = [:]
        for declaration in all.map(\.declaration) + files.map(\.declaration) {
            guard case .action(let action) = declaration.access else { continue }
            for role in action.roles { names[role, default: []].insert(action.name) }
        }
        return names.mapValues { $0.sorted() }
    }()
}
