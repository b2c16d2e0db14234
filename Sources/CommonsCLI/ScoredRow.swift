import Insight
import Wire

/// One line of what `commons score` prints.
struct ScoredRow {
    let number: Int
    /// Nil for a row that could not be read.
    let raw: Double?
    let probability: Double?
    let points: Int?
    let interval: (low: Double, high: Double)?
    /// Nil when nobody asked.
    let reasons: [String]?
    let contributions: ArraySlice<Double>

    func writeCSV(to text: inout [UInt8]) {
        text.append(contentsOf: number.description.utf8)
        add(raw, to: &text)
        add(raw == nil ? nil : probability, to: &text)
        add(raw == nil ? nil : points, to: &text)
        if let reasons {
            add(raw == nil ? nil : interval?.low, to: &text)
            add(raw == nil ? nil : interval?.high, to: &text)
            for place in 0..<Reasons.most {
                add(raw != nil && place < reasons.count ? quoted(reasons[place]) : nil, to: &text)
            }
        }
        for value in contributions { add(raw == nil ? nil : value, to: &text) }
        text.append(UInt8(ascii: "\n"))
    }

    private func quoted(_ name: String) -> String {
        guard name.contains(where: { ",\"\n".contains($0) }) else { return name }
        return "\"" + name.replacing("\"", with: "\"\"") + "\""
    }

    private func add(_ value: (some CustomStringConvertible)?, to text: inout [UInt8]) {
        text.append(UInt8(ascii: ","))
        if let value { text.append(contentsOf: value.description.utf8) }
    }

    func writeJSON(names: [String], to text: inout [UInt8]) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("row")
        writer.integer(Int64(number))
        if let raw {
            writer.key("raw")
            writer.double(raw)
            if let probability {
                writer.key("probability")
                writer.double(probability)
            }
            if let points {
                writer.key("points")
                writer.integer(Int64(points))
            }
            if let interval {
                writer.key("probability_low")
                writer.double(interval.low)
                writer.key("probability_high")
                writer.double(interval.high)
            }
            if let reasons {
                writer.key("reasons")
                writer.beginArray()
                for reason in reasons { writer.string(reason) }
                writer.endArray()
            }
            if !contributions.isEmpty {
                writer.key("contributions")
                writer.beginObject()
                for (name, value) in zip(names, contributions) {
                    writer.key(named: name)
                    writer.double(value)
                }
                writer.endObject()
                writer.key("base")
                writer.double(contributions.last ?? 0)
            }
        } else {
            writer.key("error")
            writer.string("unreadable")
        }
        writer.endObject()
        text.append(contentsOf: writer.bytes)
        text.append(UInt8(ascii: "\n"))
    }
}
