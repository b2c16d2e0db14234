import Insight
import Wire

extension CoreFunction {
    /// `{"model","calibration","card","features":[{"name","value","proof","rows"}],"language"}` as
    /// in a pack -> the score with points, contributions, reasons and actions. Where the pack names
    /// its model, `model_sha256`, it must be that one. A page that scores often gives the model
    /// once to `score_model` and then its `sha256` in place of `model`.
    static func writeScore(
        for request: JSONRequest, to writer: inout JSONWriter
    ) throws(CallRefusal) {
        let model = try KeptModel.find(request)
        guard let snapshot = FeatureSnapshot(json: request.value) else {
            throw CallRefusal("score_features", "these are no features", at: "/features")
        }
        let language = ScoreLanguage(code: try request["language"]?.text() ?? "en")
        let score = model.score(snapshot)
        score.writeMembers(to: &writer)
        writer.key("texts")
        writer.beginObject()
        writer.key("abstained")
        if let abstention = score.abstention {
            writer.string(language.text(of: abstention))
        } else {
            writer.null()
        }
        writer.key("reasons")
        writer.beginArray()
        for reason in score.reasons { writer.string(reason.text(in: language)) }
        writer.endArray()
        writer.key("actions")
        writer.beginArray()
        for action in score.actions { writer.string(action.text(in: language)) }
        writer.endArray()
        writer.key("features")
        writer.beginArray()
        for item in snapshot.items {
            writer.beginObject()
            writer.key("name")
            writer.string(item.name)
            writer.key("label")
            writer.string(CreditScore.name(of: item.name, in: language))
            writer.key("shown")
            writer.string(CreditScore.text(item.value, of: item.name, in: language))
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    /// `{"model","calibration","card"}` -> its `features` in the model's order and the number of
    /// its `trees`; in the browser the model is kept for `score` under its `sha256`.
    static func writeScoreModel(
        for request: JSONRequest, to writer: inout JSONWriter
    ) throws(CallRefusal) {
        let text = Array(try request.required("model").text().utf8)
        let model = try KeptModel.read(text, request)
        let sha256 = Wire.sha256(text).hex
        KeptModel.keep(model, as: sha256)
        writer.key("sha256")
        writer.string(sha256)
        writer.key("trees")
        writer.integer(Int64(model.ensemble.treeCount))
        writer.key("features")
        writer.beginArray()
        for name in model.featureNames { writer.string(name) }
        writer.endArray()
    }
}

/// The model that a page scores with. Pages run one call at a time; a server has no such memory,
/// so natively every call brings its model.
private enum KeptModel {
    #if arch(wasm32)
        nonisolated(unsafe) private static var last: (sha256: String, model: CreditModel)?
    #endif

    static func keep(_ model: CreditModel, as sha256: String) {
        #if arch(wasm32)
            last = (sha256, model)
        #endif
    }

    static func find(_ request: JSONRequest) throws(CallRefusal) -> CreditModel {
        if let text = try request["model"]?.text() {
            try check(text, request)
            return try read(Array(text.utf8), request)
        }
        let sha256 = try request.required("sha256").text()
        #if arch(wasm32)
            if let last, last.sha256 == sha256 { return last.model }
        #endif
        throw CallRefusal(
            "score_model_unknown", "the model \(sha256) was not given", at: "/sha256")
    }

    private static func check(
        _ text: String, _ request: JSONRequest
    ) throws(CallRefusal) {
        guard let named = try request["model_sha256"]?.text() else { return }
        let content = CreditModel.content(
            text: text, calibration: request["calibration"]?.value,
            card: request["card"]?.value ?? .null)
        guard Wire.sha256(content).hex == named else {
            throw CallRefusal(
                "score_model_other", "the model is not the one that is named", at: "/model_sha256")
        }
    }

    static func read(
        _ text: [UInt8], _ request: JSONRequest
    ) throws(CallRefusal) -> CreditModel {
        do throws(CreditModelError) {
            return try CreditModel(
                text: text, calibration: request["calibration"]?.value.bytes,
                card: request["card"]?.value)
        } catch {
            throw CallRefusal("score_model", error.message, at: "/model")
        }
    }
}
