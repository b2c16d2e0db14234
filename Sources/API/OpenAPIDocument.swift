import Commons
import Wire

/// The API as an OpenAPI 3.1 document, derived from the declarations alone.
public enum OpenAPIDocument {
    public static func make(_ registry: CommandRegistry) throws -> JSONValue {
        let catalog = SchemaDecoder()
        // What every command that awaits a second person may answer with.
        _ = try catalog.schema(of: PendingApproval.self, direction: .reply)
        var paths: [(path: String, items: [(String, JSONValue)])] = []
        func add(_ declaration: Declaration, _ item: JSONValue) {
            let path = template(declaration.route.path)
            let method = declaration.route.method.rawValue.lowercased()
            if let index = paths.firstIndex(where: { $0.path == path }) {
                paths[index].items.append((method, item))
            } else {
                paths.append((path, [(method, item)]))
            }
        }
        for operation in registry.operations {
            add(operation.declaration, try OperationItem.json(of: operation, catalog))
        }
        for file in registry.files {
            add(file.declaration, try OperationItem.json(of: file, catalog))
        }
        return .object([
            ("openapi", .string("3.1.0")), ("info", info),
            ("paths", .object(paths.map { ($0.path, .object($0.items)) })),
            ("components", .object([
                ("schemas", .object(
                    SharedSchemas.all + catalog.components.map { ($0.name, $0.schema) })),
                ("securitySchemes", .object([
                    ("bearer", .object([
                        ("type", .string("http")), ("scheme", .string("bearer")),
                        ("bearerFormat", .string("JWT")),
                    ]))
                ])),
                ("responses", .object([("Problem", problem)])),
            ])),
        ])
    }

    private static let info = JSONValue.object([
        ("title", .string("Commons Ledger")), ("version", .string("1")),
        ("description", .string(
            "Every change takes an Idempotency-Key; every error is problem+json (RFC 9457).")),
        ("license", .object([("name", .string("MIT")), ("identifier", .string("MIT"))])),
    ])

    private static let problem = JSONValue.object([
        ("description", .string("The request was refused.")),
        ("content", .object([
            ("application/problem+json", .object([
                ("schema", .object([("$ref", .string("#/components/schemas/Problem"))]))
            ]))
        ])),
    ])

    /// `/api/invoices/:id` as `/api/invoices/{id}`.
    static func template(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            segment.hasPrefix(":") ? "{\(segment.dropFirst())}" : String(segment)
        }.joined(separator: "/")
    }
}
