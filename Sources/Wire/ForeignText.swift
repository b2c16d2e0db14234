/// What the first bytes of a file say that it is, where no table can be read from it as it stands.
public enum ForeignText: Sendable, CaseIterable {
    case utf16, utf32
    /// A spreadsheet's own file.
    case workbook
    case zip, gzip, bzip2, xz, zstd

    /// Nil for what may be text in UTF-8 or in an encoding of single bytes.
    public init?(_ bytes: [UInt8]) {
        // The mark of UTF-32 begins with that of UTF-16.
        if let mark = Self.marks.first(where: { bytes.starts(with: $0.bytes) }) {
            self = mark.kind
        } else if Self.isBzip2(bytes) {
            self = .bzip2
        } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            self = Self.holdsSheets(bytes) ? .workbook : .zip
        } else if Self.hasText(bytes, everyBytes: 4, at: [0, 3]) {
            self = .utf32
        } else if Self.hasText(bytes, everyBytes: 2, at: [0, 1]) {
            self = .utf16
        } else {
            return nil
        }
    }

    /// What to do about it, behind its place: `is UTF-16: save the table as ...`.
    public var advice: String {
        switch self {
        case .utf16: Self.turned("UTF-16")
        case .utf32: Self.turned("UTF-32")
        case .workbook: "is a workbook: save the sheet as CSV"
        case .zip: "is a ZIP archive: unpack it (unzip) and give the CSV that is in it"
        case .gzip: Self.unpacked("gzip", "gunzip")
        case .bzip2: Self.unpacked("bzip2", "bunzip2")
        case .xz: Self.unpacked("xz", "unxz")
        case .zstd: Self.unpacked("zstd", "unzstd")
        }
    }

    private static func turned(_ name: String) -> String {
        "is \(name): save the table as CSV UTF-8, or turn it by iconv -f \(name) -t UTF-8"
    }

    private static func unpacked(_ name: String, _ program: String) -> String {
        "is compressed by \(name): unpack it (\(program)) and give the CSV that is in it"
    }

    /// Byte order marks of Unicode, and the signatures of RFC 1952, RFC 8878, bzip2 and xz.
    private static let marks: [(bytes: [UInt8], kind: ForeignText)] = [
        ([0xFF, 0xFE, 0x00, 0x00], .utf32), ([0x00, 0x00, 0xFE, 0xFF], .utf32),
        ([0xFF, 0xFE], .utf16), ([0xFE, 0xFF], .utf16),
        ([0x1F, 0x8B], .gzip), ([0x28, 0xB5, 0x2F, 0xFD], .zstd),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .xz),
    ]

    /// Followed by the size of its blocks, 1 to 9, and by the mark of the first one.
    private static func isBzip2(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x42, 0x5A, 0x68])
            && bytes.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
    }

    /// Workbooks are archives, and known by the name of their first entry; where it is cut off
    /// they are the likelier one.
    private static func holdsSheets(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 30 else { return true }
        let length = Int(bytes[26]) | Int(bytes[27]) << 8
        let name = String(decoding: bytes[30...].prefix(length), as: UTF8.self)
        return ["[Content_Types].xml", "_rels/", "xl/", "docProps/", "customXml/", "mimetype"]
            .contains { name.hasPrefix($0) }
    }

    /// Whether of each `size` bytes one is a letter and the rest are zero, at one of `places`.
    private static func hasText(_ bytes: [UInt8], everyBytes size: Int, at places: [Int]) -> Bool {
        let head = bytes.prefix(64)
        guard head.count >= 8 else { return false }
        return places.contains { place in
            head.indices.allSatisfy { (head[$0] != 0) == ($0 % size == place) }
        }
    }
}
