import Foundation
import Insight
import Wire

/// A trained model on disk: `model.txt` (LightGBM's text), `calibration.json`, and its card as
/// `card.json` and `card.md`.
public struct ModelFolder: Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    /// `event`: the target's value for it; `tableHash`: the SHA-256 of the table, in hexadecimal.
    public func write(
        _ model: TrainedModel, target: String, event: String, tableHash: String
    ) throws(TrainingRefusal) {
        let card = ModelCard(model: model, target: target, event: event, tableHash: tableHash)
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
            try Data(model.text).write(to: file("model.txt"))
            try Data(model.calibration.json + [UInt8(ascii: "\n")]).write(
                to: file("calibration.json"))
            try Data(card.json + [UInt8(ascii: "\n")]).write(to: file("card.json"))
            try Data(card.markdown.utf8).write(to: file("card.md"))
        } catch {
            throw TrainingRefusal("\(path) cannot be written: \(error.localizedDescription)")
        }
    }

    private func file(_ name: String) -> URL { URL(filePath: path).appending(path: name) }
}
