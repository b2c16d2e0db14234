import Logging

/// Keeps every line with its metadata.
struct NotingLogHandler: LogHandler {
    let lines: Noted<[String]>
    var logLevel = Logger.Level.trace
    var metadata = Logger.Metadata()

    init(lines: Noted<[String]>) { self.lines = lines }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.change { $0.append("\(event.level) \(event.message) \(event.metadata ?? [:])") }
    }
}
