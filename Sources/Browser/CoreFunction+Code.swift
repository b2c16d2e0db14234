import Proof
import Wire

extension CoreFunction {
    /// A picture, as its width and height in four little-endian bytes each and then one grey a
    /// pixel, row by row -> `{"codes":[{"text":"CL1:…","refused":null,"version":25,"level":"M",
    /// "mended":0,"corners":[[x,y],…]}]}`, the likeliest first, none where none is seen.
    static func writeCodes(in input: [UInt8], to writer: inout JSONWriter) throws(CallRefusal) {
        guard input.count >= 8,
            let picture = GreyPicture(
                width: number(input, at: 0), height: number(input, at: 4),
                pixels: Array(input[8...]))
        else { throw CallRefusal("picture_size", "as many greys as the sides say are wanted") }
        writer.key("codes")
        writer.beginArray()
        for code in CodeReader.read(picture) { write(code, to: &writer) }
        writer.endArray()
    }

    private static func number(_ input: [UInt8], at index: Int) -> Int {
        let low = Int(input[index]) | Int(input[index + 1]) << 8
        // No side reaches 2^31, the width of Int in a browser.
        return low | Int(input[index + 2]) << 16 | Int(input[index + 3] & 0x7f) << 24
    }

    private static func write(_ code: ReadCode, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("text")
        if case .text(let text) = code.content { writer.string(text) } else { writer.null() }
        writer.key("refused")
        if case .refused(let refusal) = code.content {
            writer.string(refusal.rawValue)
        } else {
            writer.null()
        }
        writer.key("version")
        writer.integer(Int64(code.version))
        writer.key("level")
        writer.string(code.level.rawValue)
        writer.key("mended")
        writer.integer(Int64(code.mended))
        writer.key("corners")
        writer.beginArray()
        for corner in code.corners {
            writer.beginArray()
            writer.integer(whole(corner.x))
            writer.integer(whole(corner.y))
            writer.endArray()
        }
        writer.endArray()
        writer.endObject()
    }

    private static func whole(_ pixels: Double) -> Int64 {
        pixels.magnitude < 1e6 ? Int64(pixels.rounded()) : 0
    }
}
