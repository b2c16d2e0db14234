import CVision
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
            let finder = try LineFinderNetwork(
                weights("line-finder", in: folder), product: Self.product)
            let reader = try LineReader(weights("line-reader", in: folder), product: Self.product)
            return Models(finder: LineFinder(finder), reader: reader)
        } catch {
            FileHandle.standardError.write(
                Data("commons-reader: \(folder): \(error.message)\n".utf8))
            return nil
        }
    }

    /// The C++ loop where this processor can run it.
    static var product: MatrixProduct? {
        guard vision_product_available() else { return nil }
        return { task in
            var task = vision_product_task(
                source: task.source, rows: task.rows, row_stride: task.rowStride,
                runs: task.runs, run_stride: task.runStride, panels: task.panels,
                bias: task.bias, inputs: task.inputs, outputs: task.outputs,
                result: task.result, result_stride: task.resultStride, positive: task.positive)
            vision_product(&task)
        }
    }

    private static func weights(
        _ name: String, in folder: String
    ) throws(SafetensorsError) -> Safetensors {
        let path = "\(folder)/\(name)/\(name).safetensors"
        return try Safetensors(Array(FileManager.default.contents(atPath: path) ?? Data()))
    }
}
