import Ledger
import Testing

@testable import Commons

private struct Nobody: Command {
    static let declaration = Declaration(
        "bad.nobody", "No role.", .post("/api/bad"), access: .action(Action("bad", [])))
    func perform(in work: any Work) throws -> Done { Done() }
}

private struct Open: Command {
    static let declaration = Declaration(
        "bad.open", "Anyone.", .post("/api/bad"), access: .everyone)
    func perform(in work: any Work) throws -> Done { Done() }
}

private struct LostParameter: Command {
    static let declaration = Declaration(
        "bad.lost", "No such property.", .post("/api/bad/:id"), access: .signedIn)
    func perform(in work: any Work) throws -> Done { Done() }
}

private struct LostNote: Command {
    static let declaration = Declaration(
        "bad.note", "No such property.", .post("/api/bad"), access: .signedIn,
        fields: ["colour": FieldNote("none")])
    func perform(in work: any Work) throws -> Done { Done() }
}

private struct SecretCode: Command {
    static let declaration = Declaration(
        "bad.code", "Unlisted refusal.", .post("/api/bad"), access: .signedIn,
        refusals: [RefusalCode("unlisted", 409, "Unlisted")])
    func perform(in work: any Work) throws -> Done { Done() }
}

private struct Elsewhere: Query {
    static let declaration = Declaration(
        "bad.path", "Not below /api.", .get("/bad"), access: .signedIn)
    func answer(in view: View) throws -> Done { Done() }
}

@Suite struct CommandRegistryTests {
    @Test func `Every operation of the product stands`() throws {
        let registry = try CommandRegistry(Operations.all)
        #expect(registry.operations.count >= 20)
    }

    @Test(arguments: [
        .command(Nobody.self), .command(Open.self), .command(LostParameter.self),
        .command(LostNote.self), .command(SecretCode.self), .query(Elsewhere.self),
    ] as [AnyOperation])
    func `A declaration without a sound rule cannot start`(operation: AnyOperation) {
        let fault = #expect(throws: RegistryFault.self) { try CommandRegistry([operation]) }
        #expect(fault?.operation == operation.declaration.name)
    }

    @Test func `Two operations cannot share a name or a route`() {
        #expect(throws: RegistryFault.self) {
            try CommandRegistry([.command(KeepNote.self), .command(KeepNote.self)])
        }
    }

    @Test func `Refusal codes are unique and have a status of their kind`() {
        let codes = RefusalCode.all
        #expect(Set(codes.map(\.name)).count == codes.count)
        for code in codes { #expect(400...599 ~= code.status, "\(code.name)") }
    }
}
