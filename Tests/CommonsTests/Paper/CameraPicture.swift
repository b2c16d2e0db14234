import Wire

/// Pictures as cameras write them, made in the test: real structure, with GPS, device and names.
enum CameraPicture {
    /// 1 degree 17' 30" south, as three EXIF rationals; never to be found in a stored file.
    static let latitude: [UInt8] =
        [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 17, 0, 0, 0, 1, 0, 0, 0, 30, 0, 0, 0, 1]
    static let device = "SM-A057F of Wanjiku"

    /// A JPEG of 1x1 pixel as libjpeg writes it, with an EXIF segment, XMP, a comment, a colour
    /// profile and a second file behind its end.
    static func jpeg(orientation: Int, trailing: [UInt8] = []) -> [UInt8] {
        let exif = segment(0xE1, Array("Exif\0\0".utf8) + tiffNotes(orientation: orientation))
        let xmp = segment(
            0xE1, Array("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>\(device)</x:xmpmeta>".utf8))
        let comment = segment(0xFE, Array("taken at home by \(device)".utf8))
        let profile = segment(0xE2, Array("ICC_PROFILE\0\u{1}\u{1}profile".utf8))
        return [0xFF, 0xD8] + jfif + exif + xmp + comment + profile + picture + [0xFF, 0xD9]
            + trailing
    }

    static let jfif = segment(
        0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0])

    /// Tables, frame, scan and entropy-coded data with a stuffed byte and a restart marker.
    static let picture: [UInt8] =
        segment(0xDB, [0] + [UInt8](repeating: 1, count: 64))
        + segment(0xC0, [8, 0, 40, 0, 60, 1, 1, 0x11, 0])
        + segment(0xC4, [0] + [UInt8](repeating: 0, count: 16))
        + segment(0xDA, [1, 1, 0, 0, 63, 0])
        + [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56]

    static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        let length = content.count + 2
        return [0xFF, marker, UInt8(length >> 8), UInt8(length & 255)] + content
    }

    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    static func png(orientation: Int) -> [UInt8] {
        signature
            + chunk("IHDR", [0, 0, 0, 60, 0, 0, 0, 40, 8, 0, 0, 0, 0])
            + chunk("eXIf", tiffNotes(orientation: orientation))
            + chunk("tEXt", Array("Author\0\(device)".utf8))
            + chunk("iTXt", Array("XML:com.adobe.xmp\0\0\0\0\0\(device)".utf8))
            + chunk("pHYs", [0, 0, 11, 19, 0, 0, 11, 19, 1])
            + chunk("IDAT", [0x78, 0x9C, 1, 2, 3, 4])
            + chunk("IEND", []) + Array("PK trailing archive".utf8)
    }

    static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + content
        return long(content.count) + named + long(Int(crc(named)))
    }

    /// An own CRC, bit by bit, so that the one under test is not its own witness.
    static func crc(_ bytes: [UInt8]) -> UInt32 {
        var sum = UInt32.max
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }

    /// A TIFF of one strip: width, height, orientation, model and GPS, big-endian.
    static func tiff(orientation: Int) -> [UInt8] {
        directoryFile(
            entries: [(256, 3, 1, 60 << 16), (257, 3, 1, 40 << 16)], orientation: orientation)
    }

    static let stripPixels: [UInt8] = (1...16).map { $0 &* 13 }

    /// A TIFF of one strip of 8 by 2 grey pixels, big-endian, orientation 6, with one more entry
    /// whose value lies before the pixels.
    static func stripTIFF(extra tag: Int, type: Int, _ value: [UInt8]) -> [UInt8] {
        let start = 8 + 2 + 10 * 12 + 4
        let size = [1: 1, 2: 1, 4: 4, 12: 8][type] ?? 1
        let padded = value + [UInt8](repeating: 0, count: (8 - value.count % 8) % 8)
        let pairs: [(tag: Int, value: Int)] = [
            (256, 8), (257, 2), (258, 8), (259, 1), (262, 1), (274, 6), (277, 1),
        ]
        var entries: [(tag: Int, type: Int, count: Int, value: Int)] = []
        for pair in pairs { entries.append((pair.tag, 3, 1, pair.value << 16)) }
        entries.append((273, 4, 1, start + padded.count))
        entries.append((279, 4, 1, stripPixels.count))
        entries.append((tag, type, padded.count / size, start))
        entries.sort { $0.tag < $1.tag }
        var bytes: [UInt8] = [0x4D, 0x4D, 0, 0x2A]
        bytes += long(8)
        bytes += [0, UInt8(entries.count)]
        for entry in entries {
            bytes += [UInt8(entry.tag >> 8), UInt8(entry.tag & 255), 0, UInt8(entry.type)]
            bytes += long(entry.count)
            bytes += long(entry.value)
        }
        bytes += long(0)
        bytes += padded
        bytes += stripPixels
        return bytes
    }

    /// The inside of EXIF: orientation, model, and a GPS directory with a latitude.
    static func tiffNotes(orientation: Int) -> [UInt8] {
        directoryFile(entries: [], orientation: orientation)
    }

    private static func directoryFile(
        entries first: [(Int, Int, Int, Int)], orientation: Int
    ) -> [UInt8] {
        let model = Array(device.utf8) + [0]
        let count = first.count + 3
        let afterDirectory = 8 + 2 + count * 12 + 4
        let gps = afterDirectory + model.count
        var bytes: [UInt8] = [0x4D, 0x4D, 0, 0x2A] + long(8) + short(count)
        for (tag, type, many, value) in first { bytes += entry(tag, type, many, value) }
        bytes += entry(272, 2, model.count, afterDirectory)
        bytes += entry(274, 3, 1, orientation << 16)
        bytes += entry(34853, 4, 1, gps)
        bytes += long(0) + model
        bytes += short(1) + entry(2, 5, 3, gps + 2 + 12 + 4) + long(0) + latitude
        return bytes
    }

    private static func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: Int) -> [UInt8] {
        short(tag) + short(type) + long(count) + long(value)
    }

    private static func short(_ value: Int) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 255)] }

    static func long(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}

extension Array where Element == UInt8 {
    func contains(sequence: [UInt8]) -> Bool {
        guard !sequence.isEmpty, count >= sequence.count else { return false }
        return (0...(count - sequence.count)).contains { start in
            self[start] == sequence[0] && Array(self[start..<(start + sequence.count)]) == sequence
        }
    }
}
