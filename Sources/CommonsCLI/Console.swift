import Foundation

/// Standard output and standard error, for what is no answer of a running installation.
///
/// `FileHandle.write(_:)` traps where nothing can be written, on a full disk for one. Here output
/// that cannot be written ends the program with a word and status 1; a complaint that cannot be
/// written is lost, since nobody is left to tell.
struct Console: Sendable {
    static let output = Console(handle: .standardOutput, isNeeded: true)
    static let error = Console(handle: .standardError, isNeeded: false)

    private let handle: FileHandle
    private let isNeeded: Bool

    func write(_ data: Data) {
        do {
            try handle.write(contentsOf: data)
        } catch where isNeeded {
            let text = "commons: the output cannot be written: \(error.localizedDescription)\n"
            Self.error.write(Data(text.utf8))
            exit(1)
        } catch {}
    }
}
