import Insight

/// What knows the outcome is left out: columns first, then what two of the rest know together.
extension TrainingTable {
    /// - Parameter keep: features that are used all the same.
    mutating func leaveOutLeaks(keep: Set<String>) {
        var areas: [String: Double] = [:]
        var (leaks, ownLeaks): ([Column], [Column]) = ([], [])
        aside.removeAll { column in
            let knowledge = OutcomeKnowledge(column.values, outcomes, copies: copies)
            areas[column.name] = knowledge.area
            guard knowledge.leak(nil) != nil else { return false }
            leaks.append(column)
            return true
        }
        var keptLeaks: Set<String> = []
        columns = columns.filter { column in
            let name = column.name
            let knowledge = OutcomeKnowledge(column.values, outcomes, copies: copies)
            areas[name] = knowledge.area
            let leak = knowledge.leak(column.categories)
            if let leak, !keep.contains(name) {
                leaveOut(name, "alone it knows the outcome (\(leak))")
                ownLeaks.append(column)
                return false
            }
            if leak != nil { keptLeaks.insert(name) }
            if let doubt = leak ?? knowledge.doubt(column.categories) {
                warnings.append(
                    "\(name) may know the outcome (alone: \(doubt)): make sure that it is known "
                        + "when a loan is decided")
            }
            return true
        }
        let search = PairSearch(
            columns: columns.filter { $0.categories == nil && !keptLeaks.contains($0.name) },
            aside: aside, leaks: ownLeaks.filter { $0.categories == nil } + leaks, areas: areas,
            outcomes: outcomes, copies: copies)
        leaveOut(search.found(), keep: keep)
    }

    /// What is left out needs no other advice.
    private mutating func leaveOut(_ name: String, _ reason: String) {
        warnings.removeAll { $0.hasPrefix("\(name) is a time: ") }
        warnings.append("\(name) left out: \(reason); --keep \(name) uses it all the same")
    }

    /// Of each pair what holds the leak; the other one may say something of its own.
    private mutating func leaveOut(_ pairs: [LeakPair], keep: Set<String>) {
        var (gone, said) = (Set<String>(), Set<String>())
        for pair in pairs where !gone.contains(pair.first) && !gone.contains(pair.second) {
            for (name, other) in pair.holders where said.insert(name).inserted {
                let evidence = pair.evidence(against: other)
                if keep.contains(name) {
                    warnings.append(
                        "\(name) may know the outcome (\(evidence)): make sure that it is known "
                            + "when a loan is decided")
                } else {
                    gone.insert(name)
                    leaveOut(name, evidence)
                }
            }
        }
        columns.removeAll { gone.contains($0.name) }
    }
}
