/// The directories of a TIFF file (TIFF 6.0 section 2), which are also the inside of EXIF.
enum TIFF {
    private enum Tag {
        static let width = 256
        static let height = 257
        static let orientation = 274

        /// What a picture needs to be shown: its size, layout, samples, compression, colours and
        /// density. Everything else is left out, whatever it is: who, where, when, with what,
        /// thumbnails, maps, and what programs write for themselves. TIFF 6.0 part 1 and 2, fax
        /// (RFC 2306), and the colour profile.
        static let picture: Set<Int> = Set(254...259).union(262...266).union([
            273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 286, 287, 290, 291, 292, 293, 296,
            297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 326, 327, 328, 332, 334, 336,
            338, 339, 340, 341, 342, 347, 529, 530, 531, 532, 34675,
        ]).union(512...515).union(517...521)
        /// Where pixels lie, each with the tag of how many bytes they have there.
        static let pixels: [(offsets: Int, counts: Int)] = [(273, 279), (324, 325), (513, 514)]
        /// Tables of the old JPEG compression, of which only the start is told, with their largest
        /// size.
        static let tables: [(offsets: Int, size: Int)] = [(519, 64), (520, 272), (521, 272)]
    }

    private static let directoryLimit = 1_000

    /// The orientation (1 to 8) that the first directory states, if it states one.
    static func orientation(of bytes: [UInt8]) -> Int? {
        guard let order = ByteOrder(header: bytes), let start = order.long(bytes, 4),
            let entries = try? entries(in: bytes, at: start, order),
            let entry = entries.first(where: { $0.tag == Tag.orientation }),
            let value = entry.number(in: bytes, order), (1...8).contains(value)
        else { return nil }
        return value
    }

    /// The smallest EXIF that says which side is up, and nothing else.
    static func onlyOrientation(_ orientation: Int) -> [UInt8] {
        [0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8]  // big-endian, first directory at byte 8
            + [0, 1]  // one entry
            + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation), 0, 0]
            + [0, 0, 0, 0]  // no next directory
    }

    /// Keeps the entries that a picture needs, what they point at, and the pixels; everything else
    /// is blank, and what follows the last of them is cut off. What is kept stays in its place, so
    /// no offset changes.
    static func cleaned(_ bytes: [UInt8]) throws(PictureFault) -> CleanPicture {
        guard let order = ByteOrder(header: bytes), let first = order.long(bytes, 4) else {
            throw PictureFault("the TIFF header is cut short")
        }
        var parts: [Range<Int>] = [0..<8]
        var directories: [(start: Int, bytes: [UInt8])] = []
        var start = first
        var seen: Set<Int> = []
        var size: (width: Int, height: Int)?
        while start != 0, seen.insert(start).inserted {
            guard seen.count <= directoryLimit else {
                throw PictureFault("the TIFF has more than \(directoryLimit) directories")
            }
            let entries = try entries(in: bytes, at: start, order)
            if size == nil { size = try pixels(entries, bytes, order) }
            guard let next = order.long(bytes, start + 2 + entries.count * 12) else {
                throw PictureFault("the TIFF directory at byte \(start) is cut short")
            }
            let kept = entries.filter { Tag.picture.contains($0.tag) }
            directories.append((start, directory(kept, of: bytes, next: next, order)))
            parts += places(of: kept, in: bytes, order)
            start = next
        }
        guard let size else { throw PictureFault("the TIFF has no directory") }
        let clean = copy(of: bytes, parts, directories)
        return CleanPicture(
            bytes: clean, orientation: orientation(of: clean) ?? 1, width: size.width,
            height: size.height)
    }

    private static func copy(
        of bytes: [UInt8], _ parts: [Range<Int>], _ directories: [(start: Int, bytes: [UInt8])]
    ) -> [UInt8] {
        let end = max(
            parts.map(\.upperBound).max() ?? 0,
            directories.map { $0.start + $0.bytes.count }.max() ?? 0)
        var clean = [UInt8](repeating: 0, count: min(end, bytes.count))
        for part in parts where !part.isEmpty {
            clean.replaceSubrange(part, with: bytes[part])
        }
        for directory in directories {
            clean.replaceSubrange(
                directory.start..<(directory.start + directory.bytes.count),
                with: directory.bytes)
        }
        return clean
    }

    /// The directory with these entries alone; it is never longer than it was.
    private static func directory(
        _ kept: [TIFFEntry], of bytes: [UInt8], next: Int, _ order: ByteOrder
    ) -> [UInt8] {
        order.short(kept.count) + kept.flatMap { bytes[$0.at..<($0.at + 12)] } + order.long(next)
    }

    /// What the entries point at, within the file.
    private static func places(
        of kept: [TIFFEntry], in bytes: [UInt8], _ order: ByteOrder
    ) -> [Range<Int>] {
        func part(_ start: Int, _ count: Int?) -> Range<Int> {
            let start = min(max(start, 0), bytes.count)
            return start..<min(start + min(count ?? bytes.count, bytes.count), bytes.count)
        }
        func numbers(_ tag: Int) -> [Int]? {
            kept.first { $0.tag == tag }?.numbers(in: bytes, order)
        }
        var parts = kept.compactMap(\.outside).map { part($0.lowerBound, $0.count) }
        for (offsets, counts) in Tag.pixels {
            let lengths = numbers(counts) ?? []
            // Without a length the pixels may go on to the end of the file.
            for (index, offset) in (numbers(offsets) ?? []).enumerated() {
                parts.append(part(offset, index < lengths.count ? lengths[index] : nil))
            }
        }
        for (offsets, size) in Tag.tables {
            parts += (numbers(offsets) ?? []).map { part($0, size) }
        }
        return parts
    }

    private static func pixels(
        _ entries: [TIFFEntry], _ bytes: [UInt8], _ order: ByteOrder
    ) throws(PictureFault) -> (width: Int, height: Int) {
        func number(_ tag: Int) -> Int {
            entries.first { $0.tag == tag }?.number(in: bytes, order) ?? 0
        }
        let size = (width: number(Tag.width), height: number(Tag.height))
        guard size.width > 0, size.height > 0 else { throw PictureFault("the TIFF has no pixels") }
        return size
    }

    private static func entries(
        in bytes: [UInt8], at start: Int, _ order: ByteOrder
    ) throws(PictureFault) -> [TIFFEntry] {
        guard let count = order.short(bytes, start), start + 2 + count * 12 <= bytes.count else {
            throw PictureFault("the TIFF directory at byte \(start) runs past the end of the file")
        }
        return (0..<count).compactMap { TIFFEntry(in: bytes, at: start + 2 + $0 * 12, order) }
    }
}
