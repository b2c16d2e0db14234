import Foundation

/// Where the reader lies and what it may know of its surroundings.
enum ReaderLocation {
    static let name = "commons-reader"

    static func find(_ configured: String?) throws(RecognitionFailure) -> String {
        let environment = ProcessInfo.processInfo.environment
        if let path = configured ?? environment["COMMONS_READER"] {
            guard FileManager.default.isExecutableFile(atPath: path) else {
                throw RecognitionFailure(
                    .readerMissing, "\(path) is not an executable reader; see COMMONS_READER.")
            }
            return path
        }
        for folder in candidates {
            let path = folder.appendingPathComponent(name).path
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        throw RecognitionFailure(
            .readerMissing,
            "\(name) is not installed beside this program; set COMMONS_READER to its path.")
    }

    /// The folder of the running program and, for tests, those around their bundle.
    private static var candidates: [URL] {
        var folders: [URL] = []
        if let running = Bundle.main.executableURL?.resolvingSymlinksInPath() {
            folders.append(running.deletingLastPathComponent())
        }
        for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
            folders.append(URL(fileURLWithPath: argument).deletingLastPathComponent())
        }
        return folders
    }

    /// Enough to find Tesseract's languages and Poppler's tools, and no secret of the server.
    /// One OpenMP thread: more make Tesseract slower, not faster.
    ///
    /// - Parameter folder: for all files that it and its tools write.
    static func environment(folder: String) -> [String: String] {
        var result = ["OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8", "TMPDIR": folder]
        for name in ["PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "COMMONS_MODELS"] {
            result[name] = ProcessInfo.processInfo.environment[name]
        }
        return result
    }
}
