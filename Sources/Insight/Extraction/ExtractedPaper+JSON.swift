import Wire

extension ExtractedPaper {
    /// Writes the members `kind`, `fields`, `lines` and `warnings` into an object that the caller
    /// has begun, so that the caller may add its own (`file`, `pages`).
    public func writeMembers(to writer: inout JSONWriter) {
        writer.key("kind")
        writer.string(kind.rawValue)
        writer.key("fields")
        writer.beginObject()
        for name in FieldName.allCases {
            writer.key(named: name.rawValue)
            self[name].write(to: &writer)
        }
        writer.endObject()
        writer.key("lines")
        writer.beginArray()
        for line in lines { line.write(to: &writer) }
        writer.endArray()
        writer.key("warnings")
        writer.beginArray()
        for warning in warnings { warning.write(to: &writer) }
        writer.endArray()
    }
}

extension ExtractedField {
    /// `{"value","confidence","box":[x,y,w,h],"page","source"}`; what is not known is null.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("value")
        writer.optional(value)
        writer.key("confidence")
        writer.double((confidence * 1000).rounded() / 1000)
        writer.key("box")
        writer.optional(box)
        writer.key("page")
        if let page { writer.integer(Int64(page)) } else { writer.null() }
        writer.key("source")
        writer.optional(source?.rawValue)
        writer.endObject()
    }
}

extension ExtractedLine {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("description")
        writer.string(description)
        writer.key("quantity")
        writer.optional(quantity)
        writer.key("unit_price")
        writer.optional(unitPrice)
        writer.key("amount")
        writer.optional(amount)
        writer.key("box")
        writer.optional(box)
        writer.key("page")
        if let page { writer.integer(Int64(page)) } else { writer.null() }
        writer.endObject()
    }
}

extension ExtractionWarning {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("code")
        writer.string(code)
        writer.key("message")
        writer.string(message)
        if let field {
            writer.key("field")
            writer.string(field.rawValue)
        }
        if let proposal {
            writer.key("proposal")
            writer.string(proposal)
        }
        writer.endObject()
    }
}

extension JSONWriter {
    mutating func optional(_ text: String?) {
        if let text { string(text) } else { null() }
    }

    mutating func optional(_ box: Box?) {
        guard let box else { return null() }
        beginArray()
        for value in [box.x, box.y, box.width, box.height] { integer(Int64(value)) }
        endArray()
    }
}
