import ArgumentParser
import Commons
import Foundation
import Recognition

extension Read {
    /// Reads what is dropped into a folder until the process is interrupted; a file that it was
    /// reading then is read again the next time. False when this machine cannot read at all.
    func readDropped(into path: String) async throws -> Bool {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard exists, isFolder.boolValue else {
            throw ValidationError("There is no folder at \(path).")
        }
        let (folder, pool) = (WatchedFolder(path), pool())
        guard await canRead(pool) else { return false }
        var seen: [String: WatchedFolder.Glance] = [:]
        while true {
            seen = try await folder.look(before: seen) { try await verdict(on: $0, pool) }
            try await Task.sleep(for: WatchedFolder.pace)
        }
    }

    /// A machine without a reader would set every file aside; it is asked once, with a blank page.
    private func canRead(_ pool: ReaderPool) async -> Bool {
        let blank = await ReadResult(
            reading: GreyTIFF.white(side: 256), named: "", with: pool, hints: hints)
        guard case .failure(let failure) = blank.outcome,
            Self.ofTheMachine.contains(failure.code)
        else { return true }
        Console.error.write(Data("\(failure.message)\n".utf8))
        await pool.shutDown()
        return false
    }

    private func verdict(
        on item: WatchedFolder.Item, _ pool: ReaderPool
    ) async throws -> WatchedFolder.Verdict {
        let results =
            several
            ? await ReadResult.sheets(
                of: item.bytes, named: item.name, with: pool, hints: hints)
            : [
                await ReadResult(
                    reading: item.bytes, named: item.name, with: pool, hints: hints)
            ]
        var refusal: WatchedFolder.Verdict?
        for result in results {
            guard case .failure(let failure) = result.outcome else { continue }
            if Self.ofTheMachine.contains(failure.code) { throw failure }
            let reason = results.count > 1
                ? "\(result.file): \(failure.message)" : failure.message
            refusal = refusal ?? .refused(code: failure.code.rawValue, reason: reason)
        }
        for result in results {
            Console.output.write(Data((result.line(form) + "\n").utf8))
        }
        return refusal ?? .taken
    }

    /// No other file would fare better.
    private static let ofTheMachine: Set<RecognitionFailure.Code> = [
        .readerMissing, .languageMissing,
    ]
}
