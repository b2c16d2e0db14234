/// Every operation of the product, noun by noun.
public enum Operations {
    public static let all: [AnyOperation] =
        SignIn.all + Member.all + PendingApproval.all + AuditRecord.all + Change.all + Books.all
        + Paper.all + Attestation.all + JobRecord.all

    /// Routes whose body or answer is a file.
    public static let files: [FileRoute] = Paper.files + Attestation.files

    /// The actions that a role holds, by name.
    static func permissions(of role: Role) -> [String] {
        var names: Set<String> = []
        for operation in all {
            if case .action(let action) = operation.declaration.access,
                action.roles.contains(role)
            {
                names.insert(action.name)
            }
        }
        return names.sorted()
    }
}
