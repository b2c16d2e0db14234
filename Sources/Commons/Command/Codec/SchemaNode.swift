import Wire

/// Answers a type's decoding with placeholders and keeps what it asked for.
final class SchemaNode: Decoder, LeafDecoding {
    enum Shape {
        case object
        case list(JSONValue)
        case single(JSONValue)
    }

    let catalog: SchemaDecoder
    let rules: FieldRules
    let isMap: Bool
    var shape = Shape.object
    private(set) var properties: [SchemaProperty] = []

    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    init(catalog: SchemaDecoder, rules: FieldRules, isMap: Bool) {
        self.catalog = catalog
        self.rules = rules
        self.isMap = isMap
    }

    var objectSchema: JSONValue {
        var members: [(String, JSONValue)] = [
            ("type", .string("object")),
            ("properties", .object(properties.map { ($0.name, $0.schema) })),
        ]
        let required = properties.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { members.append(("required", .array(required))) }
        members.append(("additionalProperties", .bool(false)))
        return .object(members)
    }

    func add(_ key: any CodingKey, _ schema: JSONValue, isRequired: Bool) {
        guard !isMap else { return }
        let name = SnakeCase.of(key.stringValue)
        guard !properties.contains(where: { $0.name == name }) else { return }
        properties.append(
            SchemaProperty(
                name: name, schema: schema, isRequired: isRequired,
                meaning: rules.child(name).note?.meaning))
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(SchemaKeyedContainer<Key>(node: self))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer {
        shape = .list(.object([]))
        return SchemaListContainer(node: self)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        SchemaSingleContainer(node: self)
    }

    func leaf<Leaf: WireLeaf>(_ type: Leaf.Type) -> Leaf {
        shape = .single(Leaf.schema)
        return Leaf.placeholder
    }
}

struct SchemaKeyedContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let node: SchemaNode
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { false }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        let rules = node.rules.child(SnakeCase.of(key.stringValue))
        let (value, schema) = try node.catalog.derive(type, rules)
        node.add(key, schema, isRequired: true)
        return value
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        if let reference = node.catalog.referenceIfOpen(type) {
            node.add(key, reference, isRequired: false)
            return nil
        }
        let rules = node.rules.child(SnakeCase.of(key.stringValue))
        let (value, schema) = try node.catalog.derive(type, rules)
        node.add(key, node.catalog.optional(schema), isRequired: false)
        return value
    }

    // The library's own versions for these types do not reach the generic one above.
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        try optional(type, key)
    }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        try optional(type, key)
    }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        try optional(type, key)
    }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        try optional(type, key)
    }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
        try optional(type, key)
    }

    private func optional<Leaf: WireLeaf>(_ type: Leaf.Type, _ key: Key) throws -> Leaf? {
        let rules = node.rules.child(SnakeCase.of(key.stringValue))
        let (value, schema) = try node.catalog.derive(type, rules)
        node.add(key, node.catalog.optional(schema), isRequired: false)
        return value
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        child(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        child(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { node }
    func superDecoder(forKey key: Key) throws -> any Decoder { child(key) }

    private func child(_ key: Key) -> SchemaNode {
        let name = SnakeCase.of(key.stringValue)
        node.add(key, .object([]), isRequired: true)
        return SchemaNode(catalog: node.catalog, rules: node.rules.child(name), isMap: false)
    }
}

/// A list with one item, so that the item's type shows itself.
struct SchemaListContainer: UnkeyedDecodingContainer {
    let node: SchemaNode
    var codingPath: [any CodingKey] { [] }
    var count: Int? { 1 }
    private(set) var currentIndex = 0
    var isAtEnd: Bool { currentIndex > 0 }

    init(node: SchemaNode) { self.node = node }

    mutating func decodeNil() -> Bool { false }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        currentIndex += 1
        // The list's own note is said on the list; limits of texts hold for each item.
        let (value, schema) = try node.catalog.derive(type, node.rules.forItems)
        node.shape = .list(schema)
        return value
    }

    mutating func nestedContainer<Key: CodingKey>(
        keyedBy type: Key.Type
    ) throws -> KeyedDecodingContainer<Key> {
        currentIndex += 1
        return SchemaNode(catalog: node.catalog, rules: node.rules, isMap: false)
            .container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        currentIndex += 1
        return SchemaNode(catalog: node.catalog, rules: node.rules, isMap: false)
            .unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { node }
}

struct SchemaSingleContainer: SingleValueDecodingContainer {
    let node: SchemaNode
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let (value, schema) = try node.catalog.derive(type, node.rules)
        node.shape = .single(schema)
        return value
    }
}

extension SchemaDecoder {
    /// In a request an optional field may also be null; a reply leaves it out.
    func optional(_ schema: JSONValue) -> JSONValue {
        guard direction == .request else { return schema }
        return .object([("anyOf", .array([schema, .object([("type", .string("null"))])]))])
    }
}

extension FieldRules {
    var forItems: FieldRules {
        guard let note else { return self }
        let lengths = FieldNote(
            "", minimumLength: note.minimumLength, maximumLength: note.maximumLength,
            range: note.range, isSecret: note.isSecret)
        return FieldRules(note: lengths, children: children)
    }
}
