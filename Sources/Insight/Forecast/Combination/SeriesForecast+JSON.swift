import Wire

extension SeriesForecast {
    /// Into an open object: `p10`, `p50`, `p90` and `season_part` a step, and the `members` with
    /// their weights.
    public func writeMembers(to writer: inout JSONWriter) {
        writer.numbers("p10", lower)
        writer.numbers("p50", median)
        writer.numbers("p90", upper)
        writer.numbers("season_part", seasonal)
        writer.key("members")
        writer.beginArray()
        for share in shares {
            writer.beginObject()
            writer.key("name")
            writer.string(share.name)
            writer.key("weight")
            writer.double(share.weight)
            writer.endObject()
        }
        writer.endArray()
    }
}

extension JSONWriter {
    mutating func numbers(_ key: StaticString, _ numbers: [Double]) {
        self.key(key)
        beginArray()
        for number in numbers { double(number) }
        endArray()
    }
}
