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
        /// No feature holds what the law protects, by its name or by its categories. One that only
        /// looks so, and of which the card says what it is about, keeps nothing from approval.
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
    /// In English, with everything that was seen.
    public let detail: String
    /// The same for a page in the reader's language; absent where an earlier release checked.
    public let finding: ModelFinding?

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
        let (named, declared) = pack.protectedFeatures
        let reasons = ProtectedDeclaration.reasons(in: card)
        let gap = largestGap(model)
        let enough = OutcomeEvidence.enough
        let fault = pack.cardFault(of: model)
        let ofCard = ModelFinding.rows(rows, area)
        let ofClaim: ModelFinding = claimsExpert ? .noExpert : ofCard
        return [
            ModelCheck(
                .card, isMet: fault == nil && (isExpert || rows > 0 && area != nil),
                isBlocking: true,
                fault.map(ModelFinding.impossible) ?? (isExpert ? .expert : ofClaim)),
            ModelCheck(
                .outcomes, isMet: isExpert || rows >= enough, isBlocking: false,
                isExpert ? .expert : .outcomes(rows, least: enough)),
            ModelCheck(
                .fingerprint, isMet: isExpert || pack.tableHash != nil, isBlocking: true,
                pack.tableHash.map(ModelFinding.table) ?? (isExpert ? .expert : .noTable)),
            ModelCheck(
                .additivity, isMet: gap <= 1e-9, isBlocking: true,
                .gap(gap, rows: Int64(trials))),
            // What is declared away is seen and agreed to by whoever approves.
            ModelCheck(
                .protected, isMet: named.isEmpty && declared.isEmpty,
                isBlocking: !named.isEmpty || declared.isEmpty,
                named.isEmpty && !declared.isEmpty
                    ? ModelFinding.declared(declared, reasons) : .protected(named)),
            ModelCheck(
                .discrimination, isMet: (area ?? 0) >= leastArea, isBlocking: false, .area(area)),
            ModelCheck(
                .books, isMet: unknown.isEmpty, isBlocking: false,
                .books(unknown, of: model.usedFeatures.count)),
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
}

extension ModelCheck {
    /// - Parameter detail: what is said beyond the finding; without it the finding in English.
    init(
        _ name: Name, isMet: Bool, isBlocking: Bool, _ finding: ModelFinding? = nil,
        detail: String? = nil
    ) {
        self.name = name
        self.isMet = isMet
        self.isBlocking = isBlocking
        self.detail = detail ?? finding?.english ?? ""
        self.finding = finding
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
