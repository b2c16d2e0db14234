import Foundation
import Ledger
import Logging
import Storage
import Testing
import Wire

@testable import Commons

@Suite("A watched folder") struct WatchTests {
    private struct Desk {
        let paper: PaperDesk
        let folder: String
        let watch: PaperWatch

        func put(_ bytes: [UInt8], _ name: String) throws {
            let url = URL(fileURLWithPath: "\(folder)/\(name)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: url)
        }

        /// Two looks, for the first only sees what rests at the second.
        func look() async throws {
            _ = try await watch.look(before: try await watch.look(before: [:]))
        }

        func files(_ below: String = "") throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(below)").sorted()
        }

        func papers() async throws -> [Paper] {
            try await paper.shop.ask(ListPapers()).items
        }
    }

    private static func with(_ body: (Desk) async throws -> Void) async throws {
        try await PaperDesk.with { paper in
            let folder = NSTemporaryDirectory() + "watch-tests-" + UUID().uuidString
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let address = try #require(
                try await paper.strings("SELECT email FROM user_account").first)
            try await body(
                Desk(
                    paper: paper, folder: folder,
                    watch: PaperWatch(
                        executor: paper.executor, folder: folder, email: address,
                        logger: Logger(label: "test"))))
        }
    }

    @Test("takes each file once, keeps it, and sets bad ones aside with the reason")
    func files() async throws {
        try await Self.with { desk in
            try desk.put(PaperDesk.picture(1), "scan1.jpg")
            try desk.put(PaperDesk.picture(2), "scan2.jpg")
            try desk.put(Array("dear sir".utf8), "letter.docx")
            try desk.put([], "nothing.pdf")
            try desk.put(Array(PaperDesk.picture(3).prefix(60)), "half.jpg")
            try desk.put([1], ".hidden")
            try await desk.look()
            #expect(try await desk.papers().map(\.fileName).sorted() == ["scan1.jpg", "scan2.jpg"])
            #expect(try desk.files("taken") == ["scan1.jpg", "scan2.jpg"])
            #expect(
                try desk.files("refused") == [
                    "half.jpg", "half.jpg.reason.txt", "letter.docx", "letter.docx.reason.txt",
                    "nothing.pdf", "nothing.pdf.reason.txt",
                ])
            let reason = try String(
                contentsOfFile: "\(desk.folder)/refused/letter.docx.reason.txt", encoding: .utf8)
            #expect(reason.hasPrefix("paper_type_unknown\n"))
            #expect(try desk.files() == [".hidden", "refused", "taken"])
        }
    }

    @Test("a file that grew since the last look waits") func growing() async throws {
        try await Self.with { desk in
            try desk.put(Array(PaperDesk.picture(1).prefix(50)), "scan.jpg")
            let seen = try await desk.watch.look(before: [:])
            try desk.put(PaperDesk.picture(1), "scan.jpg")
            let again = try await desk.watch.look(before: seen)
            #expect(try await desk.papers() .isEmpty)
            _ = try await desk.watch.look(before: again)
            #expect(try await desk.papers().count == 1)
        }
    }

    @Test("a death between taking and moving makes no second paper") func restart() async throws {
        try await Self.with { desk in
            try desk.put(PaperDesk.picture(1), "scan.jpg")
            try await desk.look()
            // As if it had died before it moved the file; and another scan of the same name.
            try desk.put(PaperDesk.picture(1), "scan.jpg")
            try await desk.look()
            #expect(try await desk.papers().count == 1)
            #expect(try desk.files("taken") == ["2-scan.jpg", "scan.jpg"])
        }
    }

    @Test("the attachments of mails are papers; a bad one is named and the others stay")
    func mails() async throws {
        try await Self.with { desk in
            func mail(_ parts: [(name: String, bytes: [UInt8])]) -> [UInt8] {
                let body = parts.map { part in
                    "--b\r\nContent-Type: application/octet-stream; name=\(part.name)\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n"
                        + "\(Base64.encode(part.bytes))\r\n"
                }
                return Array(
                    ("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + body.joined()
                        + "--b--\r\n").utf8)
            }
            try desk.put(
                mail([("a.jpg", PaperDesk.picture(1)), ("b.jpg", PaperDesk.picture(2))]),
                "new/1700.M1.host")
            try desk.put(
                mail([("c.jpg", PaperDesk.picture(3)), ("d.exe", [0x4D, 0x5A, 0, 0])]),
                "cur/1701.M2.host:2,S")
            try desk.put(Array("Subject: hello\r\n\r\nonly words".utf8), "new/1702.M3.host")
            try await desk.look()
            let names = try await desk.papers().map(\.fileName).sorted()
            #expect(names == ["a.jpg", "b.jpg", "c.jpg"])
            #expect(try desk.files("taken") == ["1700.M1.host"])
            let bad = try String(
                contentsOfFile: "\(desk.folder)/refused/1701.M2.host:2,S.reason.txt",
                encoding: .utf8)
            #expect(bad.contains("d.exe: paper_type_unknown"))
            #expect(try desk.files("refused").contains("1702.M3.host"))
            #expect(try desk.files("new") == [] && desk.files("cur") == [])
        }
    }

    @Test("without the member's right, or without the member, files stay where they are")
    func member() async throws {
        try await Self.with { desk in
            try desk.put(PaperDesk.picture(1), "scan.jpg")
            try await desk.paper.tamper("UPDATE membership SET role = 'investor'")
            try await desk.look()
            #expect(try desk.files() == ["refused", "scan.jpg", "taken"])
            try await desk.paper.tamper("UPDATE membership SET ended_at = 1")
            await #expect(throws: StorageFault.self) { try await desk.look() }
            try await desk.paper.tamper("UPDATE membership SET role = 'owner', ended_at = NULL")
            try await desk.look()
            #expect(try await desk.papers().count == 1)
        }
    }
}
