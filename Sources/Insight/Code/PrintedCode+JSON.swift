import Wire

extension PrintedCode {
    /// `{"symbology","text","box":[x,y,w,h],"page"}`.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("symbology")
        writer.string(symbology)
        writer.key("text")
        writer.string(text)
        writer.key("box")
        writer.optional(box)
        writer.key("page")
        writer.integer(Int64(page))
        writer.endObject()
    }

    /// Reads what `write` wrote; nil for anything else.
    public init?(_ value: JSONValue) {
        guard let symbology = value["symbology"]?.string, let text = value["text"]?.string,
            let sides = value["box"]?.array?.compactMap({ $0.integer }), sides.count == 4
        else { return nil }
        let box = Box(
            x: Int(sides[0]), y: Int(sides[1]), width: Int(sides[2]), height: Int(sides[3]))
        self.init(
            symbology: symbology, text: text, box: box,
            page: value["page"]?.integer.map { Int($0) } ?? 1)
    }
}
