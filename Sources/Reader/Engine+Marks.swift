import CVision
import Insight
import Recognition

extension Engine {
    /// The codes of a picture that is not read for words; none where it cannot be scanned.
    static func codes(of picture: [UInt8], page: Int) -> [PrintedCode] {
        var outcome = vision_outcome()
        let found = vision_picture_codes(
            picture, picture.count, Int64(PaperFormat.pixelLimit), &outcome)
        return codes(found, page: page)
    }

    static func codes(_ found: OpaquePointer?, page: Int) -> [PrintedCode] {
        guard let found else { return [] }
        defer { vision_codes_free(found) }
        return (0..<vision_codes_count(found)).map { index in
            let code = vision_codes_at(found, index)
            return PrintedCode(
                symbology: String(cString: code.symbology), text: String(cString: code.text),
                box: Box(
                    x: Int(code.x), y: Int(code.y), width: Int(code.width),
                    height: Int(code.height)),
                page: page)
        }
    }

    /// The longer side from which a print is made and sheets are counted, in pixels.
    private static let printedSide: Int32 = 640

    /// How many sheets of paper lie on the page's picture; 1 where none stands out.
    static func sheetCount(of page: OpaquePointer) -> Int {
        var (width, height): (Int32, Int32) = (0, 0)
        guard let greys = vision_page_greys(page, printedSide, &width, &height) else { return 1 }
        defer { vision_bytes_free(greys) }
        let count = Int(width) * Int(height)
        let plane = GreyPlane(
            width: Int(width), height: Int(height),
            pixels: Array(UnsafeBufferPointer(start: greys, count: count)))
        return max(1, plane.map { PaperOutline.several(in: $0).count } ?? 1)
    }

    /// What the page looks like; nil for an empty one.
    static func print(of picture: [UInt8]) -> PicturePrint? {
        var (width, height): (Int32, Int32) = (0, 0)
        guard
            let greys = vision_greys(
                picture, picture.count, Int64(PaperFormat.pixelLimit), printedSide, &width,
                &height)
        else { return nil }
        defer { vision_bytes_free(greys) }
        let count = Int(width) * Int(height)
        return PicturePrint(
            greys: Array(UnsafeBufferPointer(start: greys, count: count)), width: Int(width),
            height: Int(height))
    }
}
