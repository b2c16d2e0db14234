import Wire

struct WireKeyedContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let fields: WireFields
    var codingPath: [any CodingKey] { [] }

    /// Only dictionaries ask: their keys are the members as they stand.
    var allKeys: [Key] { fields.members.compactMap { Key(stringValue: $0.0) } }

    private func name(_ key: Key) -> String {
        fields.node.isMap ? key.stringValue : fields.node.state.names.of(key.stringValue)
    }

    func contains(_ key: Key) -> Bool { fields.input(name(key)) != nil }
    func decodeNil(forKey key: Key) throws -> Bool { !fields.isPresent(name(key)) }

    // The commonest leaves, without the search for what kind of type they are.
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { fields.leaf(type, name(key)) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        fields.leaf(type, name(key))
    }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { fields.leaf(type, name(key)) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
        fields.leaf(type, name(key))
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try fields.value(type, name(key))
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        fields.leafIfPresent(type, name(key))
    }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        fields.leafIfPresent(type, name(key))
    }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        fields.leafIfPresent(type, name(key))
    }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
        fields.leafIfPresent(type, name(key))
    }
    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        try fields.valueIfPresent(type, name(key))
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try child(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try child(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { fields.node }
    func superDecoder(forKey key: Key) throws -> any Decoder { child(key) }

    private func child(_ key: Key) -> WireNode {
        let name = name(key)
        let value: JSONValue =
            if case .json(let json)? = fields.input(name) { json } else { .null }
        return fields.node.child(value, at: name, rules: fields.node.rules.child(name))
    }
}

struct WireListContainer: UnkeyedDecodingContainer {
    let node: WireNode
    let items: [JSONValue]
    private(set) var currentIndex = 0

    init(node: WireNode, items: [JSONValue]) {
        self.node = node
        self.items = items
    }

    var codingPath: [any CodingKey] { [] }
    var count: Int? { items.count }
    var isAtEnd: Bool { currentIndex >= items.count }

    private mutating func next() throws -> WireNode {
        guard !isAtEnd else { throw LeafFault("has too few items") }
        let step = currentIndex.description
        currentIndex += 1
        return node.child(items[currentIndex - 1], at: step, rules: node.rules)
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, case .null = items[currentIndex] else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        try next().decodeNested(type)
    }

    mutating func nestedContainer<Key: CodingKey>(
        keyedBy type: Key.Type
    ) throws -> KeyedDecodingContainer<Key> {
        try next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next().unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { try next() }
}

struct WireSingleContainer: SingleValueDecodingContainer {
    let node: WireNode
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool {
        guard let value = node.value else { return true }
        if case .null = value { return true }
        return false
    }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        if let leafType = type as? any WireLeaf.Type {
            func open<Leaf: WireLeaf>(_ leafType: Leaf.Type) throws -> T? {
                try node.leaf(leafType) as? T
            }
            if let leaf = try open(leafType) { return leaf }
        }
        return try T(from: node)
    }
}
