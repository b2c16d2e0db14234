import Insight

/// What a check saw, as a code with its figures, so that a page says it in the reader's language.
public struct ModelFinding: Codable, Sendable {
    public enum Code: String, Codable, Sendable, CaseIterable {
        /// The card cannot be true; `names` has why.
        case impossible
        /// An expert's scorecard: a judgement, which no table was fitted to.
        case expert
        /// The card says expert, but the model is no scorecard with a doubt.
        case noExpert = "no_expert"
        /// `rows`, and the `area` under the curve where the card has one.
        case rows
        /// `rows` outcomes; under `least` an expert's scorecard is safer.
        case outcomes
        /// `names` has the hash of the table.
        case table
        case noTable = "no_table"
        /// `names` has the largest gap over so many `rows`.
        case gap
        case noneProtected = "none_protected"
        /// `names` has the features that hold what the law protects.
        case protected
        /// All of `names` may be of things: their maker can say what they are about.
        case doubtful = "protected_doubtful"
        /// `names` has features that are declared to be about no person, each with the reason.
        case declared = "protected_declared"
        /// The `area` under the curve.
        case area
        case noArea = "no_area"
        /// All `rows` features follow from the books.
        case allKnown = "all_known"
        /// `names` has features that the books do not know, and there are `rest` more.
        case unknown
        /// No protected attribute is kept.
        case noGroups = "no_groups"
        /// `names` has the attributes whose groups were compared.
        case groups
        /// By `names` the ratio's interval is too wide to tell.
        case unclear
        /// By none of `names` two groups are large enough to be compared.
        case fewGroups = "few_groups"
        /// By `names` a group is approved much less often than another.
        case adverse
        /// By `names` large groups are not all shown, and how they fare cannot be said.
        case unsaid
        /// How groups fare is told to who may read the fairness report.
        case withheld
    }

    public let code: Code
    public private(set) var rows: Int64?
    public private(set) var least: Int?
    public private(set) var rest: Int?
    public private(set) var area: Double?
    public private(set) var names: [String]?

    private init(_ code: Code) { self.code = code }
}

extension ModelFinding {
    static let expert = ModelFinding(.expert)
    static let noExpert = ModelFinding(.noExpert)
    static let noTable = ModelFinding(.noTable)
    static let withheld = ModelFinding(.withheld)

    static func impossible(_ fault: String) -> ModelFinding {
        ModelFinding(.impossible).naming([fault])
    }

    static func rows(_ rows: Int64, _ area: Double?) -> ModelFinding {
        var finding = ModelFinding(.rows).counting(rows)
        finding.area = area
        return finding
    }

    static func outcomes(_ rows: Int64, least: Int) -> ModelFinding {
        var finding = ModelFinding(.outcomes).counting(rows)
        finding.least = least
        return finding
    }

    static func table(_ hash: String) -> ModelFinding { ModelFinding(.table).naming([hash]) }

    /// Rounding alone is no gap that anybody wants to read to its last digit.
    static func gap(_ gap: Double, rows: Int64) -> ModelFinding {
        ModelFinding(.gap).counting(rows).naming([gap <= 1e-9 ? "<0.000000001" : "\(gap)"])
    }

    static func protected(_ features: [ProtectedFeature]) -> ModelFinding {
        guard !features.isEmpty else { return ModelFinding(.noneProtected) }
        let isPlain = features.contains { $0.isPlain }
        return ModelFinding(isPlain ? .protected : .doubtful).naming(features.map(\.description))
    }

    static func declared(
        _ features: [ProtectedFeature], _ reasons: [String: String]
    ) -> ModelFinding {
        ModelFinding(.declared).naming(
            features.map { "\($0.description): \(reasons[$0.name] ?? "")" })
    }

    static func area(_ area: Double?) -> ModelFinding {
        var finding = ModelFinding(area == nil ? .noArea : .area)
        finding.area = area
        return finding
    }

    /// - Parameter unknown: features that the books do not know, of so many that the model uses.
    static func books(_ unknown: [String], of count: Int) -> ModelFinding {
        guard !unknown.isEmpty else { return ModelFinding(.allKnown).counting(Int64(count)) }
        var finding = ModelFinding(.unknown).naming(Array(unknown.prefix(mostNamed)))
        finding.rest = max(unknown.count - mostNamed, 0)
        return finding
    }

    /// The worst of what was found, with the attributes of which it was.
    static func groups(_ reports: [FairnessReport]) -> ModelFinding {
        func finding(
            _ code: Code, where isSo: (FairnessReport) -> Bool = { _ in true }
        ) -> ModelFinding? {
            let names = reports.filter(isSo).map(\.attribute)
            return names.isEmpty ? nil : ModelFinding(code).naming(names)
        }
        let isCompared = reports.contains { !$0.isTooFew }
        let isTold = reports.contains { $0.isTold }
        return finding(.adverse) { $0.isAdverse } ?? finding(.unsaid) { $0.isUnsaid }
            ?? (isTold ? nil : finding(.unclear) { $0.isUnclear })
            ?? finding(isCompared ? .groups : .fewGroups) ?? ModelFinding(.noGroups)
    }

    private static let mostNamed = 8

    private func counting(_ rows: Int64) -> ModelFinding {
        var finding = self
        finding.rows = rows
        return finding
    }

    private func naming(_ names: [String]) -> ModelFinding {
        var finding = self
        finding.names = names
        return finding
    }
}

extension ModelFinding {
    /// As the API and the command line say it.
    var english: String {
        let names = (names ?? []).joined(separator: ", ")
        let rows = rows ?? 0
        switch code {
        case .impossible: return "impossible: \(names)"
        case .expert: return "an expert's scorecard: no table"
        case .noExpert: return "the card says expert, but the model is no scorecard with a doubt"
        case .rows:
            return "\(rows) rows, area under the curve " + (area.map(Self.short) ?? "not given")
        case .outcomes:
            return "\(rows) outcomes; under \(least ?? 0) an expert's scorecard is safer"
        case .table: return names
        case .noTable, .noneProtected: return "none"
        case .gap: return "largest gap \(names) over \(rows) rows"
        case .protected: return names
        case .doubtful:
            return "\(names); where it is about no person, train again with --not-protected and "
                + "say what it is about"
        case .declared: return "declared to be about no person: \(names)"
        case .area: return "area under the curve \(Self.short(area ?? 0))"
        case .noArea: return "not measured"
        case .allKnown: return "all \(rows) features are in the catalogue"
        case .unknown:
            let others = rest.map { $0 > 0 ? " and \($0) more" : "" } ?? ""
            return "The books do not know \(names)\(others). It can score tables (commons score). "
                + "For a live model train on the table that the page Models saves, or commons "
                + "models table: it has the features of the books."
        case .noGroups: return "no protected attribute is kept, so no groups were compared"
        case .groups: return "compared by \(names)"
        case .unclear: return "by \(names) the interval is too wide to tell yet"
        case .fewGroups: return "too few to compare by \(names)"
        case .adverse: return "by \(names) a group is approved much less often than another"
        case .unsaid:
            return "by \(names) large groups are not all shown, and whether one is approved much "
                + "less often cannot be said"
        case .withheld: return "who may read the fairness report sees how groups compare"
        }
    }

    private static func short(_ value: Double) -> String {
        "\((value * 10_000).rounded() / 10_000)"
    }
}
