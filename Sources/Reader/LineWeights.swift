import Foundation
import Insight

/// The weights of the line reader, where `COMMONS_LINE_READER` names them. Without them Tesseract
/// gives both readings.
enum LineWeights {
    static func reader() -> LineReader? {
        guard let path = ProcessInfo.processInfo.environment["COMMONS_LINE_READER"] else {
            return nil
        }
        let content = FileManager.default.contents(atPath: path) ?? Data()
        do throws(SafetensorsError) {
            return LineReader(try LineNetwork(Safetensors(Array(content))))
        } catch {
            FileHandle.standardError.write(
                Data("commons-reader: \(path): \(error.message)\n".utf8))
            return nil
        }
    }
}
