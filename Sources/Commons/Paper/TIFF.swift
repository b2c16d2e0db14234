/// The directories of a TIFF file (TIFF 6.0 section 2), which are also the inside of EXIF.
enum TIFF {
    private enum Tag {
        static let width = 256
        static let height = 257
        static let orientation = 274
        static let nested = 330

        /// Who, where, when and with what: description, make, model, software, time, artist, host,
        /// XMP, copyright, IPTC, Photoshop, EXIF, GPS, interoperability, Photoshop's layers.
        static let notes: Set<Int> = [
            269, 270, 271, 272, 285, 305, 306, 315, 316, 700, 33432, 33723, 34377, 34665, 34853,
            37724, 40965,
        ]
        /// Notes that are directories themselves: EXIF, GPS, interoperability.
        static let directories: Set<Int> = [34665, 34853, 40965]
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

    /// Takes the notes out of every directory where they stand and blanks what they pointed at;
    /// everything else keeps its place, so no offset changes.
    static func cleaned(_ bytes: [UInt8]) throws(PictureFault) -> CleanPicture {
        guard let order = ByteOrder(header: bytes), let first = order.long(bytes, 4) else {
            throw PictureFault("the TIFF header is cut short")
        }
        var clean = bytes
        var pending = [first]
        var seen: Set<Int> = []
        var size: (width: Int, height: Int)?
        while let start = pending.popLast(), start != 0 {
            guard seen.insert(start).inserted else { continue }
            guard seen.count <= directoryLimit else {
                throw PictureFault("the TIFF has more than \(directoryLimit) directories")
            }
            let entries = try entries(in: bytes, at: start, order)
            if size == nil { size = try pixels(entries, bytes, order) }
            guard let next = order.long(bytes, start + 2 + entries.count * 12) else {
                throw PictureFault("the TIFF directory at byte \(start) is cut short")
            }
            pending.append(next)
            for entry in entries where entry.tag == Tag.nested {
                pending += entry.offsets(in: bytes, order)
            }
            try rewrite(&clean, directory: start, entries, next: next, order)
        }
        guard let size else { throw PictureFault("the TIFF has no directory") }
        return CleanPicture(
            bytes: clean, orientation: orientation(of: clean) ?? 1, width: size.width,
            height: size.height)
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

    private static func rewrite(
        _ clean: inout [UInt8], directory start: Int, _ entries: [TIFFEntry], next: Int,
        _ order: ByteOrder
    ) throws(PictureFault) {
        let kept = entries.filter { !Tag.notes.contains($0.tag) }
        guard kept.count < entries.count else { return }
        for entry in entries where Tag.notes.contains(entry.tag) {
            try blank(&clean, entry, order)
        }
        var directory = order.short(kept.count)
        for entry in kept { directory += clean[entry.at..<(entry.at + 12)] }
        directory += order.long(next)
        let end = start + 6 + entries.count * 12
        directory += [UInt8](repeating: 0, count: end - start - directory.count)
        clean.replaceSubrange(start..<end, with: directory)
    }

    private static func blank(
        _ clean: inout [UInt8], _ entry: TIFFEntry, _ order: ByteOrder
    ) throws(PictureFault) {
        guard Tag.directories.contains(entry.tag), let start = entry.number(in: clean, order)
        else { return try blankValue(&clean, entry) }
        // A nested directory that cannot be followed cannot be shown to be blank either.
        let nested = try entries(in: clean, at: start, order)
        // Blanked before its own directories are followed, so that a cycle meets an empty one.
        for at in start..<min(start + 6 + nested.count * 12, clean.count) { clean[at] = 0 }
        for inner in nested { try blank(&clean, inner, order) }
    }

    private static func blankValue(
        _ clean: inout [UInt8], _ entry: TIFFEntry
    ) throws(PictureFault) {
        guard let range = entry.outside else { return }
        guard range.upperBound <= clean.count else {
            throw PictureFault("the TIFF entry \(entry.tag) points past the end of the file")
        }
        for at in range { clean[at] = 0 }
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
