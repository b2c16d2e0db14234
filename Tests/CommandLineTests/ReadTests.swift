import Commons
import Foundation
import Ledger
import Testing
import Wire

@Suite("commons read") struct ReadTests {
    private static let invoice = """
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
         xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
        <b:ID>R-7</b:ID><b:IssueDate>2026-03-04</b:IssueDate></Invoice>
        """
    private static let members = [
        "file", "kind", "fields", "lines", "warnings", "codes",
    ]
    private static let fields = [
        "supplier", "supplier_address", "buyer", "number", "date", "due_date", "currency",
        "subtotal", "tax", "total",
    ]

    @Test("gives a line for each file of a folder, in order, as the contract has it")
    func folder() throws {
        try Program.withFolder { folder in
            let box = folder + "/papers"
            try FileManager.default.createDirectory(
                atPath: box, withIntermediateDirectories: true)
            let day = try #require(Day(iso: "2026-11-23"))
            let photograph = try #require(DemoReceipt.all(until: day).last)
            try Data(photograph.bytes).write(to: URL(fileURLWithPath: box + "/a.tiff"))
            try Self.invoice.write(toFile: box + "/b.xml", atomically: true, encoding: .utf8)
            try Data("%PDF-1.4\nnothing".utf8).write(to: URL(fileURLWithPath: box + "/c.pdf"))
            let result = try Program.run("read", "papers", in: folder)
            // One of them could not be read, which the status says and the others do not suffer.
            #expect(result.status == 1, "\(result)")
            let lines = try result.output.split(separator: "\n").map {
                try JSONValue.parse(Array($0.utf8))
            }
            #expect(lines.map { $0["file"]?.string } == ["a.tiff", "b.xml", "c.pdf"].map {
                "papers/" + $0
            })
            for line in lines.prefix(2) {
                #expect(line.members?.map(\.0) == Self.members)
                #expect(line["fields"]?.members?.map(\.0) == Self.fields)
            }
            let read = lines[0]["fields"]
            #expect(read?["supplier"]?["value"]?.string == "MAMA OLIECH HOTEL")
            #expect(read?["total"]?["value"]?.string == "1960.00")
            #expect(read?["date"]?["value"]?.string == "2026-11-12")
            #expect(read?["total"]?["source"]?.string == "ocr")
            #expect(read?["total"]?["box"]?.array?.count == 4)
            #expect(read?["due_date"]?["value"]?.kind == .null)
            #expect(lines[1]["fields"]?["number"]?["value"]?.string == "R-7")
            #expect(lines[1]["fields"]?["number"]?["source"]?.string == "xml")
            #expect(lines[2]["error"]?["code"]?.string?.isEmpty == false)
            #expect(lines[2]["error"]?["message"]?.string?.isEmpty == false)
        }
    }

    @Test("takes words in place of pictures, and names a line that holds none")
    func words() throws {
        try Program.withFolder { folder in
            let page = #"{"file":"x","width":400,"height":200,"words":["#
                + #"{"text":"TOTAL","box":[10,100,60,20]},{"text":"638.00","box":[300,100,60,20]}]}"#
            try (page + "\nno words\n").write(
                toFile: folder + "/words.jsonl", atomically: true, encoding: .utf8)
            let result = try Program.run("read", "--words", "words.jsonl", in: folder)
            #expect(result.status == 1)
            let lines = try result.output.split(separator: "\n").map {
                try JSONValue.parse(Array($0.utf8))
            }
            #expect(lines.count == 2)
            #expect(lines.first?["fields"]?["total"]?["value"]?.string == "638.00")
            #expect(lines.last?["error"]?["code"]?.string == "file_damaged")
        }
    }

    @Test("refuses what it cannot begin with", arguments: [
        ([String](), "Give files to read"), (["nowhere", "--readers", "0"], "at least 1"),
    ])
    func usage(arguments: [String], says: String) throws {
        try Program.withFolder { folder in
            let result = try Program.run("read", arguments: arguments, in: folder)
            #expect(result.status == 64)
            #expect(result.error.contains(says), "\(result)")
        }
    }
}
