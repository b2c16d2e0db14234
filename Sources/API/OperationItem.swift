import Commons
import Wire

/// One operation of the OpenAPI document.
enum OperationItem {
    static func json(of operation: AnyOperation, _ catalog: SchemaDecoder) throws -> JSONValue {
        let declaration = operation.declaration
        let schema = operation.describe(catalog)
        let reply = try schema.reply()
        let properties = try schema.properties(declaration.fields)
        let inPath = Set(declaration.route.parameters)
        var members = common(declaration)
        let isQuery = declaration.route.method == .get
        members.append(
            ("parameters", parameters(
                properties, inPath, takesQuery: isQuery, takesKey: operation.kind == .command)))
        let fields = properties.filter { !inPath.contains($0.name) }
        if !isQuery, !fields.isEmpty { members.append(("requestBody", body(fields))) }
        members.append(
            ("responses", responses(declaration, content: jsonContent(reply))))
        return .object(members)
    }

    static func json(of file: FileRoute, _ catalog: SchemaDecoder) throws -> JSONValue {
        let declaration = file.declaration
        let schema = file.describe(catalog)
        let reply = try schema.reply()
        let properties = try schema.properties(declaration.fields)
        var members = common(declaration)
        let isChange = declaration.route.method != .get
        members.append(
            ("parameters", parameters(
                properties, Set(declaration.route.parameters), takesQuery: true,
                takesKey: isChange)))
        if let takes = file.takes {
            members.append(
                ("requestBody", .object([
                    ("required", .bool(true)),
                    ("content", .object(takes.mediaTypes.map { ($0, .object([])) })),
                ])))
        }
        let content = file.gives.map { type in
            (type, type == "application/json" ? JSONValue.object([("schema", reply)])
                : .object([]))
        }
        members.append(("responses", responses(declaration, content: .object(content))))
        return .object(members)
    }

    private static func common(_ declaration: Declaration) -> [(String, JSONValue)] {
        let noun = declaration.name.split(separator: ".").first.map(String.init) ?? ""
        var members: [(String, JSONValue)] = [
            ("operationId", .string(declaration.name)),
            ("summary", .string(declaration.summary)),
            ("tags", .array([.string(noun)])),
        ]
        switch declaration.access {
        case .everyone: members.append(("security", .array([])))
        case .signedIn: members.append(("security", bearer))
        case .action(let action):
            members.append(("security", bearer))
            let roles = action.roles.map(\.rawValue).sorted()
            members.append(
                ("description", .string("For \(roles.joined(separator: ", ")) (\(action.name)).")))
            members.append(("x-roles", .array(roles.map { .string($0) })))
        }
        return members
    }

    private static let bearer = JSONValue.array([.object([("bearer", .array([]))])])

    private static func parameters(
        _ properties: [SchemaProperty], _ inPath: Set<String>, takesQuery: Bool, takesKey: Bool
    ) -> JSONValue {
        var list: [JSONValue] = []
        for property in properties {
            let isPath = inPath.contains(property.name)
            guard isPath || takesQuery else { continue }
            var members: [(String, JSONValue)] = [
                ("name", .string(property.name)), ("in", .string(isPath ? "path" : "query")),
                ("required", .bool(isPath || property.isRequired)),
                ("schema", withoutNull(property.schema)),
            ]
            if let meaning = property.meaning {
                members.append(("description", .string(meaning)))
            }
            list.append(.object(members))
        }
        if takesKey { list.append(idempotencyKey) }
        return .array(list)
    }

    /// A query's text is never null: an absent parameter is absent.
    private static func withoutNull(_ schema: JSONValue) -> JSONValue {
        schema["anyOf"]?[0] ?? schema
    }

    private static let idempotencyKey = JSONValue.object([
        ("name", .string("Idempotency-Key")), ("in", .string("header")),
        ("required", .bool(false)),
        ("schema", .object([
            ("type", .string("string")), ("minLength", .integer(1)),
            ("maxLength", .integer(255)), ("pattern", .string("^[!-~]+$")),
        ])),
        ("description", .string("Send the same key again to get the same answer, once done.")),
    ])

    private static func body(_ fields: [SchemaProperty]) -> JSONValue {
        let required = fields.filter(\.isRequired)
        var schema: [(String, JSONValue)] = [
            ("type", .string("object")),
            ("properties", .object(fields.map { ($0.name, $0.schema) })),
        ]
        if !required.isEmpty {
            schema.append(("required", .array(required.map { .string($0.name) })))
        }
        schema.append(("additionalProperties", .bool(false)))
        return .object([
            ("required", .bool(!required.isEmpty)),
            ("content", jsonContent(.object(schema))),
        ])
    }

    private static func jsonContent(_ schema: JSONValue) -> JSONValue {
        .object([("application/json", .object([("schema", schema)]))])
    }

    private static func responses(
        _ declaration: Declaration, content: JSONValue
    ) -> JSONValue {
        var success: [(String, JSONValue)] = [("description", .string("Done."))]
        if declaration.status != 204 { success.append(("content", content)) }
        var responses: [(String, JSONValue)] = [
            (String(declaration.status), .object(success))
        ]
        if declaration.approval != .none {
            responses.append(("202", .object([
                ("description", .string("A second person must agree first.")),
                ("content", jsonContent(
                    .object([("$ref", .string("#/components/schemas/PendingApproval"))]))),
            ])))
        }
        for status in statuses(of: declaration) {
            let codes = declaration.refusals.filter { $0.status == status }.map(\.name)
            let reference = JSONValue.string("#/components/responses/Problem")
            responses.append(
                (String(status), .object(
                    codes.isEmpty
                        ? [("$ref", reference)]
                        : [("$ref", reference), ("description", .string(
                            codes.joined(separator: ", ")))])))
        }
        return .object(responses)
    }

    private static func statuses(of declaration: Declaration) -> [Int] {
        var statuses: Set<Int> = [400, 404, 422, 429, 503]
        if declaration.access != .everyone { statuses.formUnion([401, 403]) }
        if declaration.route.method != .get { statuses.formUnion([403, 409, 413, 415]) }
        statuses.formUnion(declaration.refusals.map(\.status))
        return statuses.sorted()
    }
}
