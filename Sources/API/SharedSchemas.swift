import Commons
import Wire

/// The schemas that every document has.
enum SharedSchemas {
    static let all: [(String, JSONValue)] = WireSchemas.shared + [("Problem", problem)]

    private static let text = JSONValue.object([("type", .string("string"))])

    private static let whole = JSONValue.object([("type", .string("integer"))])

    private static let problem = JSONValue.object([
        ("type", .string("object")),
        ("properties", .object([
            ("type", text), ("title", text),
            ("status", .object([("type", .string("integer"))])), ("detail", text),
            ("code", .object([
                ("type", .string("string")),
                ("enum", .array(RefusalCode.all.map { .string($0.name) })),
            ])),
            ("request_id", text),
            ("errors", .object([
                ("type", .string("array")),
                ("items", .object([
                    ("type", .string("object")),
                    ("properties", .object([
                        ("pointer", text), ("parameter", text), ("detail", text), ("code", text),
                        ("least", whole), ("most", whole),
                        ("facts", .object([
                            ("type", .string("object")),
                            ("additionalProperties", .object([
                                ("type", .array([.string("string"), .string("integer")])),
                            ])),
                        ])),
                    ])),
                    ("required", .array([.string("detail")])),
                ])),
            ])),
        ])),
        ("required", .array(
            ["type", "title", "status", "detail", "code", "request_id"].map { .string($0) })),
    ])
}
