import Foundation
import Insight
import Wire

/// Streams a table through a model: blocks of rows, each block on all cores, written in order.
struct ScoreRun {
    private(set) var rowCount = 0
    private(set) var refused = 0
    /// What the table has that the model does not expect, in words.
    private(set) var doubts: [String] = []

    private let model: LightGBMModel
    private let ensemble: TreeEnsemble
    private let calibration: Calibration?
    private let attribution: PathAttribution?
    private let explanation: ScoreExplanation?
    private let showsContributions: Bool
    private let json: Bool
    private let output: FileHandle
    private let missingWords: [String: [String]]
    private let takesInfinity: Bool
    private let scale = PointScale()
    private var rows: [Double] = []
    /// False for a row that could not be read.
    private var isRead: [Bool] = []
    private var unseen = UnseenCategories()

    private static let blockSize = 4096
    private static let pieceSize = 1 << 18

    /// - Parameters:
    ///   - attribution: of the model's trees; needed for contributions and explanations.
    ///   - missingWords: by feature, texts that stand for a missing number.
    ///   - takesInfinity: whether `inf` is a value, as in a model that LightGBM alone wrote.
    init(
        _ model: LightGBMModel, calibration: Calibration?, attribution: PathAttribution?,
        contributions: Bool, explanation: ScoreExplanation?, missingWords: [String: [String]],
        takesInfinity: Bool, json: Bool, output: FileHandle
    ) {
        self.model = model
        self.missingWords = missingWords
        self.takesInfinity = takesInfinity
        self.calibration = calibration
        self.json = json
        self.output = output
        ensemble = attribution?.ensemble ?? TreeEnsemble(model)
        self.explanation = explanation
        showsContributions = contributions
        self.attribution = attribution
    }

    /// - Parameter name: what people call the source.
    mutating func score(_ source: FileHandle, named name: String) throws {
        var reader = CSVReader()
        var columns: FeatureColumns?
        var row = [Double](repeating: .nan, count: ensemble.featureCount)
        let size = (try? source.seekToEnd()).flatMap { Int(exactly: $0) } ?? 0
        if size > 0 { try? source.seek(toOffset: 0) }
        var progress = RowProgress(bytes: size)
        var isLast = false
        while !isLast {
            // What Foundation reads is freed block by block, or a long table would pile up.
            try autoreleasing {
                let piece: Data
                do {
                    piece = try source.read(upToCount: Self.pieceSize) ?? Data()
                } catch {
                    throw UnusableFile(description: "\(name) cannot be read")
                }
                isLast = piece.isEmpty
                reader.append(piece)
                if let foreign = reader.foreign { throw FeatureColumnsError.foreign(foreign) }
                progress.step(bytes: piece.count, rows: rowCount)
            }
            while reader.next(isLast: isLast) {
                guard let known = columns else {
                    let header = reader.fields.map(reader.text)
                    guard reader.isUTF8 else { throw FeatureColumnsError.encoding }
                    let found = try FeatureColumns(
                        header: header, model: model, missingWords: missingWords,
                        takesInfinity: takesInfinity)
                    if found.isByPosition { doubts.append(byPosition(header)) }
                    if !found.nearNames.isEmpty { doubts.append(Self.byNearName(found.nearNames)) }
                    columns = found
                    try write(Array((json ? "" : head() + "\n").utf8))
                    continue
                }
                take(reader, known, &row)
                if isRead.count == Self.blockSize { try flush() }
            }
        }
        guard columns != nil else { throw FeatureColumnsError.missing(model.featureNames) }
        try flush()
        progress.end()
        doubts += unseen.items.map {
            "\($0.feature) has in \($0.rows) rows a category that the model never met, such as "
                + "'\($0.example.prefix(40))'"
        }
    }

    private func byPosition(_ header: [String]) -> String {
        let (first, last) = (header.first ?? "", header.last ?? "")
        return "no column is named like a feature, so they stand by position: \(first) for "
            + "\(model.featureNames.first ?? "") to \(last) for \(model.featureNames.last ?? "")"
    }

    private static func byNearName(_ names: [FeatureColumns.NearName]) -> String {
        let shown = names.prefix(4).map { "'\($0.header)' for \($0.feature)" }
        return "columns differ from features by capitals or blanks alone and were taken as them: "
            + shown.joined(separator: ", ")
            + (names.count > shown.count ? " and \(names.count - shown.count) more" : "")
    }

