import ArgumentParser
import Commons
import Ledger
import Wire

/// `commons users`: accounts, as whoever runs the installation sees them and sets them right.
struct Users: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "users", _superCommandName: "commons",
        abstract: "Look at an account, let its owner back in, free an address that is another's.",
        discussion: """
            People sign in with an e-mail address that nobody has proven to be theirs. Where \
            somebody has taken the address of another, show says who that is, and move gives their \
            account another address; then the owner can register, or be added and invited. Who \
            has forgotten a password gets a code from recover, with which they choose another one.
            """,
        subcommands: [UserShow.self, UserMove.self, UserRecover.self])
}

struct UserShow: FolderVerb {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show whose account has an address, and where it is known.")

    @OptionGroup var place: DataOption
    @Argument(help: "The e-mail address.") var email: String
    @Flag(help: "Print one JSON object.") var json = false

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let report = try await AccountDesk(executor: node.executor).show(email)
        terminal.show(
            json
                ? String(decoding: try WireEncoder.encode(report), as: UTF8.self) : report.lines)
    }
}

struct UserMove: FolderVerb {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Give an account another address, and end its sessions.")

    @OptionGroup var place: DataOption
    @Argument(help: "The address that it has.") var email: String
    @Argument(help: "The address that it shall have.") var to: String
    @Option(help: "Why, for the audit trail: who asked, and how they were known.")
    var reason: String
    @Flag(help: "Print one JSON object.") var json = false

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let report = try await AccountDesk(executor: node.executor).move(
            email, to: to, because: reason)
        terminal.show(
            json
                ? String(decoding: try WireEncoder.encode(report), as: UTF8.self)
                : "\(email.lowercased()) is free. The account that had it signs in with "
                    + "\(report.user.email) from now on:\n" + report.lines)
    }
}

struct UserRecover: FolderVerb {
    static let configuration = CommandConfiguration(
        commandName: "recover",
        abstract: "Make a code with which somebody who forgot the password chooses another one.",
        discussion: """
            The code works once and for an hour. Whoever has it has the account: ask who they are, \
            and hand it to them alone.
            """)

    @OptionGroup var place: DataOption
    @Argument(help: "The e-mail address of the account.") var email: String
    @Option(help: "Why, for the audit trail: who asked, and how they were known.")
    var reason: String
    @Flag(help: "Their authenticator is lost too: the account asks for its codes no more.")
    var secondFactor = false
    @Flag(help: "Print one JSON object.") var json = false

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let recovery = try await AccountDesk(executor: node.executor).recover(
            email, forgettingFactor: secondFactor, because: reason,
            try MasterSecret.open(node.configuration))
        terminal.show(
            json
                ? String(decoding: try WireEncoder.encode(recovery), as: UTF8.self)
                : "\(recovery.email) chooses another password with this code, once and until "
                    + "\(recovery.expiresAt.rfc3339), at /recover:\n\(recovery.code)")
    }
}

extension AccountReport {
    fileprivate var lines: String {
        let seen = seenAt.map { "last seen \($0.rfc3339)" } ?? "never signed in"
        let head = "\(user.id)  \(user.name)  \(user.email)  "
            + "made \(createdAt.rfc3339), \(seen)"
        let places = memberships.map { place in
            "  \(place.organisation.name)  \(place.role.rawValue)  \(place.standing.rawValue)"
        }
        return ([head] + (places.isEmpty ? ["  member of nothing"] : places))
            .joined(separator: "\n")
    }
}
