import API
import ArgumentParser
import Commons
import Foundation
import Jobs
import ServiceLifecycle
import Storage
import UnixSignals

/// Runs the server, with workers inside unless another process works.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", _superCommandName: "commons",
        abstract: "Run the server. Nothing needs to be configured.")

    @OptionGroup var place: DataOption
    @Option(help: "The port to listen on (8080).") var port: String?
    @Option(help: "The address to listen on (127.0.0.1).") var host: String?
    @Option(help: "The folder of the web application.") var web: String?
    @Option(help: "A folder, sqlite:/path/file or postgresql://user@host/name.")
    var database: String?

    func validate() throws {
        guard let port, !(Int(port).map { 0...65_535 ~= $0 } ?? false) else { return }
        throw ValidationError("\(port) is no port; give 0 to 65535.")
    }

    func run() async throws {
        let configuration = try place.configuration(flags: [
            .port: port, .host: host, .web: web, .database: database,
        ])
        let node = try await Node.open(configuration)
        node.warnOfOpenFiles()
        let switchboard = try await node.switchboard()
        var parts = ServerParts()
        parts.host = try configuration.text(.host)
        parts.port = try configuration.number(.port, in: 0...65_535)
        parts.options.isSecure = try configuration.truth(.secure)
        parts.options.trustsProxy = try configuration.truth(.proxy)
        let perMinute = try configuration.number(.rateLimit, in: 0...1_000_000)
        if perMinute > 0 {
            parts.options.rateLimit = RateLimit(
                perMinute: perMinute, cache: node.shared ?? MemoryCache())
        }
        let (database, shared) = (node.database, node.shared)
        parts.gauges = { (try? await JobBacklog.read(from: database).gauges) ?? [] }
        parts.notes = {
            shared?.isShared == false
                ? ["redis does not answer; this process counts its limits alone"] : []
        }
        parts.site = configuration[.web] ?? Installed.web()
        parts.docs = configuration[.apiDocs] ?? Installed.folder("api-docs")
        let (host, folder) = (parts.host, configuration.folder)
        if parts.site == nil {
            Console.error.write(
                Data(
                    ("No web application is installed, so that only the API answers: build it "
                        + "with `make build`, or give --web FOLDER.\n").utf8))
        }
        let start = ServerStart(host: host, port: parts.port)
        let application = try parts.application(switchboard: switchboard, logger: node.logger) {
            port in
            start.finish()
            Console.error.write(
                Data("Serving http://\(host):\(port) from \(folder)\n".utf8))
        }
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = []
        if let keeper = node.logKeeper() { services.append(.init(service: keeper)) }
        if let notice = node.jobNotice() { services.append(.init(service: notice)) }
        if let worker = try node.worker() { services.append(.init(service: worker)) }
        if let watch = try node.paperWatch() { services.append(.init(service: watch)) }
        services.append(.init(service: SocketServer(node: node)))
        // Last in, first out: the server stops answering before what works for it stops.
        services.append(.init(service: ListeningServer(server: application, start: start)))
        let group = ServiceGroup(
            configuration: .init(
                services: services,
                gracefulShutdownSignals: [.sigterm, .sigint], logger: node.logger))
        try await group.run()
        await node.close()
    }
}