    private mutating func take(
        _ reader: CSVReader, _ columns: FeatureColumns, _ row: inout [Double]
    ) {
        do throws(CellError) {
            try columns.read(reader, into: &row, unseen: &unseen)
            isRead.append(true)
        } catch {
            refused += 1
            Console.error.write(Data("\(error)\n".utf8))
            for index in row.indices { row[index] = .nan }
            isRead.append(false)
        }
        rows.append(contentsOf: row)
    }

    private func head() -> String {
        var names = ["row", "raw", "probability", "points"]
        if explanation != nil { names += ScoreExplanation.header }
        if showsContributions {
            names += FeatureName.contributions(of: model.featureNames)
        }
        return names.map(Self.quoted).joined(separator: ",")
    }

    /// Each core takes a share of the block; what they write is put together in order.
    private mutating func flush() throws {
        let count = isRead.count
        guard count > 0 else { return }
        let cores = max(1, min(ProcessInfo.processInfo.activeProcessorCount, count / 64))
        let share = (count + cores - 1) / cores
        let texts = Texts(count: cores)
        let block = self
        DispatchQueue.concurrentPerform(iterations: cores) { core in
            let range = min(core * share, count)..<min((core + 1) * share, count)
            texts.set(block.text(of: range), at: core)
        }
        for text in texts.all { try write(text) }
        rowCount += count
        rows.removeAll(keepingCapacity: true)
        isRead.removeAll(keepingCapacity: true)
    }

    private func write(_ bytes: [UInt8]) throws {
        guard !bytes.isEmpty else { return }
        do {
            try output.write(contentsOf: Data(bytes))
        } catch {
            throw UnusableFile(description: "the output cannot be written: "
                + error.localizedDescription)
        }
    }

    private func text(of range: Range<Int>) -> [UInt8] {
        guard !range.isEmpty else { return [] }
        let width = ensemble.featureCount
        let own = Array(rows[range.lowerBound * width..<range.upperBound * width])
        let raw = ensemble.rawScores(own)
        let parts = attribution?.contributions(rows: own) ?? []
        var text: [UInt8] = []
        text.reserveCapacity(range.count * 64)
        for (index, row) in range.enumerated() {
            let values = parts.isEmpty ? [] : parts[index * (width + 1)..<(index + 1) * (width + 1)]
            let probability = probability(raw[index])
            let line = ScoredRow(
                number: rowCount + row + 1, raw: isRead[row] ? raw[index] : nil,
                probability: probability, points: points(raw[index]),
                interval: probability.flatMap { explanation?.interval($0) },
                reasons: explanation?.reasons(values),
                contributions: showsContributions ? values : [])
            if json {
                line.writeJSON(names: model.featureNames, to: &text)
            } else {
                line.writeCSV(to: &text)
            }
        }
        return text
    }

    private func probability(_ raw: Double) -> Double? {
        guard ensemble.objective.isProbability else { return nil }
        return calibration?.probability(of: raw) ?? ensemble.answer(to: raw)
    }

    private func points(_ raw: Double) -> Int? {
        guard let own = ensemble.logOdds(of: raw) else { return nil }
        return scale.wholePoints(logOdds: calibration?.logOdds(of: raw) ?? own)
    }

    private static func quoted(_ name: String) -> String {
        guard name.contains(where: { ",\"\n".contains($0) }) else { return name }
        return "\"" + name.replacing("\"", with: "\"\"") + "\""
    }
}

/// What the cores wrote, by share; each writes its own place only.
private final class Texts: @unchecked Sendable {
    private let lock = NSLock()
    private var texts: [[UInt8]]

    init(count: Int) { texts = Array(repeating: [], count: count) }

    func set(_ text: [UInt8], at index: Int) { lock.withLock { texts[index] = text } }
    var all: [[UInt8]] { lock.withLock { texts } }
}

/// Objective-C's pools exist on Apple's systems only.
private func autoreleasing<T>(_ work: () throws -> T) rethrows -> T {
    #if canImport(ObjectiveC)
        try autoreleasepool(invoking: work)
    #else
        try work()
    #endif
}
