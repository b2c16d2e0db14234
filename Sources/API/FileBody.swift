import Foundation
import Hummingbird
import NIOCore
import NIOPosix

/// The content of a file as an answer's body, read in pieces away from the event loops.
enum FileBody {
    private static let pieceBytes = 64 * 1_024

    static func body(of path: String) throws -> ResponseBody {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
        return ResponseBody(contentLength: size) { writer in
            let io = NonBlockingFileIO(threadPool: .singleton)
            let handle = try NIOFileHandle(_deprecatedPath: path)
            defer { try? handle.close() }
            var offset = 0
            while offset < size {
                let piece = try await io.read(
                    fileHandle: handle, fromOffset: Int64(offset),
                    byteCount: min(pieceBytes, size - offset), allocator: ByteBufferAllocator())
                guard piece.readableBytes > 0 else { break }
                offset += piece.readableBytes
                try await writer.write(piece)
            }
            try await writer.finish(nil)
        }
    }
}
