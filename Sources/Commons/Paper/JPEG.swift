/// The segments of a JPEG file (ITU-T T.81 annex B), enough to leave out what is not the picture.
enum JPEG {
    private enum Marker {
        static let startOfImage: UInt8 = 0xD8
        static let endOfImage: UInt8 = 0xD9
        static let startOfScan: UInt8 = 0xDA
        static let comment: UInt8 = 0xFE
        static let exif: UInt8 = 0xE1
        static let adobe: UInt8 = 0xEE

        static func isApplication(_ marker: UInt8) -> Bool { marker & 0xF0 == 0xE0 }

        /// Frame headers carry the size; C4, C8 and CC are tables that share their range.
        static func isFrame(_ marker: UInt8) -> Bool {
            (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
        }

        /// Markers that stand alone, without a length.
        static func isBare(_ marker: UInt8) -> Bool {
            marker == 0x01 || (0xD0...0xD7).contains(marker)
        }
    }

    static func cleaned(_ bytes: [UInt8]) throws(PictureFault) -> CleanPicture {
        var body: [UInt8] = []
        body.reserveCapacity(bytes.count)
        var orientation = 1
        var size: (width: Int, height: Int)?
        var at = 2
        while true {
            let (marker, start) = try nextMarker(in: bytes, from: at)
            if marker == Marker.endOfImage { break }
            if Marker.isBare(marker) {
                at = start + 2
                continue
            }
            let end = try segmentEnd(in: bytes, at: start)
            let content = bytes[(start + 4)..<end]
            if marker == Marker.exif, let found = exifOrientation(content) { orientation = found }
            if Marker.isFrame(marker), size == nil { size = try frameSize(content) }
            at = marker == Marker.startOfScan ? scanEnd(in: bytes, from: end) : end
            if marker == Marker.adobe {
                body += adobe(content)
            } else if isKept(marker, content) {
                body += bytes[start..<at]
            }
        }
        guard let size else { throw PictureFault("the JPEG has no frame header") }
        let head = [0xFF, Marker.startOfImage] + (orientation == 1 ? [] : exifSegment(orientation))
        return CleanPicture(
            bytes: head + body + [0xFF, Marker.endOfImage], orientation: orientation,
            width: size.width, height: size.height)
    }

    /// Adobe's segment with nothing in it but how the colours are transformed: it has 12 bytes, and
    /// anything could be written behind them or in those that nobody reads.
    private static func adobe(_ content: ArraySlice<UInt8>) -> [UInt8] {
        let name = Array("Adobe".utf8)
        guard content.starts(with: name), content.count >= 12 else { return [] }
        let transform = content[content.startIndex + 11]
        guard transform <= 2 else { return [] }
        return [0xFF, Marker.adobe, 0, 14] + name + [0, 100, 0, 0, 0, 0, transform]
    }

    /// JFIF's density and the colour profile change how pixels are shown.
    private static func isKept(_ marker: UInt8, _ content: ArraySlice<UInt8>) -> Bool {
        if marker == Marker.comment { return false }
        guard Marker.isApplication(marker) else { return true }
        switch marker {
        case 0xE0: return content.starts(with: Array("JFIF\0".utf8)) && content.count <= 16
        case 0xE2: return content.starts(with: Array("ICC_PROFILE\0".utf8))
        default: return false
        }
    }

    private static func nextMarker(
        in bytes: [UInt8], from start: Int
    ) throws(PictureFault) -> (marker: UInt8, start: Int) {
        guard start + 1 < bytes.count else {
            throw PictureFault("the JPEG ends at byte \(bytes.count) before its end marker")
        }
        guard bytes[start] == 0xFF else {
            throw PictureFault("the JPEG has no marker at byte \(start)")
        }
        // A marker may be padded with any number of FF bytes.
        var at = start
        while at + 1 < bytes.count, bytes[at + 1] == 0xFF { at += 1 }
        guard at + 1 < bytes.count else {
            throw PictureFault("the JPEG ends at byte \(bytes.count) before its end marker")
        }
        return (bytes[at + 1], at)
    }

    private static func segmentEnd(in bytes: [UInt8], at start: Int) throws(PictureFault) -> Int {
        guard start + 3 < bytes.count else {
            throw PictureFault("the JPEG segment at byte \(start) has no length")
        }
        let length = Int(bytes[start + 2]) << 8 | Int(bytes[start + 3])
        guard length >= 2, start + 2 + length <= bytes.count else {
            throw PictureFault("the JPEG segment at byte \(start) runs past the end of the file")
        }
        return start + 2 + length
    }

    /// The first marker after entropy-coded data: FF 00 is a stuffed byte and FF D0-D7 a restart.
    private static func scanEnd(in bytes: [UInt8], from start: Int) -> Int {
        var at = start
        while at + 1 < bytes.count {
            let next = bytes[at + 1]
            if bytes[at] == 0xFF, next != 0, next != 0xFF, !(0xD0...0xD7).contains(next) {
                return at
            }
            at += 1
        }
        return bytes.count
    }

    private static func frameSize(
        _ content: ArraySlice<UInt8>
    ) throws(PictureFault) -> (width: Int, height: Int) {
        guard content.count >= 6 else { throw PictureFault("the JPEG frame header is cut short") }
        let at = content.startIndex
        let height = Int(content[at + 1]) << 8 | Int(content[at + 2])
        let width = Int(content[at + 3]) << 8 | Int(content[at + 4])
        guard width > 0, height > 0 else { throw PictureFault("the JPEG has no pixels") }
        return (width, height)
    }

    private static let exifName = Array("Exif\0\0".utf8)

    private static func exifOrientation(_ content: ArraySlice<UInt8>) -> Int? {
        guard content.starts(with: exifName) else { return nil }
        return TIFF.orientation(of: Array(content.dropFirst(exifName.count)))
    }

    private static func exifSegment(_ orientation: Int) -> [UInt8] {
        let content = exifName + TIFF.onlyOrientation(orientation)
        let length = content.count + 2
        return [0xFF, Marker.exif, UInt8(length >> 8), UInt8(length & 0xFF)] + content
    }
}
