import Recognition
import Testing

@testable import Commons

@Suite("A file that is sent") struct CheckedFileTests {
    private func refusal(
        _ bytes: [UInt8], declared: String = "application/octet-stream", limit: Int = 1 << 20
    ) -> String? {
        do throws(Refusal) {
            _ = try CheckedFile(bytes, declared: declared, limit: limit)
            return nil
        } catch {
            return error.code.name
        }
    }

    private let jpeg = CameraPicture.jpeg(orientation: 6)

    @Test("is what its first bytes say, and nothing else") func magic() {
        #expect(refusal(jpeg, declared: "image/jpeg") == nil)
        #expect(refusal(jpeg, declared: "image/jpeg; charset=binary") == nil)
        #expect(refusal(jpeg, declared: "image/png") == "paper_type_mismatch")
        #expect(refusal(jpeg, declared: "application/pdf") == "paper_type_mismatch")
        #expect(refusal(CameraPicture.png(orientation: 1), declared: "image/png") == nil)
    }

    @Test("is refused when it is empty, too large, or no paper") func refused() {
        #expect(refusal([]) == "paper_empty")
        #expect(refusal(jpeg, limit: jpeg.count) == nil)
        #expect(refusal(jpeg, limit: jpeg.count - 1) == "paper_too_large")
        #expect(refusal(Array("GIF89a......".utf8)) == "paper_type_unknown")
        #expect(refusal(Array("PK\u{3}\u{4}".utf8) + jpeg) == "paper_type_unknown")
        #expect(refusal(Array("GIF89a%PDF-1.7".utf8)) == "paper_type_unknown")
        #expect(
            refusal(Array("<html><script>alert(1)</script></html>".utf8)) == "paper_type_unknown")
        #expect(refusal(Array("<svg onload='x'/>".utf8)) == "paper_type_unknown")
    }

    @Test("that is too large is refused with the limit, which the installation sets")
    func limits() {
        func text(limit: Int, pixels: Int) -> String? {
            do throws(Refusal) {
                _ = try CheckedFile(
                    CameraPicture.jpeg(orientation: 6), declared: "image/jpeg", limit: limit,
                    pixels: pixels)
                return nil
            } catch {
                return error.detail
            }
        }
        #expect(text(limit: 20 << 20, pixels: 64_000_000) == nil)
        #expect(text(limit: 10, pixels: 64_000_000)?.contains("the limit is 10 bytes") == true)
        #expect(text(limit: 20 << 20, pixels: 1)?.contains("the limit is") == true)
        #expect(ByteCount.text(20 << 20) == "20 MiB")
        #expect(ByteCount.text((1 << 20) + 1) == "1048577 bytes")
    }

    @Test("is refused when its picture is a bomb or cut off") func pixels() {
        var bomb = CameraPicture.png(orientation: 1)
        bomb.replaceSubrange(16..<24, with: [0, 1, 0, 0, 0, 1, 0, 0])
        #expect(refusal(bomb) == "paper_pixels")
        #expect(refusal(Array(jpeg.dropLast(6))) == "paper_damaged")
    }

    @Test("is named by the hash of what is kept, and remembered by the hash of what was sent")
    func hashes() throws {
        let file = try CheckedFile(jpeg, declared: "", limit: 1 << 20)
        #expect(file.sha256 != file.sentSha256)
        let clean = try CheckedFile(file.bytes, declared: "", limit: 1 << 20)
        #expect(clean.sha256 == file.sha256)
        #expect(clean.sentSha256 == file.sha256)
    }

    @Test("is called by the last part of its name") func names() {
        #expect(FileName.kept("receipt.jpg", format: .jpeg) == "receipt.jpg")
        #expect(FileName.kept("../../etc/passwd", format: .jpeg) == "passwd")
        #expect(FileName.kept("C:\\Users\\a\\b.png", format: .png) == "b.png")
        #expect(FileName.kept("a\u{0}\nb.pdf", format: .pdf) == "ab.pdf")
        #expect(FileName.kept(nil, format: .pdf) == "paper.pdf")
        #expect(FileName.kept("rent\u{202E}fdp.exe", format: .pdf) == "rentfdp.exe")
        #expect(FileName.kept("..", format: .xml) == "paper.xml")
        #expect(FileName.kept(String(repeating: "x", count: 999), format: .jpeg).count == 200)
    }
}
