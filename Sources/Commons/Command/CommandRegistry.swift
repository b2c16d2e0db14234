import Wire

/// Every operation of the product. What is wrong with a declaration is found when the registry is
/// made, so that a route without a sound rule cannot start.
public struct CommandRegistry: Sendable {
    public let operations: [AnyOperation]
    public let files: [FileRoute]
    private let byName: [String: AnyOperation]

    public init(
        _ operations: [AnyOperation], files: [FileRoute] = []
    ) throws(RegistryFault) {
        self.operations = operations
        self.files = files
        var names: Set<String> = []
        var routes: Set<Route> = []
        for declaration in operations.map(\.declaration) + files.map(\.declaration) {
            guard names.insert(declaration.name).inserted else {
                throw RegistryFault(declaration.name, "another operation has this name")
            }
            guard routes.insert(declaration.route).inserted else {
                throw RegistryFault(declaration.name, "another operation has this route")
            }
            try Self.checkCommon(declaration)
        }
        byName = Dictionary(
            operations.map { ($0.declaration.name, $0) }, uniquingKeysWith: { first, _ in first })
        let catalog = SchemaDecoder()
        for operation in operations { try Self.check(operation, catalog) }
        for file in files {
            try Self.checkFields(file.declaration) {
                try file.describe(catalog).properties(file.declaration.fields)
            }
        }
    }

    func operation(named name: String) -> AnyOperation? { byName[name] }

    private static func check(
        _ operation: AnyOperation, _ catalog: SchemaDecoder
    ) throws(RegistryFault) {
        let declaration = operation.declaration
        let name = declaration.name
        guard operation.kind != .query || declaration.route.method == .get else {
            throw RegistryFault(name, "a query is asked with GET")
        }
        // A procedure may keep what it answered; only a command changes what there is.
        guard operation.kind != .command || declaration.route.method != .get else {
            throw RegistryFault(name, "GET changes nothing")
        }
        guard declaration.access != .everyone || operation.kind != .command else {
            throw RegistryFault(name, "a command needs somebody who answers for it")
        }
        guard declaration.approval == .none || operation.kind == .command else {
            throw RegistryFault(name, "only a command can await a second person")
        }
        try checkFields(declaration) {
            try operation.describe(catalog).properties(declaration.fields)
        }
    }

    private static func checkCommon(_ declaration: Declaration) throws(RegistryFault) {
        guard declaration.route.path.hasPrefix("/api/") else {
            throw RegistryFault(declaration.name, "its path does not begin with /api/")
        }
        if case .action(let action) = declaration.access, action.roles.isEmpty {
            throw RegistryFault(declaration.name, "no role holds \(action.name)")
        }
        for code in declaration.refusals where !RefusalCode.all.contains(code) {
            throw RegistryFault(
                declaration.name, "it refuses with \(code.name), which no list names")
        }
    }

    /// What the path and the notes name must be properties.
    private static func checkFields(
        _ declaration: Declaration, _ describe: () throws -> [SchemaProperty]
    ) throws(RegistryFault) {
        let names: Set<String>
        do {
            names = Set(try describe().map(\.name))
        } catch {
            throw RegistryFault(declaration.name, "its fields cannot be described: \(error)")
        }
        for parameter in declaration.route.parameters where !names.contains(parameter) {
            throw RegistryFault(
                declaration.name, "its path names \(parameter), which it has no property for")
        }
        for field in declaration.fields.keys {
            let head = field.split(separator: ".").first.map(String.init) ?? ""
            guard names.contains(head) else {
                throw RegistryFault(
                    declaration.name, "it notes the field \(field), which it does not have")
            }
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
