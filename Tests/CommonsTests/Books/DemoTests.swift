import Foundation
import Ledger
import Storage
import Testing

@testable import Commons

@Suite struct DemoTests {
    @Test func `The demo is whole, its books tie out, and it is loaded once`() async throws {
        let folder = NSTemporaryDirectory() + "demo-tests-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = try await openDatabase(at: DatabaseLocation(folder))
        let executor = CommandExecutor(
            database: database, registry: try CommandRegistry(Operations.all),
            clock: TestClock("2026-11-23"))
        let passwords = PasswordWorker()
        let began = Date()
        let day = try "2026-11-23".day
        let loaded = try #require(
            try await Demo.load(into: executor, passwords: passwords, until: day, months: 4))
        print("demo: \(loaded.documents) documents, \(loaded.entries) entries,",
            "\(Date().timeIntervalSince(began)) s")
        #expect(loaded.documents > 700)
        #expect(loaded.people.count == DemoTown.names.count)
        #expect(Set(loaded.people.map(\.password)).count == loaded.people.count)
        let roles = Set(
            loaded.people.flatMap(\.roles).compactMap { $0.split(separator: " ").first })
        #expect(roles.count == Role.allCases.count)
        #expect(try await database.read { try BooksCheck.run($0) } == [])
        let home = try await executor.ask(ShowHome(), as: loaded.papersFor)
        let late = home.attention.filter { $0.kind == .invoiceOverdue }
        #expect(!late.isEmpty)
        #expect(late.contains { ($0.usualDelay ?? 0) > 0 })
        #expect(home.attention.contains { $0.kind == .draftWaiting })
        #expect(home.cash.contains { $0.isPositive && $0.currency == .kes })
        let again = try await Demo.load(into: executor, passwords: passwords, until: day)
        #expect(again == nil)
        await database.close()
    }
}

@Suite struct DemoReceiptTests {
    @Test func `Receipts are a PDF file that Poppler opens and photographs, the same every time`()
        throws
    {
        let day = try "2026-11-23".day
        let receipts = DemoReceipt.all(until: day)
        let again = DemoReceipt.all(until: day)
        #expect(receipts.count == 6)
        #expect(receipts[0].bytes == again[0].bytes)
        let photograph = receipts[5].bytes
        #expect(photograph.starts(with: [0x49, 0x49, 42, 0]))
        #expect(photograph == again[5].bytes)
        #expect(receipts.dropFirst().allSatisfy { $0.mediaType == "image/tiff" })
        #expect(Set(receipts.map(\.fileName)).count == 6)
        let folder = NSTemporaryDirectory() + "receipt-tests-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/" + receipts[0].fileName
        try Data(receipts[0].bytes).write(to: URL(fileURLWithPath: path))
        let poppler = Process()
        let output = Pipe()
        poppler.executableURL = URL(fileURLWithPath: "/usr/bin/pdftotext")
        poppler.arguments = ["-layout", path, "-"]
        poppler.standardOutput = output
        try poppler.run()
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        poppler.waitUntilExit()
        #expect(poppler.terminationStatus == 0)
        #expect(text.contains("NAIVAS LIMITED"))
        #expect(text.contains("2030.00"))
        #expect(text.contains("VAT 16%"))
        #expect(text.contains("22/11/2026"))
    }
}
