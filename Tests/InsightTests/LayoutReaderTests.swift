import Foundation
import Testing

@testable import Insight

@Suite("What words mean by their place")
struct LayoutReaderTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func network() throws -> LayoutNetwork {
        let path = root.appendingPathComponent("models/layout-reader/layout-reader.safetensors")
        return try LayoutNetwork(Safetensors(Array(Data(contentsOf: path))))
    }

    private static let receipt = [
        "MAMA NJERI TRADING LIMITED", "MOI AVENUE 12, NAIROBI", "TEL 020 555 0101",
        "CASH SALE RECEIPT NO: CS-00417", "DATE: 14/03/2026 10:22", "MAIZE FLOUR 2KG      240.00",
        "COOKING OIL 1L       310.00", "SUGAR 1KG            150.00", "TOTAL KES            700.00",
        "CASH               1,000.00", "CHANGE               300.00",
    ]

    @Test("scores equal PyTorch's within 1e-4")
    func parity() throws {
        let path = Self.root.appendingPathComponent("Tests/InsightTests/Fixtures/layout-scores.txt")
        let expected = try String(contentsOf: path, encoding: .utf8)
            .split(whereSeparator: \.isWhitespace).compactMap { Float($0) }
        let network = try Self.network()
        var numbers: [Int] = []
        var boxes: [LayoutNetwork.PieceBox] = []
        for place in 0..<61 {
            let (left, top) = (place * 37 % 200, place * 4)
            numbers.append((place * 131 + 7) % network.pieces.count)
            boxes.append(
                LayoutNetwork.PieceBox(
                    left: left, top: top, right: left + place * 7 % 50,
                    bottom: top + 3 + place % 5))
        }
        let scores = network.scores(numbers, boxes)
        #expect(scores.count == expected.count)
        #expect(scores.count == 61 * PrintedMeaning.allCases.count)
        let gap = zip(scores, expected).map { abs($0 - $1) }.max() ?? .infinity
        #expect(gap < 1e-4)
    }

    @Test("GELU has the values of its definition")
    func gelu() {
        // x · Φ(x), from tables of the normal distribution.
        let value = Gelu.of(SIMD8(-3, -1, -0.5, 0, 0.5, 1, 2, 3))
        let wanted: [Float] = [
            -0.004049694, -0.15865526, -0.15426877, 0, 0.34573123, 0.84134474, 1.9544997,
            2.9959503,
        ]
        for lane in 0..<8 { #expect(abs(value[lane] - wanted[lane]) < 1e-6) }
    }

    @Test("a word is cut into the longest pieces, and figures count as noughts")
    func pieces() {
        let pieces = WordPieces(["?", "TOTAL", "TO", "\tTAL", "\tS", "00", "\t.00", "\t0"]
            .joined(separator: "\n"))
        #expect(pieces.pieces(of: Array("TOTALS".utf8)) == [1, 4])
        #expect(pieces.pieces(of: Array("TOTAL".utf8)) == [1])
        #expect(pieces.pieces(of: Array("17.25".utf8)) == [5, 6])
        #expect(pieces.pieces(of: Array("1725".utf8)) == [5, 7, 7])
        #expect(pieces.pieces(of: Array("TO#S".utf8)) == [2, 0, 4])
        #expect(pieces.pieces(of: Array("1234567890123".utf8)).count == WordPieces.mostOfWord)
        #expect(pieces.pieces(of: []).isEmpty)
    }

    @Test("a box stays within the steps, wherever it lies")
    func boxes() {
        let sheet = Box(x: -9_000_000, y: 0, width: 18_000_000, height: 400)
        let box = LayoutReader.box(
            Box(x: 4_500_000, y: 200, width: 20_000_000, height: 20), in: sheet)
        #expect(box == LayoutNetwork.PieceBox(left: 192, top: 128, right: 255, bottom: 140))
        let empty = LayoutReader.box(
            Box(x: 5, y: 5, width: 0, height: 0),
            in: Box(x: 5, y: 5, width: 0, height: 0))
        #expect(empty == LayoutNetwork.PieceBox(left: 0, top: 0, right: 0, bottom: 0))
    }

    @Test("weights without a vocabulary are refused")
    func withoutVocabulary() throws {
        let header = Array(#"{"__metadata__":{"made":"today"}}"#.utf8)
        let weights = try Safetensors([UInt8(header.count), 0, 0, 0, 0, 0, 0, 0] + header)
        #expect(weights.metadata == ["made": "today"])
        #expect(throws: SafetensorsError.malformed("its metadata has no vocabulary")) {
            try LayoutNetwork(weights)
        }
    }

    @Test("name, address and day of a receipt are marked, and what is none of them is not")
    func marks() throws {
        let page = PrintedPage.words(Self.receipt.joined(separator: "\n"))
        let lines = PageLayout.lines(of: [page])
        let meanings = LayoutReader(try Self.network()).meanings(of: lines)
        func share(_ meaning: PrintedMeaning, _ line: Int) -> Double {
            meanings.share(meaning, line: line, words: 0..<lines[line].words.count)
        }
        #expect(share(.supplier, 0) > 0.8)
        #expect(share(.address, 1) > 0.8)
        #expect(share(.address, 2) < 0.2 && share(.supplier, 2) < 0.2)
        #expect(meanings.share(.date, line: 4, word: 1) > 0.8)
        for line in 5...10 {
            #expect(share(.supplier, line) + share(.address, line) + share(.date, line) < 0.2)
        }
    }

    @Test("of a page with too many words the top and the end are looked at")
    func longPage() throws {
        let rows = Self.receipt.prefix(5)
            + (0..<150).map { "MAIZE FLOUR 2KG    \($0 % 90 + 10).00" } + Self.receipt.suffix(3)
        let lines = PageLayout.lines(of: [PrintedPage.words(rows.joined(separator: "\n"))])
        let meanings = LayoutReader(try Self.network()).meanings(of: lines)
        func isSeen(_ line: Int) -> Bool {
            PrintedMeaning.allCases.contains { meanings.share($0, line: line, word: 0) > 0 }
        }
        #expect(isSeen(0) && isSeen(4) && isSeen(lines.count - 1) && isSeen(lines.count - 3))
        #expect(!isSeen(lines.count - 80))
    }

    private static func read(_ rows: some Sequence<String>) throws -> ExtractedPaper {
        FieldExtraction.extract(
            from: [PrintedPage.words(rows.joined(separator: "\n"))],
            reader: LayoutReader(try network()))
    }

    @Test("an address ends before the telephone number in its line, which the rule alone keeps")
    func telephoneInLine() throws {
        var rows = Self.receipt
        rows[1] = "NO.1, MOI AVENUE 12, WESTLANDS"
        rows[2] = "00100 NAIROBI, KENYA TEL NO.: 020 555 0101"
        let paper = try Self.read(rows)
        let wanted = "NO.1, MOI AVENUE 12, WESTLANDS, 00100 NAIROBI, KENYA"
        #expect(paper.supplierAddress.value == wanted)
        #expect(paper.supplierAddress.confidence > 0.3)
        let ruled = PrintedPage.read(rows.joined(separator: "\n"))
        #expect(ruled.supplierAddress.value != paper.supplierAddress.value)
    }

    @Test("only the address is chosen by it; a paper without one has none")
    func extraction() throws {
        let paper = try Self.read(Self.receipt)
        #expect(paper.supplierAddress.value == "MOI AVENUE 12, NAIROBI")
        #expect(paper.supplierAddress.box == Box(x: 20, y: 50, width: 220, height: 20))
        var ruled = PrintedPage.read(Self.receipt.joined(separator: "\n"))
        ruled.supplierAddress = paper.supplierAddress
        #expect(paper == ruled)
        let without = try Self.read(Self.receipt[3...])
        #expect(without.supplierAddress.value == nil)
        let letter = try Self.read([
            "Dear Madam", "we thank you for the visit of last week", "and remain yours",
        ])
        #expect(letter.supplierAddress.value == nil)
    }

    @Test("the evidence of an address is given where there is a reader")
    func evidence() throws {
        let page = PrintedPage.words(Self.receipt.joined(separator: "\n"))
        let reader = LayoutReader(try Self.network())
        let offered = FieldExtraction.evidence(from: [page], reader: reader)
            .filter { $0.field == .supplierAddress }
        #expect(offered.contains { $0.value == "MOI AVENUE 12, NAIROBI" })
        let width = SupplierAddressModel.choice.weights.count
        #expect(offered.allSatisfy { $0.evidence.count == width })
        let ruled = FieldExtraction.evidence(from: [page])
        #expect(!ruled.contains { $0.field == .supplierAddress })
    }
}
