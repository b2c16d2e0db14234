import Foundation
import Insight
import Recognition

/// The networks of our own that read lines of print.
struct Models {
    let finder: LineFinder
    let reader: LineReader

    /// nil where the weights are not installed: Tesseract then reads everything.
    static func installed() -> Models? {
        guard let folder = ModelFolder.find() else { return nil }
        do throws(SafetensorsError) {
            return Models(
                finder: LineFinder(try LineFinderNetwork(weights("line-finder", in: folder))),
                reader: LineReader(try LineNetwork(weights("line-reader", in: folder))))
        } catch {
            FileHandle.standardError.write(
                Data("commons-reader: \(folder): \(error.message)\n".utf8))
            return nil
        }
    }

    private static func weights(
        _ name: String, in folder: String
    ) throws(SafetensorsError) -> Safetensors {
        let path = "\(folder)/\(name)/\(name).safetensors"
        return try Safetensors(Array(FileManager.default.contents(atPath: path) ?? Data()))
    }
}
