import Commons

/// Finds what answers a path. Literal segments win over parameters; nothing is guessed: a trailing
/// slash or an empty segment is another path.
struct RouteTable<Destination: Sendable>: Sendable {
    enum Match: Sendable {
        case found(Destination, parameters: [(name: String, value: String)])
        /// The path exists, with these methods.
        case otherMethods([String])
        case nothing
    }

    private struct Node: Sendable {
        var literals: [Substring: Int] = [:]
        var parameter: (name: String, node: Int)?
        var destinations: [(method: String, destination: Destination, names: [String])] = []
    }

    private var nodes: [Node] = [Node()]

    mutating func add(_ method: String, _ path: String, _ destination: Destination) {
        var node = 0
        var names: [String] = []
        for segment in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            if segment.hasPrefix(":") {
                names.append(String(segment.dropFirst()))
                node = parameterNode(of: node)
            } else {
                node = literalNode(Substring(String(segment)), of: node)
            }
        }
        nodes[node].destinations.append((method, destination, names))
    }

    private mutating func parameterNode(of node: Int) -> Int {
        if let next = nodes[node].parameter?.node { return next }
        nodes.append(Node())
        nodes[node].parameter = ("", nodes.count - 1)
        return nodes.count - 1
    }

    private mutating func literalNode(_ segment: Substring, of node: Int) -> Int {
        if let next = nodes[node].literals[segment] { return next }
        nodes.append(Node())
        nodes[node].literals[segment] = nodes.count - 1
        return nodes.count - 1
    }

    func match(_ method: String, _ path: String) -> Match {
        guard path.hasPrefix("/") else { return .nothing }
        let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        var values: [String] = []
        guard let node = find(segments[...], from: 0, &values) else { return .nothing }
        let destinations = nodes[node].destinations
        let wanted = method == "HEAD" ? "GET" : method
        guard let found = destinations.first(where: { $0.method == wanted }) else {
            return .otherMethods(Self.allowed(destinations.map(\.method)))
        }
        let parameters = zip(found.names, values).map { (name: $0.0, value: $0.1) }
        return .found(found.destination, parameters: parameters)
    }

    private static func allowed(_ methods: [String]) -> [String] {
        (methods + (methods.contains("GET") ? ["HEAD"] : [])).sorted()
    }

    private func find(
        _ segments: ArraySlice<Substring>, from node: Int, _ values: inout [String]
    ) -> Int? {
        guard let segment = segments.first else {
            return nodes[node].destinations.isEmpty ? nil : node
        }
        let rest = segments.dropFirst()
        if let next = nodes[node].literals[segment],
            let found = find(rest, from: next, &values)
        {
            return found
        }
        guard let next = nodes[node].parameter?.node, !segment.isEmpty,
            let value = PercentCoding.decode(segment)
        else { return nil }
        values.append(value)
        if let found = find(rest, from: next, &values) { return found }
        values.removeLast()
        return nil
    }
}

/// Percent-encoding of paths and queries (RFC 3986).
enum PercentCoding {
    /// Nil for a broken escape or bytes that are no UTF-8.
    static func decode(_ text: Substring, plusIsSpace: Bool = false) -> String? {
        let needsWork = text.utf8.contains { $0 == 0x25 || (plusIsSpace && $0 == 0x2B) }
        guard needsWork else { return String(text) }
        var bytes: [UInt8] = []
        var iterator = text.utf8.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case 0x25:
                guard let high = iterator.next().flatMap(digit),
                    let low = iterator.next().flatMap(digit)
                else { return nil }
                bytes.append(high << 4 | low)
            case 0x2B where plusIsSpace: bytes.append(0x20)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    /// The parameters of a query in their order; nil when one cannot be read.
    static func query(_ text: String) -> [(name: String, value: String)]? {
        var parameters: [(name: String, value: String)] = []
        for part in text.split(separator: "&") {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decode(sides[0], plusIsSpace: true),
                let value = decode(sides.count > 1 ? sides[1] : "", plusIsSpace: true)
            else { return nil }
            parameters.append((name, value))
        }
        return parameters
    }
}
