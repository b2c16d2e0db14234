import Foundation
import NIOCore

/// A file as a sequence of buffers, read as they are asked for.
struct FileChunks: AsyncSequence, Sendable {
    private let path: String

    init(_ path: String) throws {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw ObjectFault.unusable("Cannot read \(path).")
        }
        self.path = path
    }

    func makeAsyncIterator() -> Iterator { Iterator(FileHandle(forReadingAtPath: path)) }

    struct Iterator: AsyncIteratorProtocol {
        private let handle: FileHandle?

        init(_ handle: FileHandle?) {
            self.handle = handle
        }

        mutating func next() async throws -> ByteBuffer? {
            guard let bytes = try handle?.read(upToCount: 256 << 10), !bytes.isEmpty else {
                return nil
            }
            return ByteBuffer(bytes: bytes)
        }
    }
}
