import Insight

/// Fits boosted trees: several shapes of trees are cross-validated on the same seeded folds with
/// early stopping, those that come close to the best are fitted to all rows with several seeds and
/// averaged, and their out-of-fold scores, which no tree has seen, give the metrics and the
/// calibration.
public struct TrainingRun: Sendable {
    public struct Options: Sendable {
        public var seed: UInt64 = 1
        public var folds = 5
        public var mostTrees = 2000
        public var patience = 80
        /// 1 or -1 by feature name.
        public var monotone: [String: Int] = [:]
        public init() {}
    }

    /// Shapes whose area under the curve is this close to the best one's are no worse in truth.
    static let closeness = 0.004
    static let mostShapes = 3
    /// With more rows one more model changes little and costs much.
    static let manyRows = 20_000
    static let mostSeeds = 3
    /// About 26 MB of text; the registry takes 32.
    static let mostLeaves = 250_000

    private let library: LightGBMLibrary
    private let table: TrainingTable
    private let options: Options
    /// By row: its fold.
    private let folds: [Int]

    public init(
        _ library: LightGBMLibrary, _ table: TrainingTable, _ options: Options
    ) throws(TrainingRefusal) {
        var options = options
        var signs: [String: Int] = [:]
        for (name, sign) in options.monotone.sorted(by: { $0.key < $1.key }) {
            let plain = FeatureName.plain(name)
            guard let column = table.columns.first(where: { $0.name == plain }) else {
                throw TrainingRefusal("there is no feature \(name) to keep monotone")
            }
            guard column.categories == nil else {
                throw TrainingRefusal(
                    "\(name) holds categories, which have no order: only a column of numbers can "
                        + "be kept monotone")
            }
            signs[plain] = sign
        }
        options.monotone = signs
        self.library = library
        self.table = table
        self.options = options
        folds = table.folds(options)
    }

    public func fit(progress: (String) -> Void) throws(TrainingRefusal) -> TrainedModel {
        let found = try contender(progress: progress)
        progress("all rows")
        return try found.model(table, folds: folds, seed: options.seed, trials: [])
    }

    func contender(progress: (String) -> Void) throws(TrainingRefusal) -> Contender {
        var trials: [FoldTrial] = []
        for (index, shape) in TreeShape.all.enumerated() {
            progress("trees of shape \(index + 1) of \(TreeShape.all.count)")
            trials.append(
                try FoldTrial(
                    shape, library: library, table: table, folds: folds, options: options))
        }
        trials.sort { $0.area > $1.area }
        guard let best = trials.first else { throw TrainingRefusal("nothing was fitted") }
        let chosen = trials.prefix(Self.mostShapes).filter {
            $0.area >= best.area - Self.closeness
        }
        let scores = table.outcomes.indices.map { row in
            chosen.reduce(0) { $0 + $1.scores[row] } / Double(chosen.count)
        }
        let leaves = chosen.reduce(0) { $0 + $1.trees * $1.shape.leaves }
        let seeds = table.rowCount < Self.manyRows
            ? max(1, min(Self.mostSeeds, Self.mostLeaves / max(leaves, 1))) : 1
        let all = Contender.Member(share: 1) { () throws(TrainingRefusal) in
            var models: [[UInt8]] = []
            for trial in chosen {
                for turn in 0..<seeds {
                    models.append(try model(trial, seed: options.seed &+ UInt64(turn) &* 1_000))
                }
            }
            return models
        }
        return Contender(
            .trees, scores: scores, outcomes: table.outcomes,
            leaves: chosen.map(\.shape.leaves).max() ?? 0, members: [all])
    }

    private func model(_ trial: FoldTrial, seed: UInt64) throws(TrainingRefusal) -> [UInt8] {
        let text = trial.shape.text(table, options, seed: seed)
        let data = try BoosterTable(
            library, table, Array(0..<table.rowCount), options: text)
        let booster = try Booster(data, options: text)
        for _ in 0..<trial.trees where try booster.grow() { break }
        return try booster.text(trees: -1)
    }

    static func ensemble(_ text: [UInt8]) throws(TrainingRefusal) -> TreeEnsemble {
        TreeEnsemble(try model(text))
    }

    static func model(_ text: [UInt8]) throws(TrainingRefusal) -> LightGBMModel {
        do throws(ModelTextError) {
            return try LightGBMModel(text: text)
        } catch {
            throw TrainingRefusal("LightGBM's own model cannot be read: \(error)")
        }
    }

    /// Both outcomes are dealt to the folds in turn, after a shuffle by the seed; copies of a row
    /// (`RowCopies.first`) lie in one fold, and who comes next takes the fold with the fewest.
    static func folds(
        _ outcomes: [Bool], _ count: Int, _ seed: UInt64, copies: [Int?] = []
    ) -> [Int] {
        var generator = SplitMix(state: seed)
        var folds = [Int](repeating: 0, count: outcomes.count)
        var known: [Int: Int] = [:]
        for outcome in [true, false] {
            let rows = outcomes.indices.filter { outcomes[$0] == outcome }
                .shuffled(using: &generator)
            var sizes = [Int](repeating: 0, count: count)
            var weights: [Int: Int] = [:]
            if !copies.isEmpty {
                for row in rows { if let first = copies[row] { weights[first, default: 0] += 1 } }
            }
            for (first, weight) in weights { if let fold = known[first] { sizes[fold] += weight } }
            for row in rows {
                let first = copies.isEmpty ? nil : copies[row]
                if let first, let fold = known[first] {
                    folds[row] = fold
                    continue
                }
                let smallest = sizes.indices.min { sizes[$0] < sizes[$1] } ?? 0
                folds[row] = smallest
                sizes[smallest] += first.flatMap { weights[$0] } ?? 1
                if let first { known[first] = smallest }
            }
        }
        return folds
    }
}

/// SplitMix64 (G. Steele, D. Lea, C. Flood, 2014): the same folds from the same seed everywhere.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
