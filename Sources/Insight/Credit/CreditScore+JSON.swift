import Wire

extension CreditScore {
    /// The members of the answer of `score` in the browser and of the record on the server.
    public func writeMembers(to writer: inout JSONWriter) {
        writer.key("raw")
        writer.double(raw)
        writer.key("probability")
        writer.double(probability)
        writer.key("probability_low")
        writer.double(interval?.low ?? .nan)
        writer.key("probability_high")
        writer.double(interval?.high ?? .nan)
        writer.key("points")
        writer.integer(Int64(points))
        writer.key("evidence_points")
        writer.integer(Int64(evidencePoints))
        writer.key("band")
        writer.string(band.rawValue)
        writer.key("coverage")
        writer.double(coverage)
        writer.key("abstained")
        if let abstention { writer.string(abstention.rawValue) } else { writer.null() }
        writer.key("base_points")
        writer.double(basePoints)
        writer.key("contributions")
        writer.beginArray()
        for part in parts { part.write(to: &writer) }
        writer.endArray()
        writer.key("reasons")
        writer.beginArray()
        for reason in reasons { reason.write(to: &writer) }
        writer.endArray()
        writer.key("actions")
        writer.beginArray()
        for action in actions { action.write(to: &writer) }
        writer.endArray()
    }
}

extension CreditScore.Part {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("feature")
        writer.string(feature)
        writer.key("points")
        writer.double(points)
        writer.key("withheld")
        writer.double(withheld)
        writer.endObject()
    }
}

extension CreditScore.Reason {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("feature")
        writer.string(feature)
        writer.key("value")
        writer.double(value)
        writer.key("points")
        writer.double(points)
        writer.endObject()
    }
}

extension CreditScore.Action {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("feature")
        writer.string(feature)
        writer.key("from")
        writer.double(from)
        writer.key("to")
        writer.double(to)
        writer.key("points")
        writer.integer(Int64(points))
        writer.key("probability")
        writer.double(probability)
        writer.endObject()
    }
}
