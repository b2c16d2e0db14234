import Wire

/// Which feature each list of `pandas_categorical` belongs to. The text says only that the lists
/// are in the order of the data frame's columns of the type `category`: it does not name them, and
/// `feature_infos` has `none` for a column that LightGBM found nothing to split in.
struct CategoryColumns {
    /// By feature: its list.
    private(set) var lists: [Int?]
    /// Features that no tree asks for and that may hold any text: nobody knows of what kind
    /// they are, and nothing depends on it.
    private(set) var isIdle: [Bool]

    /// More combinations than any table needs to look at.
    private static let mostWork = 4_000_000

    /// - Throws: the features that a list may or may not belong to.
    init(_ model: LightGBMModel) throws(FeatureColumnsError) {
        let count = model.featureNames.count
        lists = Array(repeating: nil, count: count)
        let kinds = (0..<count).map { feature in
            FeatureKind(
                feature < model.featureRanges.count ? model.featureRanges[feature] : "none")
        }
        isIdle = kinds.map { $0 == .unused }
        let sizes = model.pandasCategories.map { $0.count }
        guard !sizes.isEmpty else { return }
        if let plain = Self.named(model, kinds), plain.count == sizes.count,
            zip(plain, sizes).allSatisfy({ kinds[$0].takes($1) })
        {
            for (list, feature) in plain.enumerated() { lists[feature] = list }
            return
        }
        try decide(sizes, kinds, model)
    }

    /// The features that are known to be categorical, all of them: `categorical_feature` of the
    /// parameters has also those without a split; without it `feature_infos` serves while no
    /// feature is `none`.
    private static func named(_ model: LightGBMModel, _ kinds: [FeatureKind]) -> [Int]? {
        let noted = kinds.indices.filter { kinds[$0].isCategorical }
        if let given = model.categoricalFeatures, Set(given).isSuperset(of: noted),
            given.allSatisfy({ kinds.indices.contains($0) && !kinds[$0].isNumber })
        {
            return Set(given).sorted()
        }
        return kinds.contains(.unused) ? nil : noted
    }

    /// Every way to give the lists to features in their order: a feature that a tree asks for must
    /// have the same list, or none, in all of them.
    private mutating func decide(
        _ sizes: [Int], _ kinds: [FeatureKind], _ model: LightGBMModel
    ) throws(FeatureColumnsError) {
        let (features, lists) = (kinds.count, sizes.count)
        guard lists <= features, (features + 1) * (lists + 1) <= Self.mostWork else {
            throw .categories([])
        }
        let before = Self.reach(sizes, kinds)
        let after = Self.reach(sizes.reversed(), kinds.reversed())
        guard before[features][lists] else { throw .categories([]) }
        var doubtful: [String] = []
        let used = model.usedFeatures
        for feature in kinds.indices {
            var found: [Int?] = []
            for list in 0...lists where before[feature][list] {
                let rest = after[features - feature - 1]
                if rest[lists - list] { found.append(nil) }
                if list < lists, rest[lists - list - 1], kinds[feature].takes(sizes[list]) {
                    found.append(list)
                }
            }
            if Set(found).count == 1 {
                self.lists[feature] = found[0]
            } else if used.contains(feature) {
                doubtful.append(model.featureNames[feature])
            } else {
                isIdle[feature] = true
            }
        }
        guard doubtful.isEmpty else { throw .categories(doubtful) }
    }

    /// By number of features, then of lists: whether the first so many features can hold exactly
    /// the first so many lists.
    private static func reach(_ sizes: [Int], _ kinds: [FeatureKind]) -> [[Bool]] {
        var rows = [[true] + sizes.map { _ in false }]
        for kind in kinds {
            let last = rows[rows.count - 1]
            var next = last
            for list in sizes.indices where last[list] && kind.takes(sizes[list]) {
                next[list + 1] = true
            }
            rows.append(next)
        }
        return rows
    }
}

/// What `feature_infos` says of a feature.
private enum FeatureKind: Equatable {
    /// Nothing: LightGBM found no split, whatever its type.
    case unused
    /// The largest code.
    case categorical(Int)
    /// Numbers; those that can be codes of an ordered category are whole, up to `codes`.
    case number(codes: Int?)

    init(_ range: String) {
        if range == "none" {
            self = .unused
        } else if range.hasPrefix("[") {
            let ends = Self.numbers(range.utf8.dropFirst().dropLast())
            guard ends.count == 2, ends[0] >= 0, ends[0] == ends[0].rounded(),
                ends[1] == ends[1].rounded(), let last = Int(exactly: ends[1])
            else {
                self = .number(codes: nil)
                return
            }
            self = .number(codes: last)
        } else {
            var last = -1
            for code in Self.numbers(range.utf8[...]) {
                last = max(last, Int(exactly: code) ?? Int.max)
            }
            self = .categorical(last)
        }
    }

    private static func numbers(_ text: Substring.UTF8View) -> [Double] {
        text.split(separator: UInt8(ascii: ":")).map { word in
            DoubleText.parse(String(decoding: word, as: UTF8.self)) ?? .nan
        }
    }

    var isCategorical: Bool { if case .categorical = self { true } else { false } }
    var isNumber: Bool { if case .number = self { true } else { false } }

    /// Whether a list of so many categories can be this feature's.
    func takes(_ size: Int) -> Bool {
        switch self {
        case .unused: true
        case .categorical(let last): last < size
        case .number(let codes): codes.map { $0 < size } ?? false
        }
    }
}
