import Testing

/// Reads Prometheus' text format as strictly as its own documentation, and names what is wrong.
struct PrometheusText {
    struct Defect: Error, CustomStringConvertible { let description: String }

    /// The value of each series, by its name and labels as written.
    private(set) var values: [String: Double] = [:]
    private(set) var kinds: [Substring: Substring] = [:]

    init(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw Defect(description: "the last line has no end") }
        var family: Substring = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if line.hasPrefix("# TYPE ") {
                let words = line.split(separator: " ", omittingEmptySubsequences: false)
                guard words.count == 4,
                    ["counter", "gauge", "histogram"].contains(words[3]),
                    kinds.updateValue(words[3], forKey: words[2]) == nil
                else { throw Defect(description: "\(line)") }
                family = words[2]
                continue
            }
            try sample(line, in: family)
        }
        for (name, kind) in kinds where kind == "histogram" { try histogram(name) }
    }

    private mutating func sample(_ line: Substring, in family: Substring) throws {
        let pattern = #/([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(.*)\})? (-?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?)/#
        guard let found = line.wholeMatch(of: pattern), let kind = kinds[family],
            let value = Double(found.output.4)
        else { throw Defect(description: "no sample: \(line)") }
        let name = found.output.1
        let suffixes = kind == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
        guard suffixes.contains(where: { name == family + $0 }) else {
            throw Defect(description: "\(name) stands among \(family)")
        }
        guard kind != "counter" || name.hasSuffix("_total"), value >= 0 else {
            throw Defect(description: "a counter named \(name) with \(value)")
        }
        if let labels = found.output.3 {
            let label = #/[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\\\|\\"|\\n)*"/#
            var rest = labels
            while let match = rest.prefixMatch(of: label) {
                rest = rest[match.range.upperBound...]
                if rest.hasPrefix(",") { rest = rest.dropFirst() } else { break }
            }
            guard rest.isEmpty, !labels.hasSuffix(",") else {
                throw Defect(description: "labels \(labels)")
            }
        }
        let series = String(line.prefix { $0 != "}" }) + (found.output.2 == nil ? "" : "}")
        let key = found.output.2 == nil ? String(name) : series
        guard values.updateValue(value, forKey: key) == nil else {
            throw Defect(description: "\(key) stands there twice")
        }
    }

    /// Each series' buckets rise, and the last one is the count.
    private func histogram(_ name: Substring) throws {
        let counts = values.filter { $0.key.hasPrefix(name + "_count") }
        guard !counts.isEmpty else { return }
        for (key, count) in counts {
            let labels = key.dropFirst(name.count + "_count".count).dropFirst().dropLast()
            let own = labels.isEmpty ? "" : labels + ","
            let buckets = values.compactMap { key, value -> (Double, Double)? in
                let start = name + "_bucket{" + own + "le=\""
                guard key.hasPrefix(start) else { return nil }
                let bound = key.dropFirst(start.count).dropLast(2)
                return (bound == "+Inf" ? .infinity : Double(bound) ?? .nan, value)
            }.sorted { $0.0 < $1.0 }
            guard let last = buckets.last, last.0 == .infinity, last.1 == count,
                zip(buckets, buckets.dropFirst()).allSatisfy({ $0.1 <= $1.1 }),
                values["\(name)_sum" + (labels.isEmpty ? "" : "{\(labels)}")] != nil
            else { throw Defect(description: "the histogram \(key)") }
        }
    }
}
