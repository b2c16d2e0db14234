import ArgumentParser
import Commons
import Ledger
import Wire

struct ModelApprove: ModelVerb {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Ask a second person, or agree as the second person.",
        discussion: """
            Where a colleague has asked, it says who and why and does nothing: --agree carries it \
            out, commons models decline refuses it.
            """)

    @OptionGroup var options: ModelOptions
    @Argument(help: "Its id, or a part of its name.") var model: String
    @Option(help: "Why it is needed although it treats a group adversely, or nobody can say.")
    var reason: String?
    @Flag(help: "Agree to what a colleague asks.") var agree = false

    func validate() throws {
        guard agree, reason != nil else { return }
        throw ValidationError(
            "Who agrees, agrees to the reason of whoever asked: leave --reason out.")
    }

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let desk = try await options.desk(on: node)
        let found = try await desk.find(model)
        if agree {
            let approved = try await desk.agree(found)
            return try options.show(approved, "\(approved.name) is approved.", at: terminal)
        }
        switch try await desk.approve(found, reason: reason) {
        case .waits:
            try options.show(
                found, "\(found.name) waits for a second person, on the page Approvals or with "
                    + "commons models approve --agree.", at: terminal)
        case .already(let request):
            throw Refusal(.approvalWaiting, Self.sentence(request, found))
        }
    }

    private static func sentence(_ request: ListApprovals.Item, _ model: ModelRecord) -> String {
        let at = request.madeAt.rfc3339
        var said = "\(request.maker.name) asks for the approval of \(model.name) since \(at)."
        if let reason = request.payload["reason"]?.string { said += " Reason: \(reason)." }
        let unmet = request.matter?["unmet"]?.array?.compactMap(\.string) ?? []
        if !unmet.isEmpty { said += " Checks that are not met: \(unmet.joined(separator: ", "))." }
        return said + " Nothing was done: add --agree, or use commons models decline."
    }
}

struct ModelDecline: ModelVerb {
    static let configuration = CommandConfiguration(
        commandName: "decline", abstract: "Refuse a colleague's request to approve a model.")

    @OptionGroup var options: ModelOptions
    @Argument(help: "Its id, or a part of its name.") var model: String
    @Option(help: "Why, for whoever asked.") var reason: String

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let desk = try await options.desk(on: node)
        let found = try await desk.find(model)
        try await desk.decline(found, reason)
        try options.show(found, "The approval of \(found.name) is declined.", at: terminal)
    }
}
