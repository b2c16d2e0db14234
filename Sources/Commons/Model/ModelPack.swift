import Insight
import Ledger
import Wire

/// What a model folder holds, as one value: LightGBM's text, its calibration and its card. Its hash
/// is of the canonical JSON, so that every score can name exactly what gave it.
public struct ModelPack: Sendable {
    public let text: String
    /// Nil: the objective's own curve.
    public let calibration: JSONValue?
    public let card: JSONValue
    public let content: [UInt8]
    public let sha256: String

    public init(text: String, calibration: JSONValue?, card: JSONValue) {
        self.text = text
        self.calibration = calibration
        self.card = card
        content = CreditModel.content(text: text, calibration: calibration, card: card)
        sha256 = Wire.sha256(content).hex
    }

    /// From `content`, or from any JSON with the same members.
    /// - Throws: `model_unreadable`.
    public init(json bytes: [UInt8]) throws(Refusal) {
        guard let value = try? JSONValue.parse(bytes), let text = value["model"]?.string,
            let card = value["card"], card.members != nil
        else {
            throw Refusal(
                .modelUnreadable,
                "Send JSON with the members model (text), card (object) and calibration.")
        }
        let calibration = value["calibration"].flatMap { $0.kind == .null ? nil : $0 }
        self.init(text: text, calibration: calibration, card: card)
    }

    /// - Throws: `model_unreadable`, with the line at fault.
    public func model() throws(Refusal) -> CreditModel {
        do throws(CreditModelError) {
            return try CreditModel(
                text: Array(text.utf8), calibration: calibration?.bytes, card: card)
        } catch {
            throw Refusal(.modelUnreadable, "The model cannot score: \(error.message).")
        }
    }

    /// Features that look as if the law protected them, and which of them the card declares to be
    /// about no person; none where the text is no model, which `model` says.
    var protectedFeatures: (undeclared: [ProtectedFeature], declared: [ProtectedFeature]) {
        guard let model = try? LightGBMModel(text: Array(text.utf8)) else { return ([], []) }
        let undeclared = model.protectedFeatures(by: card)
        return (undeclared, model.protectedFeatures.filter { !undeclared.contains($0) })
    }

    /// The SHA-256 of the table that it was fitted to; nil for an expert's.
    var tableHash: String? {
        card["table_sha256"]?.string.flatMap { SHA256Hash(hex: $0)?.hex }
    }
}

/// The expert's scorecard that the program carries. It scores until an organisation has a model of
/// its own live. `models/credit-expert/make.py` writes it and says what it believes.
enum ShippedModel {
    static let pack = ModelPack(
        text: String(decoding: PackageResources.expert_model_txt, as: UTF8.self),
        calibration: nil,
        card: (try? JSONValue.parse(PackageResources.expert_card_json)) ?? .object([]))

    /// From its hash, so that another release's scorecard is another model.
    static let id: ID<ModelRecord> = {
        let bytes = SHA256Hash(hex: pack.sha256)?.bytes ?? []
        return ID(bytes.prefix(16).reduce(UInt128(0)) { $0 << 8 | UInt128($1) })
    }()

    static let name = "Expert scorecard"
}
