import Wire

extension PictureMeasure {
    /// The members of an object: pixels to a tenth, shares to a thousandth.
    public func writeMembers(to writer: inout JSONWriter) {
        writer.key("corners")
        if let outline { outline.write(to: &writer) } else { writer.null() }
        writer.key("coverage")
        if let coverage { writer.double(Self.rounded(coverage, 1000)) } else { writer.null() }
        writer.key("tilt")
        writer.double(tilt)
        writer.key("letter_height")
        writer.double(letterHeight)
        writer.key("edge_width")
        if let edgeWidth { writer.double(Self.rounded(edgeWidth, 10)) } else { writer.null() }
        writer.key("light")
        writer.integer(Int64(light))
        writer.key("contrast")
        writer.double(Self.rounded(contrast, 1000))
        writer.key("advice")
        writer.array(advice) { $1.string($0.rawValue) }
    }

    fileprivate static func rounded(_ value: Double, _ parts: Double) -> Double {
        (value * parts).rounded() / parts
    }
}

extension PaperOutline {
    /// `[[x,y],…]` from the top left clockwise, pixels to a tenth.
    public func write(to writer: inout JSONWriter) {
        writer.array(corners) { corner, writer in
            writer.array([corner.x, corner.y]) { $1.double(PictureMeasure.rounded($0, 10)) }
        }
    }
}
