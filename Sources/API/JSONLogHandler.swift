import Commons
import Foundation
import Ledger
import Logging
import Wire

/// One JSON object per line on standard error: time, level, message, and what the line knows.
public struct JSONLogHandler: LogHandler {
    public var metadata: Logger.Metadata = [:]
    public var logLevel: Logger.Level
    private let label: String
    private let write: @Sendable ([UInt8]) -> Void

    public init(
        label: String, level: Logger.Level,
        write: @escaping @Sendable ([UInt8]) -> Void = JSONLogHandler.toStandardError
    ) {
        self.label = label
        logLevel = level
        self.write = write
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var writer = JSONWriter(reservingCapacity: 256)
        writer.beginObject()
        writer.key("at")
        writer.string(SystemClockwork().now().rfc3339)
        writer.key("level")
        writer.string(event.level.rawValue)
        writer.key("logger")
        writer.string(label)
        writer.key("message")
        writer.string("\(event.message)")
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) {
            writer.key(named: key)
            writer.string("\(value)")
        }
        writer.endObject()
        write(writer.bytes + [UInt8(ascii: "\n")])
    }

    /// One write for one line, so that lines of threads do not mix.
    public static let toStandardError: @Sendable ([UInt8]) -> Void = { line in
        try? FileHandle.standardError.write(contentsOf: line)
    }
}
