import Foundation
import Recognition

/// Runs one of Poppler's tools under the limits of this process and takes what it prints.
enum Poppler {
    struct Output {
        var status: Int32
        var bytes: [UInt8]
        var errors: String

        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    static func run(
        _ tool: String, _ arguments: [String]
    ) throws(RecognitionFailure) -> Output {
        guard let executable = find(tool) else {
            throw RecognitionFailure(
                .readerMissing, "\(tool) is not installed; it comes with poppler-utils.")
        }
        let process = Process()
        let output = Pipe()
        let errors = Pipe()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        do {
            try process.run()
        } catch {
            throw RecognitionFailure(.readerMissing, "\(tool) cannot be started: \(error)")
        }
        // Both pipes are emptied at once, or a tool that complains a lot would block.
        let complaints = Complaints()
        let reading = DispatchGroup()
        DispatchQueue.global().async(group: reading) {
            complaints.bytes = errors.fileHandleForReading.readDataToEndOfFile()
        }
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        reading.wait()
        process.waitUntilExit()
        return Output(
            status: process.terminationStatus, bytes: Array(bytes),
            errors: String(decoding: complaints.bytes, as: UTF8.self))
    }

    private static func find(_ tool: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/\(tool)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Written by one thread and read after the group has been waited for.
    private final class Complaints: @unchecked Sendable {
        var bytes = Data()
    }
}
