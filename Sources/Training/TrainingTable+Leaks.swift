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
                leaveOut(name, .knowsAlone(name, leak))
                ownLeaks.append(column)
                return false
            }
            if leak != nil { keptLeaks.insert(name) }
            if let doubt = leak ?? knowledge.doubt(column.categories) {
                findings.append(.mayKnow(name, doubt))
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
    private mutating func leaveOut(_ name: String, _ finding: TableFinding) {
        findings.removeAll {
            $0.code == .countedDays && $0.column.map(FeatureName.plain) == name
        }
        findings.append(finding)
    }

    /// Of each pair what holds the leak; the other one may say something of its own.
    private mutating func leaveOut(_ pairs: [LeakPair], keep: Set<String>) {
        var (gone, said) = (Set<String>(), Set<String>())
        for pair in pairs where !gone.contains(pair.first) && !gone.contains(pair.second) {
            for (name, other) in pair.holders where said.insert(name).inserted {
                if keep.contains(name) {
                    findings.append(.mayKnow(name, with: other, pair.knowledge))
                } else {
                    gone.insert(name)
                    leaveOut(name, .knows(name, with: other, pair.knowledge))
                }
            }
        }
        columns.removeAll { gone.contains($0.name) }
    }
}
