import Wire

/// Writes `Encodable` values as compact JSON with snake_case names, straight into bytes. Absent
/// optional properties are left out.
///
/// Containers are written in the order in which they are asked for: a type that encodes by hand
/// finishes a nested container before it goes on with the outer one, as generated code does.
public enum WireEncoder {
    public static func encode<T: Encodable>(_ value: T) throws -> [UInt8] {
        let state = EncodingState()
        try state.write(value)
        return state.writer.bytes
    }

    public static func value<T: Encodable>(_ value: T) throws -> JSONValue {
        try JSONValue.parse(try encode(value))
    }
}

/// The open containers of one encoding.
final class EncodingState {
    fileprivate enum Open { case object, list }

    var writer = JSONWriter(reservingCapacity: 512)
    var names = SnakeNames()
    private var open: [Open] = []

    var depth: Int { open.count }

    fileprivate func begin(_ container: Open) -> Int {
        switch container {
        case .object: writer.beginObject()
        case .list: writer.beginArray()
        }
        open.append(container)
        return open.count
    }

    /// Ends whatever is open deeper than `depth`.
    func close(to depth: Int) {
        while open.count > depth {
            switch open.removeLast() {
            case .object: writer.endObject()
            case .list: writer.endArray()
            }
        }
    }

    func write<T: Encodable>(_ value: T) throws {
        if let writable = value as? any WireWritable {
            writable.write(to: &writer)
            return
        }
        let before = open.count
        let encoder = WireValueEncoder(state: self, isMap: value is any WireMap)
        try value.encode(to: encoder)
        // A type without any property asks for no container; it is an empty object.
        if !encoder.hasBegun { _ = begin(.object) }
        close(to: before)
    }
}

final class WireValueEncoder: Encoder, LeafEncoding {
    let state: EncodingState
    let isMap: Bool
    private(set) var hasBegun = false
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]
    private var depth = 0

    init(state: EncodingState, isMap: Bool = false) {
        self.state = state
        self.isMap = isMap
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        begin(.object)
        return KeyedEncodingContainer(
            WireKeyedEncoding<Key>(state: state, depth: depth, isMap: isMap))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        begin(.list)
        return WireListEncoding(state: state, depth: depth)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        hasBegun = true
        return WireSingleEncoding(state: state)
    }

    func write(_ value: some WireWritable) {
        hasBegun = true
        value.write(to: &state.writer)
    }

    /// Asking again for a container of the same value goes on with the first.
    private func begin(_ container: EncodingState.Open) {
        guard !hasBegun else { return }
        hasBegun = true
        depth = state.begin(container)
    }
}

struct WireKeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let state: EncodingState
    let depth: Int
    let isMap: Bool
    var codingPath: [any CodingKey] { [] }

    private func name(_ key: Key) {
        state.close(to: depth)
        state.writer.key(named: isMap ? key.stringValue : state.names.of(key.stringValue))
    }

    func encodeNil(forKey key: Key) {
        name(key)
        state.writer.null()
    }

    // The commonest leaves, without the search for what kind of type they are.
    func encode(_ value: String, forKey key: Key) {
        name(key)
        state.writer.string(value)
    }

    func encode(_ value: Bool, forKey key: Key) {
        name(key)
        state.writer.bool(value)
    }

    func encode(_ value: Int, forKey key: Key) {
        name(key)
        state.writer.integer(Int64(value))
    }

    func encode(_ value: Int64, forKey key: Key) {
        name(key)
        state.writer.integer(value)
    }

    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        name(key)
        try state.write(value)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        name(key)
        return WireValueEncoder(state: state).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        name(key)
        return WireValueEncoder(state: state).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { WireValueEncoder(state: state) }

    func superEncoder(forKey key: Key) -> any Encoder {
        name(key)
        return WireValueEncoder(state: state)
    }
}

struct WireListEncoding: UnkeyedEncodingContainer {
    let state: EncodingState
    let depth: Int
    var codingPath: [any CodingKey] { [] }
    private(set) var count = 0

    init(state: EncodingState, depth: Int) {
        self.state = state
        self.depth = depth
    }

    private mutating func next() {
        state.close(to: depth)
        count += 1
    }

    mutating func encodeNil() {
        next()
        state.writer.null()
    }

    mutating func encode<T: Encodable>(_ value: T) throws {
        next()
        try state.write(value)
    }

    mutating func nestedContainer<Key: CodingKey>(
        keyedBy type: Key.Type
    ) -> KeyedEncodingContainer<Key> {
        next()
        return WireValueEncoder(state: state).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        next()
        return WireValueEncoder(state: state).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        next()
        return WireValueEncoder(state: state)
    }
}

struct WireSingleEncoding: SingleValueEncodingContainer {
    let state: EncodingState
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { state.writer.null() }
    func encode<T: Encodable>(_ value: T) throws { try state.write(value) }
}
