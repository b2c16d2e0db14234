/// Rows and counter deltas that are decided but not yet given to the engine.
struct PendingRows {
    /// What waits for one table, in the order in which the tables were first named.
    enum Batch {
        case rows(AppendedTable, [[Value]])
        case deltas(Counter, [CounterDelta], places: [[Value]: Int])
    }

    private(set) var batches: [Batch] = []
    private var appended: [AppendedTable: Int] = [:]
    private var counted: [Counter: Int] = [:]

    var isEmpty: Bool { batches.isEmpty }

    mutating func append(_ row: [Value], to table: AppendedTable) {
        append([row], to: table)
    }

    mutating func append(_ rows: [[Value]], to table: AppendedTable) {
        guard let place = appended[table] else {
            appended[table] = batches.count
            batches.append(.rows(table, rows))
            return
        }
        guard case .rows(_, var present) = batches[place] else { return }
        // The array is moved out and back so that it grows in place.
        batches[place] = .rows(table, [])
        present.append(contentsOf: rows)
        batches[place] = .rows(table, present)
    }

    /// False, with nothing changed, when the sum leaves Int64.
    mutating func add(_ delta: Int64, to counter: Counter, key: [Value]) -> Bool {
        guard let place = counted[counter] else {
            counted[counter] = batches.count
            let first = CounterDelta(key: key, delta: delta)
            batches.append(.deltas(counter, [first], places: [key: 0]))
            return true
        }
        guard case .deltas(_, var sums, var places) = batches[place] else { return true }
        batches[place] = .deltas(counter, [], places: [:])
        defer { batches[place] = .deltas(counter, sums, places: places) }
        guard let index = places[key] else {
            places[key] = sums.count
            sums.append(CounterDelta(key: key, delta: delta))
            return true
        }
        let (sum, overflow) = sums[index].delta.addingReportingOverflow(delta)
        if overflow { return false }
        sums[index].delta = sum
        return true
    }

    /// Takes over everything of `other`. False, with nothing changed, when a sum leaves Int64.
    mutating func absorb(_ other: PendingRows) -> Bool {
        if isEmpty {
            self = other
            return true
        }
        if !hasRoom(for: other) { return false }
        for batch in other.batches {
            switch batch {
            case .rows(let table, let rows): append(rows, to: table)
            case .deltas(let counter, let sums, _):
                for sum in sums { _ = add(sum.delta, to: counter, key: sum.key) }
            }
        }
        return true
    }

    private func hasRoom(for other: PendingRows) -> Bool {
        for case .deltas(let counter, let sums, _) in other.batches {
            guard let place = counted[counter],
                case .deltas(_, let present, let places) = batches[place]
            else { continue }
            for sum in sums {
                guard let index = places[sum.key] else { continue }
                if present[index].delta.addingReportingOverflow(sum.delta).overflow { return false }
            }
        }
        return true
    }

    func mentions(_ words: Set<String>) -> Bool {
        batches.contains { batch in
            switch batch {
            case .rows(let table, _): words.contains(table.name)
            case .deltas(let counter, _, _): words.contains(counter.table)
            }
        }
    }

    mutating func removeAll() {
        if !batches.isEmpty { self = PendingRows() }
    }
}
