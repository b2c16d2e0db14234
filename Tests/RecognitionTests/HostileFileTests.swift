import Foundation
import Insight
import Recognition
import Testing

@Suite("A bad file gets a clear reason and the reader lives on")
struct HostileFileTests {
    let pool = ReaderPool()

    static func png(width: UInt32, height: UInt32) -> [UInt8] {
        func number(_ value: UInt32) -> [UInt8] {
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
        }
        let magic: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let header = Array("IHDR".utf8) + number(width) + number(height) + [8, 0, 0, 0, 0]
        let end = number(0) + Array("IEND".utf8) + [0xAE, 0x42, 0x60, 0x82]
        return magic + number(13) + header + [0, 0, 0, 0] + end
    }

    /// Made by pypdf: one empty page behind the password "secret" (RC4, 128 bits).
    static let encrypted = Array(Data(base64Encoded: encryptedText) ?? Data())

    static func cases() throws -> [(name: String, bytes: [UInt8], code: RecognitionFailure.Code)] {
        let jpeg = try PrintedPaper.receipt.picture(.jpeg)
        let png = try PrintedPaper.receipt.picture(.png)
        let tiff = try PrintedPaper.receipt.picture(.tiff)
        return [
            ("nothing", [], .fileEmpty),
            ("text", Array("dear sir".utf8), .typeUnsupported),
            ("GIF", Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0], .typeUnsupported),
            ("ZIP", [0x50, 0x4B, 3, 4, 0, 0], .typeUnsupported),
            ("a program", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0], .typeUnsupported),
            ("half a JPEG", Array(jpeg.prefix(jpeg.count / 2)), .fileTruncated),
            ("the start of a JPEG", Array(jpeg.prefix(3)), .fileTruncated),
            ("half a PNG", Array(png.prefix(png.count / 2)), .fileTruncated),
            ("half a TIFF", Array(tiff.prefix(tiff.count / 2)), .fileTruncated),
            ("one pixel", Self.png(width: 1, height: 1), .pictureTooSmall),
            ("900 megapixels in 57 bytes", Self.png(width: 30_000, height: 30_000), .pictureTooLarge),
            ("a very long strip", Self.png(width: 40, height: 1_000_000), .pictureTooLarge),
            ("a PNG without pixels", Self.png(width: 100, height: 100), .fileDamaged),
            ("JPEG markers and noise", [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 9, 9], .fileDamaged),
            ("a PDF header alone", Array("%PDF-1.7\n".utf8), .fileDamaged),
            ("a PDF with a password", encrypted, .pdfEncrypted),
        ]
    }

    @Test("Each is refused by its own code, and the next good paper is read")
    func refusals() async throws {
        for (name, bytes, code) in try Self.cases() {
            let failure = await #expect(throws: RecognitionFailure.self, "\(name)") {
                try await pool.read(bytes: bytes)
            }
            #expect(failure?.code == code, "\(name): \(failure?.message ?? "")")
            #expect(failure?.message.hasSuffix(".") == true || failure?.code == .fileDamaged)
            #expect(failure?.mayRetry == false)
        }
        let readers = await pool.readerIdentifiers
        #expect(readers.count == 1, "no bad file may have cost a reader")
        let reading = try await pool.read(bytes: PrintedPaper.receipt.pdf())
        #expect(reading.paper.total.value == "700.00")
        await pool.shutDown()
    }

    @Test("A file that is two kinds at once is what it begins as, and its preview is only that")
    func polyglot() async throws {
        var hidden = PrintedPaper.receipt
        hidden.lines = ["TOTAL KES 9,999.00"]
        let both = try PrintedPaper.receipt.picture(.jpeg) + hidden.pdf()
        let reading = try await pool.read(bytes: both)
        #expect(reading.mediaType == "image/jpeg")
        #expect(reading.paper.total.value == "700.00")
        let preview = try await pool.preview(bytes: both)
        #expect(Data(preview.jpeg).range(of: Data("%PDF".utf8)) == nil)
        await pool.shutDown()
    }

    @Test("A page that the PDF does not have is refused")
    func missingPage() async throws {
        let failure = await #expect(throws: RecognitionFailure.self) {
            try await pool.preview(bytes: PrintedPaper.receipt.pdf(), page: 2)
        }
        #expect(failure?.code == .pdfWithoutPages)
        await pool.shutDown()
    }

    @Test("A file that is not there is named")
    func missingFile() async throws {
        let failure = await #expect(throws: RecognitionFailure.self) {
            try await pool.read(path: "/nowhere/receipt.jpg")
        }
        #expect(failure?.code == .fileMissing)
        #expect(failure?.message.contains("/nowhere/receipt.jpg") == true)
    }

    private static let encryptedText = """
        JVBERi0xLjMKJeLjz9MKMSAwIG9iago8PAovUHJvZHVjZXIgPGE4MGQ1YjI3YzU+Cj4+CmVuZG9iagoy\
        IDAgb2JqCjw8Ci9UeXBlIC9QYWdlcwovQ291bnQgMQovS2lkcyBbIDQgMCBSIF0KPj4KZW5kb2JqCjMg\
        MCBvYmoKPDwKL1R5cGUgL0NhdGFsb2cKL1BhZ2VzIDIgMCBSCj4+CmVuZG9iago0IDAgb2JqCjw8Ci9U\
        eXBlIC9QYWdlCi9SZXNvdXJjZXMgPDwKPj4KL01lZGlhQm94IFsgMC4wIDAuMCAyMDAgMjAwIF0KL1Bh\
        cmVudCAyIDAgUgo+PgplbmRvYmoKNSAwIG9iago8PAovViAyCi9SIDMKL0xlbmd0aCAxMjgKL1AgNDI5\
        NDk2NzI5MgovRmlsdGVyIC9TdGFuZGFyZAovTyA8MGU1MjI5MjVhM2U0ZTg3NGMzY2ZhY2JlZjUxMWE3\
        M2FjNGVjMmJkODY1ZGNkM2Q0NjI3NjE0OTE3YWJmZDdlND4KL1UgPGNhMzc5MDlkNjc0MzNkNTgyZTc4\
        M2IwOGVkYzk1ZTU0MjhiZjRlNWU0ZTc1OGE0MTY0MDA0ZTU2ZmZmYTAxMDg+Cj4+CmVuZG9iagp4cmVm\
        CjAgNgowMDAwMDAwMDAwIDY1NTM1IGYgCjAwMDAwMDAwMTUgMDAwMDAgbiAKMDAwMDAwMDA1OSAwMDAw\
        MCBuIAowMDAwMDAwMTE4IDAwMDAwIG4gCjAwMDAwMDAxNjcgMDAwMDAgbiAKMDAwMDAwMDI2MSAwMDAw\
        MCBuIAp0cmFpbGVyCjw8Ci9TaXplIDYKL1Jvb3QgMyAwIFIKL0luZm8gMSAwIFIKL0lEIFsgPDJmYjlm\
        Y2UxYjY4NmIzOTIyNzNjNDI4OTM0MmM4NmQxPiA8MmZiOWZjZTFiNjg2YjM5MjI3M2M0Mjg5MzQyYzg2\
        ZDE+IF0KL0VuY3J5cHQgNSAwIFIKPj4Kc3RhcnR4cmVmCjQ3NgolJUVPRgo=
        """
}
