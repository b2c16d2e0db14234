import Foundation
import Insight
import Recognition

/// A PDF in a private folder, seen through Poppler's tools. The folder lies in the one that the
/// pool made for this reader, and goes with it if the reader is killed.
final class PortableDocument {
    /// Pages are shown, and their boxes given, at this resolution.
    static let dotsPerInch = 200.0
    private static let pointsPerInch = 72.0
    /// A page with fewer words of letters or figures than this is a picture with a stamp on it.
    private static let fewestWords = 8

    let pageCount: Int
    private let folder: URL
    private var path: String { folder.appendingPathComponent("paper.pdf").path }

    init(_ bytes: [UInt8]) throws(RecognitionFailure) {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("commons-reader-\(UUID().uuidString)")
        let file = folder.appendingPathComponent("paper.pdf")
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try Data(bytes).write(to: file)
        } catch {
            throw RecognitionFailure(.readerMissing, "No temporary file can be written.")
        }
        do {
            pageCount = try Self.pageCount(of: file.path)
        } catch {
            try? FileManager.default.removeItem(at: folder)
            throw error
        }
    }

    func discard() {
        try? FileManager.default.removeItem(at: folder)
    }

    /// The words that the PDF itself states, or nil when the page is only a picture.
    func textLayer(page: Int) throws(RecognitionFailure) -> PageWords? {
        let output = try Poppler.run(
            "pdftotext", ["-tsv", "-f", "\(page)", "-l", "\(page)", path, "-"])
        guard output.status == 0 else { throw .damagedPDF }
        let table = TextLayerTable(
            output.text, scale: Self.dotsPerInch / Self.pointsPerInch, page: page)
        guard let page = table.page else { return nil }
        let meaningful = page.words.count { word in
            word.text.unicodeScalars.contains { $0.properties.isAlphabetic }
                || word.text.utf8.contains { (0x30...0x39).contains($0) }
        }
        return meaningful >= Self.fewestWords ? page : nil
    }

    /// The page rendered as a grey or colour picture file.
    func picture(page: Int) throws(RecognitionFailure) -> [UInt8] {
        guard (1...pageCount).contains(page) else {
            throw RecognitionFailure(
                .pdfWithoutPages, "The PDF has \(pageCount) pages; there is no page \(page).")
        }
        let size = try Poppler.run("pdfinfo", ["-f", "\(page)", "-l", "\(page)", path])
        var arguments = ["-f", "\(page)", "-l", "\(page)", "-r", "\(Int(Self.dotsPerInch))"]
        // A page of several square metres is shrunk to the largest side that is decoded.
        if let side = PDFInformation(size.text).longestSide,
            side * Self.dotsPerInch / Self.pointsPerInch > Double(PaperFormat.sideLimit) / 3
        {
            arguments += ["-scale-to", "\(PaperFormat.sideLimit / 3)"]
        }
        let output = try Poppler.run("pdftoppm", arguments + [path])
        guard output.status == 0, !output.bytes.isEmpty else { throw .damagedPDF }
        return output.bytes
    }

    /// The XML of a Factur-X, ZUGFeRD or Order-X PDF; empty when there is none.
    func electronicInvoice() -> [UInt8] {
        guard let list = try? Poppler.run("pdfdetach", ["-list", path]), list.status == 0 else {
            return []
        }
        let names = [
            "factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml", "cii.xml",
        ]
        for line in list.text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let index = Int(parts[0]) else { continue }
            let name = parts[1].trimmingCharacters(in: .whitespaces).lowercased()
            guard names.contains(name) else { continue }
            let target = folder.appendingPathComponent("invoice.xml").path
            let saved = try? Poppler.run(
                "pdfdetach", ["-save", "\(index)", "-o", target, path])
            guard saved?.status == 0, let xml = FileManager.default.contents(atPath: target)
            else { continue }
            return Array(xml)
        }
        return []
    }

    private static func pageCount(of path: String) throws(RecognitionFailure) -> Int {
        let output = try Poppler.run("pdfinfo", [path])
        guard output.status == 0 else {
            guard output.errors.contains("Incorrect password") else { throw .damagedPDF }
            throw RecognitionFailure(
                .pdfEncrypted, "The PDF asks for a password; save it without one and send that.")
        }
        guard let count = PDFInformation(output.text).pageCount else { throw .damagedPDF }
        guard count > 0 else {
            throw RecognitionFailure(.pdfWithoutPages, "The PDF has no pages.")
        }
        return count
    }
}

extension RecognitionFailure {
    fileprivate static let damagedPDF = RecognitionFailure(
        .fileDamaged, "The PDF is damaged and cannot be opened.")
}
