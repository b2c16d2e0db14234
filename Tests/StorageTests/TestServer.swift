import Foundation
import Synchronization

/// A server that a test starts and stops. The kernel stops it too when the test process dies.
final class TestServer: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let pid: Int32
    private let ended: DispatchSemaphore

    /// Returns when the server has printed `readyWhen`.
    init(
        _ command: [String], user: String? = nil, environment: [String: String] = [:],
        readyWhen: String
    ) throws {
        let ready = DispatchSemaphore(value: 0)
        let ended = DispatchSemaphore(value: 0)
        let state = Mutex((pid: Int32(0), isReady: false, output: ""))
        let shared = Shared(state)
        // The signal of a parent's death comes when the thread that forked ends, so one thread
        // forks, and stays until the server has ended.
        Thread.detachNewThread {
            let process = Process()
            let pipe = Pipe()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            let guarded = ["setpriv", "--pdeathsig", "KILL"] + (user.map(Self.identity) ?? [])
            process.arguments = guarded + command
            process.currentDirectoryURL = URL(fileURLWithPath: "/tmp")
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = pipe
            process.standardError = pipe
            do { try process.run() } catch {
                shared.state.withLock { $0.output = "\(error)" }
                ready.signal()
                ended.signal()
                return
            }
            shared.state.withLock { $0.pid = process.processIdentifier }
            while case let chunk = pipe.fileHandleForReading.availableData, !chunk.isEmpty {
                let becameReady = shared.state.withLock { state in
                    if state.isReady { return false }
                    state.output += String(decoding: chunk, as: UTF8.self)
                    state.isReady = state.output.contains(readyWhen)
                    return state.isReady
                }
                if becameReady { ready.signal() }
            }
            process.waitUntilExit()
            ready.signal()
            ended.signal()
        }
        ready.wait()
        let result = shared.state.withLock { $0 }
        if !result.isReady {
            throw Failure(description: "\(command[0]) did not start: \(result.output)")
        }
        pid = result.pid
        self.ended = ended
    }

    /// Signals the server and waits for its end.
    func stop(_ signal: Int32 = SIGTERM) {
        if ended.wait(timeout: .now()) == .timedOut {
            Foundation.kill(pid, signal)
            ended.wait()
        }
        ended.signal()
    }

    static func asUser(_ user: String) -> [String] {
        getuid() == 0 ? ["setpriv"] + identity(user) : []
    }

    /// Servers refuse to run as root.
    private static func identity(_ user: String) -> [String] {
        getuid() == 0
            ? ["--reuid=\(user)", "--regid=\(user)", "--init-groups"] : []
    }

    /// Runs a command to its end.
    static func run(_ command: [String]) throws {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.currentDirectoryURL = URL(fileURLWithPath: "/tmp")
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        if process.terminationStatus != 0 {
            let text = String(decoding: output, as: UTF8.self)
            throw Failure(description: "\(command.joined(separator: " ")): \(text)")
        }
    }

    static func freePort() throws -> Int {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { Foundation.close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        if !isBound { throw Failure(description: "No free port.") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private final class Shared: Sendable {
        let state: Mutex<(pid: Int32, isReady: Bool, output: String)>
        init(_ state: consuming Mutex<(pid: Int32, isReady: Bool, output: String)>) {
            self.state = state
        }
    }
}
