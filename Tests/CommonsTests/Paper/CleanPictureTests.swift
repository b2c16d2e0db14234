import Recognition
import Testing

@testable import Commons

@Suite("A stored picture") struct CleanPictureTests {
    @Test("of a JPEG keeps its pixels, profile and orientation, and no place or device",
        arguments: [1, 3, 6, 8])
    func jpeg(orientation: Int) throws {
        let sent = CameraPicture.jpeg(orientation: orientation)
        #expect(sent.contains(sequence: CameraPicture.latitude))
        let clean = try CleanPicture(cleaning: sent, format: .jpeg)
        expectNoNotes(clean.bytes)
        #expect(clean.orientation == orientation)
        #expect(clean.width == 60 && clean.height == 40)
        #expect(clean.bytes.contains(sequence: CameraPicture.picture))
        #expect(clean.bytes.contains(sequence: Array("ICC_PROFILE".utf8)))
        #expect(clean.bytes.contains(sequence: CameraPicture.jfif))
        #expect(clean.bytes.suffix(2) == [0xFF, 0xD9])
        let again = try CleanPicture(cleaning: clean.bytes, format: .jpeg)
        #expect(again == clean)
    }

    @Test("loses the archive or page that hides behind the end of a JPEG") func polyglot() throws {
        let zip = Array("PK\u{3}\u{4}<script>alert(1)</script>".utf8)
        let sent = CameraPicture.jpeg(orientation: 1, trailing: zip)
        let clean = try CleanPicture(cleaning: sent, format: .jpeg)
        #expect(!clean.bytes.contains(sequence: Array("<script>".utf8)))
        #expect(clean.bytes == (try CleanPicture(
            cleaning: CameraPicture.jpeg(orientation: 1), format: .jpeg)).bytes)
    }

    @Test("of a PNG keeps its pixels and orientation, and no notes", arguments: [1, 6])
    func png(orientation: Int) throws {
        let clean = try CleanPicture(
            cleaning: CameraPicture.png(orientation: orientation), format: .png)
        expectNoNotes(clean.bytes)
        #expect(clean.orientation == orientation)
        #expect(clean.bytes.contains(sequence: CameraPicture.chunk("IDAT", [0x78, 0x9C, 1, 2, 3, 4])))
        #expect(clean.bytes.suffix(12) == CameraPicture.chunk("IEND", [])[...])
        let again = try CleanPicture(cleaning: clean.bytes, format: .png)
        #expect(again == clean)
    }

    @Test("of a TIFF keeps what a picture needs in its place, and nothing else") func onlyPicture()
        throws
    {
        let secret = Array("SECRETPLACE".utf8)
        for (tag, type) in [
            (270, 2), (700, 1), (33922, 12), (34737, 2), (42112, 2), (50735, 2), (65000, 2),
            (34665, 4), (330, 4),
        ] {
            let sent = CameraPicture.stripTIFF(extra: tag, type: type, secret) + secret
            let clean = try CleanPicture(cleaning: sent, format: .tiff)
            #expect(!clean.bytes.contains(sequence: secret), "tag \(tag)")
            #expect(clean.bytes.contains(sequence: CameraPicture.stripPixels), "tag \(tag)")
            #expect(clean.width == 8 && clean.height == 2 && clean.orientation == 6)
            let pixels = sent.indices.first { sent[$0...].starts(with: CameraPicture.stripPixels) }
            let kept = clean.bytes.indices.first {
                clean.bytes[$0...].starts(with: CameraPicture.stripPixels)
            }
            #expect(pixels == kept)
            #expect(try CleanPicture(cleaning: clean.bytes, format: .tiff) == clean)
        }
    }

    @Test("of a JPEG has nothing in Adobe's segment but how its colours are transformed")
    func adobe() throws {
        let secret = Array("SECRETPLACE".utf8)
        let standard = Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 1]
        let sent = CameraPicture.jpeg(orientation: 1)
        func with(_ content: [UInt8]) throws -> [UInt8] {
            let segment = CameraPicture.segment(0xEE, content)
            return try CleanPicture(
                cleaning: Array(sent[..<2]) + segment + Array(sent[2...]), format: .jpeg
            ).bytes
        }
        let clean = try with(standard + secret)
        #expect(!clean.contains(sequence: secret))
        #expect(clean.contains(sequence: CameraPicture.segment(0xEE, standard)))
        #expect(try !with(Array("Adobe".utf8) + secret).contains(sequence: Array(secret[..<6])))
    }

    @Test("of a TIFF is blank where the notes stood, and nothing has moved") func tiff() throws {
        let sent = CameraPicture.tiff(orientation: 8)
        let clean = try CleanPicture(cleaning: sent, format: .tiff)
        expectNoNotes(clean.bytes)
        #expect(clean.bytes.count <= sent.count)
        #expect(clean.orientation == 8)
        #expect(clean.width == 60 && clean.height == 40)
        let again = try CleanPicture(cleaning: clean.bytes, format: .tiff)
        #expect(again == clean)
    }

    @Test("is refused with a reason when the file is cut anywhere") func cut() throws {
        for (sent, format) in [
            (CameraPicture.jpeg(orientation: 6), PaperFormat.jpeg),
            (CameraPicture.png(orientation: 6), .png),
        ] {
            let whole = try CleanPicture(cleaning: sent, format: format)
            // Every cut before the end marker; cuts of what trails behind it change nothing.
            for length in stride(from: 3, to: sent.count, by: 1) {
                let cut = Array(sent[..<length])
                let clean = try? CleanPicture(cleaning: cut, format: format)
                if let clean { #expect(clean == whole) }
            }
        }
    }

    @Test("survives bytes that point anywhere") func hostile() throws {
        var generator = SplitMix(seed: 7)
        let samples: [([UInt8], PaperFormat)] = [
            (CameraPicture.jpeg(orientation: 6), .jpeg),
            (CameraPicture.tiff(orientation: 6), .tiff),
        ]
        for (sent, format) in samples {
            for _ in 0..<3_000 {
                var bytes = sent
                for _ in 0..<Int.random(in: 1...6, using: &generator) {
                    bytes[Int.random(in: 4..<bytes.count, using: &generator)] =
                        UInt8.random(in: 0...255, using: &generator)
                }
                // It may be refused or cleaned; it must not trap or hang.
                _ = try? CleanPicture(cleaning: bytes, format: format)
            }
        }
    }

    @Test("of a TIFF whose directories point at each other ends") func cycle() throws {
        var bytes = CameraPicture.tiff(orientation: 1)
        // The GPS directory's only entry becomes an EXIF directory that is the first one.
        let gps = bytes.count - CameraPicture.latitude.count - 18
        bytes.replaceSubrange(
            (gps + 2)..<(gps + 14),
            with: [0x87, 0x69, 0, 4, 0, 0, 0, 1] + CameraPicture.long(8))
        _ = try? CleanPicture(cleaning: bytes, format: .tiff)
    }

    private func expectNoNotes(_ bytes: [UInt8]) {
        #expect(!bytes.contains(sequence: CameraPicture.latitude))
        #expect(!bytes.contains(sequence: Array(CameraPicture.device.utf8)))
    }
}
