import Commons
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Storage
import Wire

/// Everything that the HTTP server is made of. `serve` and the tests build it the same way.
public struct ServerParts: Sendable {
    public var host = "127.0.0.1"
    public var port = 8080
    public var options = GatewayOptions()
    /// The folder of the web app; nil: the API alone.
    public var site: String?
    /// The folder with Swagger UI; nil: `/docs` is a plain page.
    public var docs: String?
    public var mostConnections = 1_024
    /// Of these, at most so many from one address, unless a proxy stands before the server.
    public var mostConnectionsPerAddress = 256
    /// What other rooms tell on `/metrics`.
    public var gauges: @Sendable () async -> [Gauge] = { [] }

    /// What an operator should know although the server is ready, a line each.
    public var notes: @Sendable () -> [String] = { [] }

    public init() {}
}

extension ServerParts {
    /// Builds the application.
    ///
    /// - Throws: `RegistryFault` when a declaration cannot be described.
    public func application(
        switchboard: Switchboard, logger: Logger,
        onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws -> Application<Gateway> {
        let gateway = try gateway(switchboard: switchboard, logger: logger)
        let limits = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: 16 * 1_024, maxHeaderListSize: 32 * 1_024,
            maxHeaderFieldCount: 100)
        let counts =
            options.trustsProxy ? nil : ConnectionCounts(most: mostConnectionsPerAddress)
        return Application(
            responder: gateway,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [SlowClientGuard(counts: counts)],
                    idleTimeout: .seconds(60),
                    httpDecoderConfiguration: limits)),
            configuration: .init(
                address: .hostname(host, port: port),
                availableConnectionsDelegate: MaximumAvailableConnections(mostConnections)),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) },
            logger: logger)
    }

    /// The part that answers requests, without a network.
    public func gateway(switchboard: Switchboard, logger: Logger) throws -> Gateway {
        let registry = switchboard.executor.registry
        var table = RouteTable<Gateway.Destination>()
        var routes: [(method: String, path: String)] = []
        func add(_ method: String, _ path: String, _ destination: Gateway.Destination) {
            table.add(method, path, destination)
            routes.append((method, path))
        }
        for operation in registry.operations {
            let route = operation.declaration.route
            add(
                route.method.rawValue, route.path, .operation(operation, route: routes.count))
        }
        for file in registry.files {
            let route = file.declaration.route
            add(route.method.rawValue, route.path, .file(file, route: routes.count))
        }
        for page in ServerPage.allCases {
            add("GET", page.path, .page(page, route: routes.count))
        }
        let metrics = Metrics(routes: routes)
        return Gateway(
            table: table, switchboard: switchboard,
            authenticator: Authenticator(
                sessions: switchboard.sessions, secrets: switchboard.parts.secrets),
            pages: ServerPages(
                database: switchboard.executor.database,
                storage: StorageState(
                    switchboard.executor.database, switchboard.executor.installation.objects),
                document: DescribedAPI(registry), docsFolder: docs,
                metrics: metrics, gauges: gauges(of: switchboard.executor.database),
                notes: notes, plainDocs: PlainDocs.page(registry)),
            site: site.flatMap { StaticSite(folder: $0) },
            security: SecurityHeaders(isSecure: options.isSecure), metrics: metrics,
            options: options, logger: logger)
    }

    /// What the writer does, and what other rooms tell.
    private func gauges(of database: any Database) -> @Sendable () async -> [Gauge] {
        let others = gauges
        return {
            let told = database.statistics
            return [
                Gauge("commons_writer_waiting", .gauge, Double(told.waitingWrites)),
                Gauge("commons_readers_waiting", .gauge, Double(told.waitingReads)),
                Gauge("commons_commits_total", .counter, Double(told.commits)),
                Gauge("commons_writes_total", .counter, Double(told.writes)),
                Gauge(
                    "commons_group_writes", bounds: DatabaseStatistics.groupBounds,
                    counts: told.groupSizes, sum: told.writes),
                Gauge("commons_groups_repeated_total", .counter, Double(told.repeatedGroups)),
            ] + (await others())
        }
    }
}
