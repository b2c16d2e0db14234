import Insight
import Synchronization

/// Models that this process has read, by hash: reading a large one costs more than a score.
enum KnownModels {
    private static let models = Mutex<[String: CreditModel]>([:])
    private static let mostKept = 8

    /// - Parameter pack: read only when the model is not known.
    static func find(
        _ sha256: String, _ pack: () throws -> ModelPack
    ) throws -> CreditModel {
        if let known = models.withLock({ $0[sha256] }) { return known }
        let model = try pack().model()
        models.withLock { models in
            if models.count >= mostKept { models.removeAll() }
            models[sha256] = model
        }
        return model
    }
}
