import Ledger
import Testing
import Wire

@testable import Commons

/// Texts that others read say something, in every command alike.
@Suite struct BlankTextTests {
    /// A space, what HTML, phones and word processors put in, and what has no shape.
    static let blanks = [
        " ", "\t\n", "\u{A0}", "\u{2003}", "\u{200B}", "\u{FEFF}", "\u{3000}", "\u{AD}", "\u{3164}",
        "\u{2800}", "\u{1}", "\u{E0020}", " \u{200B}\u{A0}\u{2003} ",
    ]

    /// Required texts that may be blank, each for its reason.
    static let free: Set<String> = [
        // What was handed out, given back as it was: another one is known by its own refusal.
        "auth.join /invitation", "auth.recover /recovery", "totp.confirm /code",
        "acknowledgement.open /token",
        "acknowledgement.confirm /token", "acknowledgement.answer /token",
        // One of a few words, or an id: each has a refusal of its own.
        "template.change /anchors/0/field", "template.change /anchors/0/place",
        "template.change /anchors/0/occurrence", "attestation.create /subject/kind",
        "attestation.create /subject/id",
    ]

    /// One text that a request carries.
    private struct Text {
        let steps: [String]
        let schema: JSONValue
        let isRequired: Bool

        var pointer: String { steps.map { "/" + $0 }.joined() }
        var pattern: String { schema["pattern"]?.string ?? "" }
        var saysSomething: Bool { schema["minLength"]?.integer ?? 0 > 0 }
    }

    /// Every text below the fields of an operation, in objects and lists too.
    private static func texts(of operation: AnyOperation) throws -> [Text] {
        let catalog = SchemaDecoder()
        let fields = operation.declaration.fields
        let properties = try operation.describe(catalog).properties(fields)
        let components = Dictionary(
            catalog.components.map { ($0.name, $0.schema) }, uniquingKeysWith: { $1 })
        var found: [Text] = []
        func walk(_ schema: JSONValue, _ steps: [String], _ isRequired: Bool) {
            if let reference = schema["$ref"]?.string {
                let name = String(reference.split(separator: "/").last ?? "")
                if let target = components[name] { walk(target, steps, isRequired) }
            } else if let choices = schema["anyOf"]?.array, schema["type"] == nil {
                for choice in choices { walk(choice, steps, isRequired) }
            } else if schema["type"]?.string == "string", schema["enum"] == nil {
                found.append(Text(steps: steps, schema: schema, isRequired: isRequired))
            } else if let items = schema["items"] {
                walk(items, steps + ["0"], isRequired)
            } else {
                let required = Set((schema["required"]?.array ?? []).compactMap(\.string))
                for (name, part) in schema["properties"]?.members ?? [] {
                    walk(part, steps + [name], isRequired && required.contains(name))
                }
            }
        }
        let parameters = Set(operation.declaration.route.parameters)
        for property in properties where !parameters.contains(property.name) {
            walk(property.schema, [property.name], property.isRequired)
        }
        return found
    }

    /// As long as the field's least, so that it is no fault that it is short.
    private static func lengthened(_ blank: String, to least: Int) -> String {
        guard least > 1 else { return blank }
        let long = String(repeating: blank, count: least)
        return String(String.UnicodeScalarView(long.unicodeScalars.prefix(least)))
    }

    /// Nothing but one text, in objects and lists as deep as it lies.
    private static func body(_ steps: ArraySlice<String>, _ text: String) -> JSONValue {
        guard let step = steps.first else { return .string(text) }
        let inner = body(steps.dropFirst(), text)
        return step == "0" ? .array([inner, inner]) : .object([(step, inner)])
    }

    private static let operations = Operations.all.filter { $0.kind != .query }
    /// What a text without a form of its own keeps to.
    private static let plain: Set<String> = {
        let catalog = SchemaDecoder()
        struct Forms: Codable, Sendable {
            let any: String, words: String, line: String, name: String, secret: String
        }
        let node = try? catalog.properties(
            of: Forms.self,
            fields: [
                "words": FieldNote("", minimumLength: 1),
                "line": FieldNote("", maximumLength: 40),
                "name": FieldNote("", minimumLength: 1, maximumLength: 40),
                "secret": FieldNote("", maximumLength: 40, isSecret: true),
            ])
        return Set((node ?? []).compactMap { $0.schema["pattern"]?.string })
    }()

