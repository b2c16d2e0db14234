import Insight
import Wire

extension CoreFunction {
    /// `{"model","rows":[[0.5,null],[2,-7]]}`: LightGBM's text, and rows in the order of its
    /// features, null where a value is missing -> its `features`, and for each row `raw`,
    /// `answers` on the target's own scale and `contributions` (one a feature, then the base;
    /// together the raw score). With `background`, rows as well, contributions are against these
    /// rows, else against the rows that the model was fitted to. JSON has no infinity; the
    /// largest double takes the same way through every tree.
    static func writeScoredRows(
        for request: JSONRequest, to writer: inout JSONWriter
    ) throws(CallRefusal) {
        let ensemble = try readEnsemble(request)
        let rows = try readRows(try request.required("rows"), width: ensemble.featureCount)
        let background = try request["background"].map { (part) throws(CallRefusal) in
            try readRows(part, width: ensemble.featureCount)
        }
        let contributions: [Double]
        do throws(AttributionError) {
            if let background {
                contributions = try InterventionalAttribution(ensemble, background: background)
                    .contributions(rows: rows)
            } else {
                contributions = try PathAttribution(ensemble).contributions(rows: rows)
            }
        } catch {
            throw refusal(of: error)
        }
        let raw = ensemble.rawScores(rows)
        writer.key("features")
        writer.beginArray()
        for name in ensemble.featureNames { writer.string(name) }
        writer.endArray()
        writer.key("raw")
        writeNumbers(raw[...], to: &writer)
        writer.key("answers")
        writeNumbers(raw.map { ensemble.answer(to: $0) }[...], to: &writer)
        writer.key("contributions")
        writer.beginArray()
        let width = ensemble.featureCount + 1
        for row in raw.indices {
            writeNumbers(contributions[row * width..<(row + 1) * width], to: &writer)
        }
        writer.endArray()
    }

    private static func readEnsemble(_ request: JSONRequest) throws(CallRefusal) -> TreeEnsemble {
        let text = Array(try request.required("model").text().utf8)
        do throws(ModelTextError) {
            return TreeEnsemble(try LightGBMModel(text: text))
        } catch {
            throw CallRefusal(
                "score_model", "line \(error.line): \(error.message)", at: "/model")
        }
    }

    /// Rows one behind another.
    private static func readRows(
        _ part: JSONRequest, width: Int
    ) throws(CallRefusal) -> [Double] {
        var rows: [Double] = []
        for row in try part.elements() {
            let values = row.value.array ?? []
            guard values.count == width else {
                throw CallRefusal(
                    "score_row", "a row is \(width) numbers, null where one is missing",
                    at: row.pointer)
            }
            for (place, value) in values.enumerated() {
                guard let number = value.kind == .null ? .nan : value.double else {
                    throw CallRefusal(
                        "score_row", "a value is a finite number, or null where it is missing",
                        at: row.pointer + "/\(place)")
                }
                rows.append(Cell.plain(number))
            }
        }
        return rows
    }

    private static func refusal(of error: AttributionError) -> CallRefusal {
        switch error {
        case .noCounts: CallRefusal("score_counts", error.message, at: "/model")
        case .tooMuchWork: CallRefusal("score_model", error.message, at: "/model")
        case .unevenBackground: CallRefusal("score_background", error.message, at: "/background")
        case .tooManyFeatures: CallRefusal("score_background", error.message, at: "/model")
        }
    }

    private static func writeNumbers(_ numbers: ArraySlice<Double>, to writer: inout JSONWriter) {
        writer.beginArray()
        for number in numbers { writer.double(number) }
        writer.endArray()
    }
}
