import Wire

extension CreditModel {
    /// What the hash of a model is of: the canonical JSON of LightGBM's text, the curve and the
    /// card. Every score names the model that gave it by the SHA-256 of these bytes.
    public static func content(
        text: String, calibration: JSONValue?, card: JSONValue
    ) -> [UInt8] {
        JSONValue.object([
            ("calibration", calibration ?? .null), ("card", card), ("model", .string(text)),
        ]).canonicalBytes
    }
}
