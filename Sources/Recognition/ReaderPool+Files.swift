import Foundation

extension ReaderPool {
    static func start(of path: String) throws(RecognitionFailure) -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path),
            let start = try? handle.read(upToCount: 1024) ?? Data()
        else {
            throw RecognitionFailure(.fileMissing, "There is no readable file at \(path).")
        }
        return Array(start)
    }

    static func bytes(of path: String) throws(RecognitionFailure) -> [UInt8] {
        guard let content = FileManager.default.contents(atPath: path) else {
            throw RecognitionFailure(.fileMissing, "There is no readable file at \(path).")
        }
        let bytes = Array(content)
        _ = try PaperFormat.inspect(bytes)
        return bytes
    }
}
