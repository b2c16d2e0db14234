import Foundation

/// Papers that the tests print themselves: a PDF of lines of text, and pictures that Poppler
/// makes of it.
struct PrintedPaper {
    /// 300 by 420 points, one line of Helvetica every 24 points from the top.
    var lines: [String]
    /// Degrees that the page is turned clockwise when shown.
    var rotation = 0
    var attachment: (name: String, content: [UInt8])?
    /// Drawn at the lower right, 2 points a square.
    var code: PrintedSquares?

    static let receipt = PrintedPaper(lines: [
        "MAMA NJERI TRADING LIMITED", "MOI AVENUE 12, NAIROBI", "TEL 020 555 0101",
        "CASH SALE RECEIPT NO: CS-00417", "DATE: 14/03/2026 10:22", "MAIZE FLOUR 2KG      240.00",
        "COOKING OIL 1L       310.00", "SUGAR 1KG            150.00", "TOTAL KES            700.00",
        "CASH               1,000.00", "CHANGE               300.00",
    ])

    /// The same document as a PDF file.
    func pdf() -> [UInt8] {
        let text = content
        var objects = [
            "<< /Type /Catalog /Pages 2 0 R\(attachment == nil ? "" : names) >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 420] /Rotate \(rotation) "
                + "/Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length \(text.utf8.count) >>\nstream\n\(text)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold >>",
        ]
        if let attachment {
            let hexadecimal = attachment.content.map {
                ($0 < 16 ? "0" : "") + String($0, radix: 16)
            }.joined() + ">"
            objects += [
                "<< /Type /Filespec /F (\(attachment.name)) /UF (\(attachment.name)) "
                    + "/EF << /F 7 0 R >> >>",
                "<< /Type /EmbeddedFile /Filter /ASCIIHexDecode "
                    + "/Length \(hexadecimal.utf8.count) >>\n"
                    + "stream\n\(hexadecimal)\nendstream",
            ]
        }
        return Self.file(objects)
    }

    private var content: String {
        lines.enumerated().map { index, line in
            "BT /F1 15 Tf 20 \(385 - 24 * index) Td (\(line)) Tj ET"
        }.joined(separator: "\n") + squares
    }

    /// Papers one after the other in one file, a page each.
    static func pdf(of papers: [PrintedPaper]) -> [UInt8] {
        let places = papers.indices.map { 4 + 2 * $0 }
        var objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [\(places.map { "\($0) 0 R" }.joined(separator: " "))] "
                + "/Count \(papers.count) >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold >>",
        ]
        for (place, paper) in zip(places, papers) {
            let text = paper.content
            objects += [
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 420] "
                    + "/Contents \(place + 1) 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
                "<< /Length \(text.utf8.count) >>\nstream\n\(text)\nendstream",
            ]
        }
        return file(objects)
    }

    /// Papers beside each other on a dark table, as a PDF of one page.
    static func table(of papers: [PrintedPaper]) -> [UInt8] {
        let (width, height) = (30 + 330 * papers.count, 480)
        var text = "0.25 g 0 0 \(width) \(height) re f"
        for (place, paper) in papers.enumerated() {
            text += "\nq 1 0 0 1 \(30 + 330 * place) 30 cm 1 g 0 0 300 420 re f 0 g\n"
                + paper.content + "\nQ"
        }
        return file([
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(width) \(height)] "
                + "/Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length \(text.utf8.count) >>\nstream\n\(text)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold >>",
        ])
    }

    private var squares: String {
        (code?.dark ?? []).map { column, row in
            "\n\(205 + 2 * column) \(90 - 2 * row) 2 2 re f"
        }.joined()
    }

    private var names: String {
        " /Names << /EmbeddedFiles << /Names [(\(attachment?.name ?? "")) 6 0 R] >> >>"
    }

    private static func file(_ objects: [String]) -> [UInt8] {
        var file = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(file.utf8.count)
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let table = file.utf8.count
        file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets {
            let digits = String(offset)
            file += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        file += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n"
        return Array(file.utf8)
    }

    enum Picture: String {
        case jpeg
        case png
        case tiff
    }

    /// The page as a picture.
    func picture(_ kind: Picture, dotsPerInch: Int = 150) throws -> [UInt8] {
        try Self.picture(of: pdf(), kind, dotsPerInch: dotsPerInch)
    }

    static func picture(
        of pdf: [UInt8], _ kind: Picture, dotsPerInch: Int = 150
    ) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("printed-paper-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appendingPathComponent("paper.pdf")
        try Data(pdf).write(to: source)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/pdftoppm")
        process.arguments = [
            "-\(kind.rawValue)", "-r", "\(dotsPerInch)", "-singlefile", source.path,
            folder.appendingPathComponent("page").path,
        ]
        try process.run()
        process.waitUntilExit()
        let ending = kind == .jpeg ? "jpg" : kind == .tiff ? "tif" : "png"
        return Array(try Data(contentsOf: folder.appendingPathComponent("page.\(ending)")))
    }

    /// A JPEG with an EXIF segment: this orientation, and a place that must not leave the phone.
    static func withEXIF(_ jpeg: [UInt8], orientation: UInt8, place: String) -> [UInt8] {
        var body = Array("Exif\0\0MM\0*".utf8) + [0, 0, 0, 8, 0, 2]
        body += [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
        let text = Array(place.utf8) + [0]
        body += [0x01, 0x0E, 0, 2, 0, 0, 0, UInt8(text.count), 0, 0, 0, 38, 0, 0, 0, 0]
        body += text
        let length = body.count + 2
        return Array(jpeg[..<2]) + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + body
            + Array(jpeg[2...])
    }
}