    @Test func `Every text that cannot be empty cannot be blank either`() async throws {
        try await CommandHouse.with { house in
            let board = try CommandSignInTests.board(house)
            var tried: Set<String> = []
            for operation in Self.operations {
                for text in try Self.texts(of: operation) where text.saysSomething {
                    let secret = text.steps.last?.contains("password") == true
                    let least = Int(text.schema["minLength"]?.integer ?? 1)
                    for one in Self.blanks {
                        let blank = Self.lengthened(one, to: least)
                        let said = await Self.faults(
                            of: operation, Self.body(text.steps[...], blank), on: board)
                        let name = operation.declaration.name + " " + text.pointer
                        #expect(
                            said.contains(text.pointer) != secret,
                            "\(name) \(blank.debugDescription)")
                    }
                    tried.insert(operation.declaration.name + " " + text.pointer)
                }
            }
            #expect(
                tried.isSuperset(of: [
                    "auth.register /organisation/name", "party.create /name", "party.update /name",
                    "invoice.create /lines/0/description", "bill.update /lines/0/description",
                    "invoice.void /reason", "bill.void /reason", "payment.void /reason",
                    "journal.reverse /reason", "journal.post /description",
                    "invoice.credit /reason",
                    "attestation.revoke /reason", "paper.reject /reason",
                    "approval.reject /reason",
                    "job.discard /reason", "member.add /name", "auth.login /password",
                ]), "\(tried.sorted())")
        }
    }

    /// The fields that a request is told are blank.
    private static func faults(
        of operation: AnyOperation, _ body: JSONValue, on board: Switchboard
    ) async -> Set<String> {
        let access = operation.declaration.access
        let role: Role = if case .action(let action) = access { action.roles.first ?? .owner }
            else { .owner }
        let actor = Actor(user: ID(1), organisation: ID(0x1111), role: role)
        do {
            let origin = Origin(requestID: "test")
            _ = try await operation.run(
                OperationRequest(actor: actor, body: body, origin: origin), board)
        } catch let invalid as InvalidRequest {
            return Set(
                invalid.faults.filter { $0.detail == "must not be blank" }.map { fault in
                    switch fault.place {
                    case .body(let pointer): pointer
                    case .parameter(let name): "?" + name
                    }
                })
        } catch {}
        return []
    }

    @Test func `A required text without a form of its own must say something`() throws {
        var silent: Set<String> = []
        for operation in Self.operations {
            for text in try Self.texts(of: operation)
            where text.isRequired && !text.saysSomething && Self.plain.contains(text.pattern) {
                silent.insert(operation.declaration.name + " " + text.pointer)
            }
        }
        #expect(silent.subtracting(Self.free) == [], "give it a minimum, or a reason here")
        #expect(Self.free.subtracting(silent) == [])
    }

    @Test func `The document of the API knows the same blanks as the product`() {
        var told: Set<UInt32> = []
        for range in Unicode.Scalar.blankRanges {
            told.formUnion(range.lowerBound.value...range.upperBound.value)
        }
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            if scalar.isBlank != told.contains(value) {
                Issue.record("U+\(String(value, radix: 16))")
            }
        }
    }

    @Test func `A password may be blanks, and words in any script are words`() throws {
        let rules = FieldRules([
            "secret": FieldNote("", minimumLength: 1, isSecret: true),
            "words": FieldNote("", minimumLength: 1),
        ])
        try rules.child("secret").check("          ")
        for word in ["a", "é", "لا", "否", "𞤀", "🙂", "\u{200B}x", ".", "0"] {
            try rules.child("words").check(word)
        }
        let fault = #expect(throws: LeafFault.self) { try rules.child("words").check("") }
        #expect(fault?.detail == "must not be empty")
    }
}
