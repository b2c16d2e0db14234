import Insight
import Wire

extension CoreFunction {
    /// Two parts: `{"width","height","preview"}`, and one grey a pixel, row by row -> `corners` of
    /// the sheet (top left, then clockwise) or null, `coverage`, `tilt`, `letter_height`,
    /// `edge_width`, `light`, `contrast`, `advice`, as `PictureMeasure` explains them, and
    /// `sheets`, the corners of each where several lie on one picture. With `preview` true nothing
    /// is said of letters, which a small picture does not show.
    static func writeMeasure(
        of input: [UInt8], to writer: inout JSONWriter
    ) throws(CallRefusal) {
        var parts = PartedInput(input)
        let request = try JSONRequest(try parts.part())
        let picture = try picture(request, try parts.part())
        let isPreview = try request["preview"]?.bool() ?? false
        PictureMeasure(PageSheet(picture), isPreview: isPreview).writeMembers(to: &writer)
        writer.key("sheets")
        writer.array(PaperOutline.several(in: picture)) { $0.write(to: &$1) }
    }

    /// Four parts: `{"width","height","country","currency","today"}`, the weights of the line
    /// finder and of the line reader (safetensors), and one grey a pixel -> what `read_words`
    /// answers, and `measure`, `quarter_turns` and `is_sure`. Boxes are in pixels of the picture
    /// turned clockwise by so many quarters; it is not sure of what is no Latin print.
    static func writePicture(
        in input: [UInt8], to writer: inout JSONWriter
    ) throws(CallRefusal) {
        var parts = PartedInput(input)
        let request = try JSONRequest(try parts.part())
        let (finder, reader) = try networks(try parts.part(), try parts.part())
        let picture = try picture(request, try parts.part())
        let hints = try ExtractionHints(request)
        var page = PhotographedPage(picture)
        writer.key("measure")
        writer.beginObject()
        PictureMeasure(page.sheet).writeMembers(to: &writer)
        writer.endObject()
        let reading = PageReading.best(of: &page, finder, reader)
        writer.key("quarter_turns")
        writer.integer(Int64(page.quarterTurns))
        writer.key("is_sure")
        writer.bool(reading.isSure)
        let upright = page.sheet.picture
        let words = PageWords(
            number: 1, width: upright.width, height: upright.height, source: .recognition,
            words: reading.words, alternative: [], quarterTurns: page.quarterTurns)
        FieldExtraction.extract(from: [words], hints: hints).writeMembers(to: &writer)
    }

    private static func networks(
        _ finder: [UInt8], _ reader: [UInt8]
    ) throws(CallRefusal) -> (LineFinder, LineReader) {
        do throws(SafetensorsError) {
            return (
                LineFinder(try LineFinderNetwork(Safetensors(finder))),
                try LineReader(Safetensors(reader))
            )
        } catch {
            throw CallRefusal("weights", error.message)
        }
    }

    private static func picture(
        _ request: JSONRequest, _ pixels: [UInt8]
    ) throws(CallRefusal) -> GreyPlane {
        let width = try request.required("width").integer()
        let height = try request.required("height").integer()
        // Beyond this no side fits the pixels that a call can hold.
        let sides = Int64(1)...Int64(1 << 15)
        guard sides.contains(width), sides.contains(height),
            let picture = GreyPlane(width: Int(width), height: Int(height), pixels: pixels)
        else { throw CallRefusal("picture_size", "as many greys as the sides say are wanted") }
        return picture
    }
}

extension ExtractionHints {
    init(_ request: JSONRequest) throws(CallRefusal) {
        self.init(
            country: try request["country"]?.text(), currency: try request["currency"]?.text(),
            today: try request["today"]?.text())
    }
}
