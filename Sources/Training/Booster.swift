/// A table in LightGBM's memory.
final class BoosterTable {
    let library: LightGBMLibrary
    let handle: LightGBMLibrary.Handle

    /// `rows` one behind another; `reference` is the table whose bins are taken over.
    init(
        _ library: LightGBMLibrary, rows: [Double], labels: [Float], names: [String],
        options: String, reference: BoosterTable? = nil
    ) throws(TrainingRefusal) {
        self.library = library
        var made: LightGBMLibrary.Handle?
        // 1: rows of doubles; 1: row after row.
        let status = rows.withUnsafeBytes { rows in
            rows.baseAddress.map {
                library.createDataset(
                    $0, 1, Int32(labels.count), Int32(names.count), 1, options,
                    reference?.handle, &made)
            } ?? -1
        }
        try library.check(status)
        guard let made else { throw TrainingRefusal("LightGBM made no table") }
        handle = made
        let set = labels.withUnsafeBytes { labels in
            labels.baseAddress.map {
                library.setField(made, "label", $0, Int32(rows.count / names.count), 0)
            } ?? -1
        }
        try library.check(set)
        let copies = names.map { Array($0.utf8CString) }
        let buffers = copies.map { copy in
            let memory = UnsafeMutablePointer<CChar>.allocate(capacity: copy.count)
            memory.update(from: copy, count: copy.count)
            return memory
        }
        defer { for buffer in buffers { buffer.deallocate() } }
        let pointers = buffers.map { UnsafePointer<CChar>?($0) }
        try library.check(library.setNames(made, pointers, Int32(names.count)))
    }

    /// The rows of `table` that `indices` names.
    convenience init(
        _ library: LightGBMLibrary, _ table: TrainingTable, _ indices: [Int], options: String,
        reference: BoosterTable? = nil
    ) throws(TrainingRefusal) {
        try self.init(
            library, rows: table.rows(indices), labels: table.labels(indices),
            names: table.featureNames, options: options, reference: reference)
    }

    deinit { _ = library.freeDataset(handle) }
}

/// A model that grows tree by tree.
final class Booster {
    private let library: LightGBMLibrary
    private let handle: LightGBMLibrary.Handle
    // LightGBM keeps pointers to both.
    private let table: BoosterTable
    private let validation: BoosterTable?

    init(
        _ table: BoosterTable, validation: BoosterTable? = nil, options: String
    ) throws(TrainingRefusal) {
        library = table.library
        self.table = table
        self.validation = validation
        var made: LightGBMLibrary.Handle?
        try library.check(library.createBooster(table.handle, options, &made))
        guard let made else { throw TrainingRefusal("LightGBM made no model") }
        handle = made
        if let validation { try library.check(library.addValidation(made, validation.handle)) }
    }

    deinit { _ = library.freeBooster(handle) }

    /// Adds a tree; true when no further one helps.
    func grow() throws(TrainingRefusal) -> Bool {
        var isFinished: Int32 = 0
        try library.check(library.update(handle, &isFinished))
        return isFinished != 0
    }

    /// The metric on the validation table.
    func validationMetric() throws(TrainingRefusal) -> Double {
        var count: Int32 = 0
        var values = [Double](repeating: 0, count: 8)
        try library.check(library.evaluate(handle, 1, &count, &values))
        return values[0]
    }

    /// The first `trees` trees as text; all of them for -1.
    func text(trees: Int) throws(TrainingRefusal) -> [UInt8] {
        var length: Int64 = 0
        try library.check(library.saveText(handle, 0, Int32(trees), 0, 0, &length, nil))
        var text = [CChar](repeating: 0, count: Int(length))
        try library.check(library.saveText(handle, 0, Int32(trees), 0, length, &length, &text))
        return text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    }
}
