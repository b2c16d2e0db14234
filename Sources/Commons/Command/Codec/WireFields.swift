import Wire

/// The members of one object while a type asks for them by key.
final class WireFields {
    let node: WireNode
    let members: [(String, JSONValue)]
    private var asked: [Bool]
    private var askedParameters: [Bool]

    init(node: WireNode, members: [(String, JSONValue)]) {
        self.node = node
        self.members = members
        asked = Array(repeating: false, count: members.count)
        askedParameters = Array(repeating: false, count: node.parameters.count)
    }

    /// The input under a wire name. A path or query parameter wins: a body that says it again
    /// is told so as an unknown field.
    func input(_ name: String) -> WireInput? {
        for index in node.parameters.indices where node.parameters[index].name == name {
            askedParameters[index] = true
            return .text(node.parameters[index].value)
        }
        for index in members.indices where members[index].0 == name {
            asked[index] = true
            return .json(members[index].1)
        }
        return nil
    }

    func isPresent(_ name: String) -> Bool {
        guard let input = input(name) else { return false }
        return !input.isNull
    }

    func fault(
        _ detail: String, at name: String, below rest: String = "", _ code: FaultCode? = nil
    ) {
        if node.parameters.contains(where: { $0.name == name }) {
            node.state.add(.parameter(name), detail, code)
        } else {
            node.fault(detail, at: name, below: rest, code)
        }
    }

    func reportUnknown() {
        for index in members.indices where !asked[index] {
            node.fault("is not a field of this request", at: members[index].0)
        }
        for index in askedParameters.indices where !askedParameters[index] {
            node.state.add(
                .parameter(node.parameters[index].name), "is not a parameter of this request")
        }
    }

    func leaf<Leaf: WireLeaf>(_ type: Leaf.Type, _ name: String) -> Leaf {
        guard let input = required(name) else { return Leaf.placeholder }
        return read(type, input, name)
    }

    func leafIfPresent<Leaf: WireLeaf>(_ type: Leaf.Type, _ name: String) -> Leaf? {
        guard let input = input(name), !input.isNull else { return nil }
        return read(type, input, name)
    }

    func value<T: Decodable>(_ type: T.Type, _ name: String) throws -> T {
        guard let input = required(name) else { return try node.filler(type) }
        return try decode(type, input, name)
    }

    func valueIfPresent<T: Decodable>(_ type: T.Type, _ name: String) throws -> T? {
        guard let input = input(name), !input.isNull else { return nil }
        return try decode(type, input, name)
    }

    private func required(_ name: String) -> WireInput? {
        guard let input = input(name), !input.isNull else {
            fault("is required", at: name, .required)
            return nil
        }
        return input
    }

    private func read<Leaf: WireLeaf>(
        _ type: Leaf.Type, _ input: WireInput, _ name: String
    ) -> Leaf {
        do {
            return try Leaf.readChecked(input, node.rules.child(name))
        } catch {
            fault(error.detail, at: name, below: error.pointer, error.code)
            return Leaf.placeholder
        }
    }

    private func decode<T: Decodable>(
        _ type: T.Type, _ input: WireInput, _ name: String
    ) throws -> T {
        if let leafType = type as? any WireLeaf.Type {
            func open<Leaf: WireLeaf>(_ leafType: Leaf.Type) -> T? {
                read(leafType, input, name) as? T
            }
            if let leaf = open(leafType) { return leaf }
        }
        let before = node.state.faults.count
        let isParameter: Bool
        let json: JSONValue
        switch input {
        case .json(let value): (json, isParameter) = (value, false)
        case .text(let text): (json, isParameter) = (.string(text), true)
        }
        let child = node.child(json, at: name, rules: node.rules.child(name))
        let value = try child.decodeNested(type)
        if isParameter { node.state.blame(parameter: name, since: before) }
        return value
    }
}

extension DecodingState {
    /// Faults found below a parameter belong to the parameter, not to the body.
    func blame(parameter: String, since count: Int) {
        relabel(from: count) { FieldFault(.parameter(parameter), $0.detail, $0.code) }
    }
}
