import Wire

/// Reads a request: a JSON body with path and query parameters beside it, into one `Decodable`
/// value. Strict: what the type does not know is refused, and so is a key given twice. Every fault
/// of the request is collected, each with its place, before anything is thrown.
public struct WireDecoder: Sendable {
    let rules: FieldRules

    public init(_ fields: [String: FieldNote] = [:]) { rules = FieldRules(fields) }

    private init(rules: FieldRules) { self.rules = rules }

    /// Reads back what the system has written itself. A request's bounds do not hold for that: a
    /// paper may have more words, and an electronic invoice longer names, than a request may send.
    public static let stored = WireDecoder(rules: .stored)

    /// - Parameters:
    ///   - body: an object, or nil when the request has no body.
    ///   - parameters: path and query parameters by wire name.
    /// - Throws: `InvalidRequest` with every fault found.
    public func decode<T: Decodable>(
        _ type: T.Type, body: JSONValue?, parameters: [(name: String, value: String)] = []
    ) throws -> T {
        let state = DecodingState()
        let node = WireNode(
            value: body, parameters: parameters, state: state, rules: rules, parent: nil)
        let value = try node.decodeNested(type)
        guard state.faults.isEmpty else { throw InvalidRequest(state.faults) }
        return value
    }

    /// From the text of a body.
    public func decode<T: Decodable>(_ type: T.Type, from bytes: [UInt8]) throws -> T {
        let body: JSONValue
        do {
            body = try JSONValue.parse(bytes)
        } catch {
            throw InvalidRequest([FieldFault(.body(""), error.message)])
        }
        return try decode(type, body: body)
    }
}

/// What one decoding has found so far.
final class DecodingState {
    /// A body of a thousand bad items is answered with the first of their faults.
    static let mostFaults = 50

    private(set) var faults: [FieldFault] = []
    var names = SnakeNames()

    func add(_ place: FieldFault.Place, _ detail: String, _ code: FaultCode? = nil) {
        guard faults.count < Self.mostFaults else { return }
        faults.append(FieldFault(place, detail, code))
    }

    func relabel(from start: Int, _ change: (FieldFault) -> FieldFault) {
        for index in start..<faults.count { faults[index] = change(faults[index]) }
    }
}

/// One object, list or leaf of the request while it is being decoded.
final class WireNode: Decoder, LeafDecoding {
    let value: JSONValue?
    let parameters: [(name: String, value: String)]
    let state: DecodingState
    let rules: FieldRules
    private let parent: (node: WireNode, step: String)?
    /// A dictionary: its keys are content, not names of properties, so their case is kept.
    private(set) var isMap = false
    /// The container that the type asked for; it knows what nobody asked for. It holds this node,
    /// so it is kept only while the type decodes itself.
    private var fields: WireFields?
    private var isDecoding = false

    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    init(
        value: JSONValue?, parameters: [(name: String, value: String)], state: DecodingState,
        rules: FieldRules, parent: (node: WireNode, step: String)?
    ) {
        self.value = value
        self.parameters = parameters
        self.state = state
        self.rules = rules
        self.parent = parent
    }

    var isRoot: Bool { parent == nil }

    var pointer: String {
        guard let parent else { return "" }
        return parent.node.pointer + "/" + Self.escaped(parent.step)
    }

    private static func escaped(_ step: String) -> String {
        guard step.utf8.contains(where: { $0 == 0x7E || $0 == 0x2F }) else { return step }
        return step.reduce(into: "") { text, character in
            switch character {
            case "~": text += "~0"
            case "/": text += "~1"
            default: text.append(character)
            }
        }
    }

    func fault(
        _ detail: String, at step: String? = nil, below rest: String = "", _ code: FaultCode? = nil
    ) {
        let own = step.map { pointer + "/" + Self.escaped($0) } ?? pointer
        state.add(.body(own + rest), detail, code)
    }

    /// Decodes a type from this whole node; a fault leaves a placeholder in its stead.
    func decodeNested<T: Decodable>(_ type: T.Type) throws -> T {
        if let leafType = type as? any WireLeaf.Type {
            func open<Leaf: WireLeaf>(_ leafType: Leaf.Type) throws -> T? {
                try leaf(leafType) as? T
            }
            if let value = try open(leafType) { return value }
        }
        return try decodeParts(of: type)
    }

    private func decodeParts<T: Decodable>(of type: T.Type) throws -> T {
        do {
            isMap = type is any WireMap.Type
            isDecoding = true
            defer {
                isDecoding = false
                fields = nil
            }
            let result = try T(from: self)
            fields?.reportUnknown()
            return result
        } catch is AbandonedNode {
            return try filler(type)
        } catch let error as LeafFault {
            fault(error.detail, below: error.pointer, error.code)
            return try filler(type)
        } catch let error as DecodingError {
            fault(
                Self.detail(of: error, for: type),
                WireChoice.texts(of: type) == nil ? nil : .notAChoice)
            return try filler(type)
        }
    }

    /// A stand-in of the type; a type without one ends the decoding with what was found.
    func filler<T: Decodable>(_ type: T.Type) throws -> T {
        do {
            return try SchemaDecoder.placeholder(type)
        } catch {
            throw InvalidRequest(state.faults)
        }
    }

    private static func detail<T>(of error: DecodingError, for type: T.Type) -> String {
        if let cases = WireChoice.texts(of: type) {
            return "must be one of " + cases.joined(separator: ", ")
        }
        switch error {
        case .dataCorrupted(let context): return context.debugDescription
        default: return "is not valid"
        }
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        var members: [(String, JSONValue)] = []
        switch value {
        case .object(let found): members = found
        case nil where isRoot: break
        default:
            fault("must be an object")
            throw AbandonedNode()
        }
        let fields = WireFields(node: self, members: members)
        if isDecoding { self.fields = fields }
        return KeyedDecodingContainer(WireKeyedContainer<Key>(fields: fields))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let items) = value else {
            fault("must be a list")
            throw AbandonedNode()
        }
        try rules.checkItems(items.count)
        return WireListContainer(node: self, items: items)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        WireSingleContainer(node: self)
    }

    func leaf<Leaf: WireLeaf>(_ type: Leaf.Type) throws -> Leaf {
        do {
            return try Leaf.readChecked(.json(value ?? .null), rules)
        } catch {
            fault(error.detail, below: error.pointer, error.code)
            return Leaf.placeholder
        }
    }

    func child(_ value: JSONValue, at step: String, rules: FieldRules) -> WireNode {
        WireNode(value: value, parameters: [], state: state, rules: rules, parent: (self, step))
    }
}

/// The node could not be decoded and its fault is noted already.
struct AbandonedNode: Error {}

extension WireLeaf {
    static func readChecked(_ input: WireInput, _ rules: FieldRules) throws(LeafFault) -> Self {
        let value = try read(input)
        if let text = value as? String {
            try rules.check(text)
        } else if let number = value as? Int64 {
            try rules.check(number)
        } else if let number = value as? Int {
            try rules.check(Int64(number))
        }
        return value
    }
}
