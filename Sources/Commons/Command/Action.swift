/// The right to do one thing. Roles hold actions; whatever no role holds is denied.
public struct Action: Sendable, Hashable {
    public let name: String
    /// The roles that hold it in their organisation.
    public let roles: Set<Role>

    public init(_ name: String, _ roles: Set<Role>) {
        self.name = name
        self.roles = roles
    }
}
