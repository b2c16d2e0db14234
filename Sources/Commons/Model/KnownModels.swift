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
        let read = try pack()
        // Whoever can write to the database could otherwise score by another model in its name.
        guard read.sha256 == sha256 else {
            throw Refusal(
                .modelUnreadable,
                "The model that is kept is not the one that its hash names: see commons fsck.")
        }
        let model = try read.model()
        models.withLock { models in
            if models.count >= mostKept { models.removeAll() }
            models[sha256] = model
        }
        return model
    }
}
