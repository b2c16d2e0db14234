import Insight
import Ledger
import Wire

/// One thing that was looked at before a model may be approved.
public struct ModelCheck: Codable, Sendable {
    public enum Name: String, Codable, Sendable, CaseIterable {
        /// The card says how many rows and events there were, and how well it tells them apart, and
        /// nothing that cannot be.
        case card
        /// There were enough outcomes for a fitted model to be safer than an expert's card.
        case outcomes
        /// The table that it was fitted to is named by its hash.
        case fingerprint
        /// Contributions add up to the score, on rows drawn by lot.
        case additivity
        /// No feature holds what the law protects, by its name or by its categories.
        case protected
        /// Out of fold it tells outcomes apart better than by luck.
        case discrimination
        /// All that it asks for follows from the books kept here; without it, it cannot go live.
        case books
        /// It treats no group of a kept attribute adversely; else its approval needs a reason.
        case fairness
    }

    public let name: Name
    public let isMet: Bool
    /// Whether it keeps the model from being approved.
    public let isBlocking: Bool
    public let detail: String

    static let leastArea = 0.55
    private static let trials = 50

    /// - Parameter model: what `pack` reads as.
    static func all(of pack: ModelPack, _ model: CreditModel) -> [ModelCheck] {
        let card = pack.card
        let claimsExpert = card["kind"]?.string == "expert"
        // Points that nobody fitted ask for one thing at a time; trees that were grown do not.
        let isExpert = claimsExpert && model.isScorecard && card["doubt"]?.double != nil
        let rows = card["rows"]?.integer ?? 0
        let area = card["auc"]?.double
        let unknown = model.usedFeatures.filter { CreditFeature(rawValue: $0) == nil }
        let named = pack.protectedFeatures.map(\.description)
        let gap = largestGap(model)
        let enough = OutcomeEvidence.enough
        let fault = pack.cardFault(of: model)
        return [
            ModelCheck(
                name: .card, isMet: fault == nil && (isExpert || rows > 0 && area != nil),
                isBlocking: true,
                detail: fault.map { "impossible: \($0)" } ?? (isExpert
                    ? "an expert's scorecard: no table"
                    : claimsExpert
                        ? "the card says expert, but the model is no scorecard with a doubt"
                        : "\(rows) rows, area under the curve "
                        + (area.map { short($0) } ?? "not given"))),
            ModelCheck(
                name: .outcomes, isMet: isExpert || rows >= enough, isBlocking: false,
                detail: isExpert
                    ? "an expert's scorecard needs none"
                    : "\(rows) outcomes; under \(enough) an expert's scorecard is safer"),
            ModelCheck(
                name: .fingerprint, isMet: isExpert || pack.tableHash != nil, isBlocking: true,
                detail: pack.tableHash ?? (isExpert ? "judgement has no table" : "none")),
            ModelCheck(
                name: .additivity, isMet: gap <= 1e-9, isBlocking: true,
                detail: "largest gap \(gap) over \(trials) rows"),
            ModelCheck(
                name: .protected, isMet: named.isEmpty, isBlocking: true,
                detail: named.isEmpty ? "none" : named.joined(separator: ", ")),
            ModelCheck(
                name: .discrimination, isMet: (area ?? 0) >= leastArea,
                isBlocking: false,
                detail: area.map { "area under the curve \(short($0))" } ?? "not measured"),
            ModelCheck(
                name: .books, isMet: unknown.isEmpty, isBlocking: false,
                detail: unknown.isEmpty
                    ? "all \(model.usedFeatures.count) features are in the catalogue"
                    : Self.lacking(unknown)),
        ]
    }

    /// Rows by a fixed generator: the same model has the same answer every time.
    private static func largestGap(_ model: CreditModel) -> Double {
        var state: UInt64 = 20_261_127
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / 0x1p53
        }
        let rows = (0..<trials * model.featureNames.count).map { _ in
            next() < 0.2 ? .nan : next() * 100 - 20
        }
        // `max` drops what is no number, which is the worst gap of all.
        return model.additivityGaps(rows).reduce(0) { $0.isNaN || $1.isNaN ? .nan : max($0, $1) }
    }

    /// Which features, and the way to a model that can go live.
    private static func lacking(_ unknown: [String]) -> String {
        let rest = unknown.count > 8 ? " and \(unknown.count - 8) more" : ""
        return "The books do not know " + unknown.prefix(8).joined(separator: ", ") + rest
            + ". It can score tables (commons score). For a live model train on the table that "
            + "the page Models saves, or commons models table: it has the features of the books."
    }

    private static func short(_ value: Double) -> String {
        "\((value * 10_000).rounded() / 10_000)"
    }
}

/// The findings as a model's event keeps them.
struct ModelFindings: Codable {
    let checks: [ModelCheck]
    /// Absent where the model was checked by a release that did not look.
    let fairness: [FairnessReport]?

    var text: String {
        get throws { String(decoding: try WireEncoder.encode(self), as: UTF8.self) }
    }

    init(checks: [ModelCheck], fairness: [FairnessReport]?) {
        self.checks = checks
        self.fairness = fairness
    }

    /// Earlier releases kept exact counts of groups: their reports are not shown any more.
    init?(text: String?) {
        guard let text else { return nil }
        let bytes = Array(text.utf8)
        if let found = try? WireDecoder.stored.decode(ModelFindings.self, from: bytes) {
            self = found
            return
        }
        guard let checks = (try? JSONValue.parse(bytes))?["checks"],
            let found = try? WireDecoder.stored.decode(
                ModelFindings.self, from: JSONValue.object([("checks", checks)]).bytes)
        else { return nil }
        self.init(checks: found.checks.map(\.withoutFigures), fairness: nil)
    }

    func isMet(_ name: ModelCheck.Name) -> Bool {
        checks.contains { $0.name == name && $0.isMet }
    }
}
