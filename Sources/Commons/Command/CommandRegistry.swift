import Wire

/// Every operation of the product. What is wrong with a declaration is found when the registry is
/// made, so that a route without a sound rule cannot start.
public struct CommandRegistry: Sendable {
    public let operations: [AnyOperation]
    private let byName: [String: AnyOperation]

    public init(_ operations: [AnyOperation]) throws(RegistryFault) {
        self.operations = operations
        var byName: [String: AnyOperation] = [:]
        var routes: Set<Route> = []
        for operation in operations {
            let declaration = operation.declaration
            guard byName.updateValue(operation, forKey: declaration.name) == nil else {
                throw RegistryFault(declaration.name, "another operation has this name")
            }
            guard routes.insert(declaration.route).inserted else {
                throw RegistryFault(declaration.name, "another operation has this route")
            }
            try Self.check(operation)
        }
        self.byName = byName
    }

    func operation(named name: String) -> AnyOperation? { byName[name] }

    private static func check(_ operation: AnyOperation) throws(RegistryFault) {
        let declaration = operation.declaration
        let name = declaration.name
        try checkAccess(operation)
        guard operation.kind != .query || declaration.route.method == .get else {
            throw RegistryFault(name, "a query is asked with GET")
        }
        guard operation.kind == .query || declaration.route.method != .get else {
            throw RegistryFault(name, "GET changes nothing")
        }
        guard declaration.route.path.hasPrefix("/api/") else {
            throw RegistryFault(name, "its path does not begin with /api/")
        }
        let properties: [SchemaProperty]
        do {
            properties = try operation.inputProperties()
        } catch {
            throw RegistryFault(name, "its fields cannot be described: \(error)")
        }
        let names = Set(properties.map(\.name))
        for parameter in declaration.route.parameters where !names.contains(parameter) {
            throw RegistryFault(name, "its path names \(parameter), which it has no property for")
        }
        for field in declaration.fields.keys {
            let head = field.split(separator: ".").first.map(String.init) ?? ""
            guard names.contains(head) else {
                throw RegistryFault(name, "it notes the field \(field), which it does not have")
            }
        }
        for code in declaration.refusals where !RefusalCode.all.contains(code) {
            throw RegistryFault(name, "it refuses with \(code.name), which no list names")
        }
    }

    private static func checkAccess(_ operation: AnyOperation) throws(RegistryFault) {
        let declaration = operation.declaration
        switch declaration.access {
        case .everyone:
            guard operation.kind != .command else {
                throw RegistryFault(
                    declaration.name, "a command needs somebody who answers for it")
            }
        case .signedIn: break
        case .action(let action):
            guard !action.roles.isEmpty else {
                throw RegistryFault(declaration.name, "no role holds \(action.name)")
            }
        }
        guard declaration.approval == .none || operation.kind == .command else {
            throw RegistryFault(declaration.name, "only a command can await a second person")
        }
    }
}

/// A declaration that cannot stand.
public struct RegistryFault: Error, Sendable, Hashable, CustomStringConvertible {
    public let operation: String
    public let detail: String

    init(_ operation: String, _ detail: String) {
        self.operation = operation
        self.detail = detail
    }

    public var description: String { "\(operation): \(detail)" }
}

extension Route {
    /// The names in the path: `id` of `/api/invoices/:id`.
    public var parameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
    }
}

extension AnyOperation {
    func inputProperties() throws -> [SchemaProperty] {
        try describe(SchemaDecoder()).properties(declaration.fields)
    }
}
