import Foundation
import Recognition

/// Runs one of Poppler's tools under the limits of this process, and in its process group, so that
/// who ends the reader ends the tool; takes what it prints.
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
        let output = Pipe()
        let errors = Pipe()
        let child: pid_t
        let started = Spawn.start(
            executable, arguments, environment: ProcessInfo.processInfo.environment,
            files: [
                .nothing, .descriptor(output.fileHandleForWriting.fileDescriptor),
                .descriptor(errors.fileHandleForWriting.fileDescriptor),
            ], leadsGroup: false)
        try? output.fileHandleForWriting.close()
        try? errors.fileHandleForWriting.close()
        switch started {
        case .success(let identifier): child = identifier
        case .failure(let error):
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
        return Output(
            status: Spawn.wait(for: child), bytes: Array(bytes),
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
