import Wire

/// Derives JSON Schemas (2020-12) from `Codable` types by decoding placeholders and watching what
/// each type asks for. Optional properties are not required. Named types become components.
public final class SchemaDecoder {
    public enum Direction: Sendable { case request, reply }

    /// Component schemas by name, in the order in which they were met.
    public private(set) var components: [(name: String, schema: JSONValue)] = []
    /// Types whose schema is being derived: a type within itself is a reference.
    private var open: [ObjectIdentifier: String] = [:]
    private(set) var direction = Direction.reply

    public init() {}

    /// The schema of a type: a `$ref` into the components for objects.
    public func schema<T: Decodable>(
        of type: T.Type, direction: Direction, fields: [String: FieldNote] = [:]
    ) throws -> JSONValue {
        self.direction = direction
        return try derive(type, FieldRules(fields)).schema
    }

    /// Properties of a request type with their schemas, for path and query parameters.
    public func properties<T: Decodable>(
        of type: T.Type, fields: [String: FieldNote]
    ) throws -> [SchemaProperty] {
        direction = .request
        let node = SchemaNode(catalog: self, rules: FieldRules(fields), isMap: false)
        _ = try T(from: node)
        return node.properties
    }

    /// Some valid value of the type.
    static func placeholder<T: Decodable>(_ type: T.Type) throws -> T {
        try SchemaDecoder().derive(type, .none).value
    }

    func derive<T: Decodable>(
        _ type: T.Type, _ rules: FieldRules
    ) throws -> (value: T, schema: JSONValue) {
        if let leafType = type as? any WireLeaf.Type {
            func leaf<Leaf: WireLeaf>(_ leafType: Leaf.Type) -> T? { leafType.placeholder as? T }
            if let value = leaf(leafType) {
                guard type == String.self else { return (value, rules.annotate(leafType.schema)) }
                // A text that is sent is limited; one that is answered is as long as it is.
                let most = direction == .request ? FieldRules.defaultMaximumLength : nil
                return (value, rules.annotateText(leafType.schema, atMost: most))
            }
        }
        if let texts = WireChoice.texts(of: type), let first = WireChoice.firstCase(of: type) {
            let schema = JSONValue.object([
                ("type", .string("string")), ("enum", .array(texts.map { .string($0) })),
            ])
            return (first, rules.annotate(schema))
        }
        return try deriveParts(of: type, rules)
    }

    private func deriveParts<T: Decodable>(
        of type: T.Type, _ rules: FieldRules
    ) throws -> (value: T, schema: JSONValue) {
        let name = Self.name(of: type)
        open[ObjectIdentifier(type)] = name
        defer { open[ObjectIdentifier(type)] = nil }
        let map = type as? any WireMap.Type
        let node = SchemaNode(catalog: self, rules: rules, isMap: map != nil)
        let value = try T(from: node)
        if let map {
            let content = try derive(map.valueType, rules).schema
            return (value, .object([
                ("type", .string("object")), ("additionalProperties", content),
            ]))
        }
        switch node.shape {
        case .list(let items): return (value, rules.annotateList(items))
        case .single(let schema): return (value, rules.annotate(schema))
        case .object: break
        }
        let schema = node.objectSchema
        return (value, Self.reference(to: add(name, schema)))
    }

    func referenceIfOpen(_ type: Any.Type) -> JSONValue? {
        open[ObjectIdentifier(type)].map(Self.reference)
    }

    /// Two types may share a name, and one type may read other in a request than in a reply.
    private func add(_ name: String, _ schema: JSONValue) -> String {
        let suffixes = ["", direction == .request ? "Input" : "Reply"] + (2...99).map(String.init)
        for suffix in suffixes {
            let candidate = name + suffix
            guard let known = components.first(where: { $0.name == candidate }) else {
                components.append((candidate, schema))
                return candidate
            }
            if known.schema == schema { return candidate }
        }
        return name
    }

    private static func reference(to name: String) -> JSONValue {
        .object([("$ref", .string("#/components/schemas/" + name))])
    }

    /// `Commons.PostInvoice.Line` is `PostInvoiceLine`; `Commons.Page<Commons.Job>` is `PageJob`.
    static func name(of type: Any.Type) -> String {
        var name = ""
        for part in String(reflecting: type).split(whereSeparator: { "<>, ".contains($0) }) {
            let words = part.split(separator: ".").drop { $0 == "Commons" || $0 == "Ledger" }
            name += words.joined()
        }
        return name
    }
}

public struct SchemaProperty: Sendable {
    public let name: String
    public let schema: JSONValue
    public let isRequired: Bool
    public let meaning: String?
}

extension FieldRules {
    /// The form of a text: what it may not hold, and at least one character that shows something
    /// where it must say something.
    private var textPattern: String {
        let refused =
            note?.isSecret == true
            ? "\\u0000"
            : hasLines ? Unicode.Scalar.controlsInLines : Unicode.Scalar.controlsInLine
        return note?.saysSomething == true
            ? "^[^\(refused)]*[^\(Unicode.Scalar.blankClass)][^\(refused)]*$" : "^[^\(refused)]*$"
    }

    /// - Parameter most: the most characters where the declaration gives no number.
    func annotateText(_ schema: JSONValue, atMost most: Int?) -> JSONValue {
        var limits = [("pattern", JSONValue.string(note?.pattern ?? textPattern))]
        if let least = note?.minimumLength {
            limits.append(("minLength", .integer(Int64(least))))
        }
        if let most = note?.maximumLength ?? most {
            limits.append(("maxLength", .integer(Int64(most))))
        }
        return annotate(schema, limits)
    }

    func annotate(_ schema: JSONValue, _ limits: [(String, JSONValue)] = []) -> JSONValue {
        guard case .object(var members) = schema else { return schema }
        if let meaning = note?.meaning, !meaning.isEmpty {
            members.append(("description", .string(meaning)))
        }
        members += limits
        if let range = note?.range {
            members.append(("minimum", .integer(range.lowerBound)))
            members.append(("maximum", .integer(range.upperBound)))
        }
        return .object(members)
    }

    func annotateList(_ items: JSONValue) -> JSONValue {
        var members: [(String, JSONValue)] = [("type", .string("array")), ("items", items)]
        if let meaning = note?.meaning, !meaning.isEmpty {
            members.append(("description", .string(meaning)))
        }
        if let range = note?.items {
            members.append(("minItems", .integer(Int64(range.lowerBound))))
            members.append(("maxItems", .integer(Int64(range.upperBound))))
        }
        return .object(members)
    }
}
