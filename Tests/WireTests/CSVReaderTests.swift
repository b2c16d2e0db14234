import Testing
import Wire

@Suite("Comma-separated records")
struct CSVReaderTests {
    private func records(_ text: String, piece: Int = 1_000) -> [[String]] {
        var reader = CSVReader()
        var found: [[String]] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: piece) {
            let end = min(start + piece, bytes.count)
            reader.append(bytes[start..<end])
            while reader.next(isLast: end == bytes.count) {
                found.append(reader.fields.map(reader.text))
            }
        }
        return found
    }

    @Test("Quotes, line ends and empty fields are as RFC 4180 has them", arguments: [1, 2, 5, 1_000])
    func forms(piece: Int) {
        let text = "a,b,c\r\n\"x, \"\"y\"\"\",,\"two\nlines\"\n\n1,2,"
        #expect(records(text, piece: piece) == [
            ["a", "b", "c"], ["x, \"y\"", "", "two\nlines"], ["1", "2", ""],
        ])
    }

    @Test("A record tells the line on which it begins")
    func lines() {
        var reader = CSVReader()
        reader.append("a\n\"b\nb\"\n\nc".utf8)
        var lines: [Int] = []
        while reader.next(isLast: true) { lines.append(reader.line) }
        #expect(lines == [1, 2, 5])
    }

    @Test("A byte order mark is no part of the first name")
    func byteOrderMark() {
        #expect(records("\u{FEFF}name,b\n1,2\n") == [["name", "b"], ["1", "2"]])
    }

    @Test(
        "A quote inside a field that does not begin with one is a character",
        arguments: [1, 3, 1_000])
    func strayQuotes(piece: Int) {
        #expect(
            records("a\"b,c\n5\" pipe,\"x\"\"\"\nd, \"e, f\",\"g\"h\"\n", piece: piece) == [
                ["a\"b", "c"], ["5\" pipe", "x\""], ["d", " e, f", "gh\""],
            ])
    }

    @Test("A quote that nothing closes is told by the line on which its record begins")
    func unclosed() {
        var reader = CSVReader()
        reader.append("a,b\n1,\"two\n3,4\n5,6\n".utf8)
        var found: [(line: Int, isClosed: Bool)] = []
        while reader.next(isLast: true) { found.append((reader.line, reader.isClosed)) }
        #expect(found.map(\.line) == [1, 2])
        #expect(found.map(\.isClosed) == [true, false])
    }

    @Test("What is not UTF-8 is told by record and by field", arguments: [1, 4, 1_000])
    func encodings(piece: Int) {
        var reader = CSVReader()
        let bytes = Array("né,x\n".utf8) + [0x53, 0xE9, 0x2C, 0x78, 0x0A] + Array("a,é\n".utf8)
        var found: [(Bool, [Bool])] = []
        for start in stride(from: 0, to: bytes.count, by: piece) {
            let end = min(start + piece, bytes.count)
            reader.append(bytes[start..<end])
            while reader.next(isLast: end == bytes.count) {
                found.append((reader.isUTF8, reader.fields.map(reader.isWellFormed)))
            }
        }
        #expect(found.map(\.0) == [true, false, true])
        #expect(found.map(\.1) == [[true, true], [false, true], [true, true]])
    }

    @Test("What is no text in UTF-8 is called what it is, with what to do")
    func foreign() {
        func reader(_ bytes: [UInt8]) -> CSVReader {
            var reader = CSVReader()
            reader.append(bytes)
            return reader
        }
        let text = "income,bad\n1,0\n"
        let little = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        for bytes in [little, big, [0xFF, 0xFE] + little, [0xFE, 0xFF] + big] {
            #expect(reader(bytes).foreign == .utf16)
            #expect(reader(bytes).encodingAdvice.contains("iconv -f UTF-16"))
        }
        let longLittle: [UInt8] = text.utf8.flatMap { [$0, 0, 0, 0] }
        let longBig: [UInt8] = text.utf8.flatMap { [0, 0, 0, $0] }
        for bytes in [
            longLittle, longBig, [0xFF, 0xFE, 0, 0] + longLittle, [0, 0, 0xFE, 0xFF] + longBig,
        ] {
            #expect(reader(bytes).foreign == .utf32)
            #expect(reader(bytes).encodingAdvice.contains("iconv -f UTF-32"))
        }
        let head: [UInt8] = [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 22)
        func archive(_ name: String) -> [UInt8] {
            head + [UInt8(name.utf8.count), 0, 0, 0] + name.utf8
        }
        let packed: [([UInt8], ForeignText, String)] = [
            ([0x1F, 0x8B, 8, 0], .gzip, "gunzip"), ([0x28, 0xB5, 0x2F, 0xFD, 4], .zstd, "unzstd"),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0], .xz, "unxz"),
            (Array("BZh91AY&SY".utf8), .bzip2, "bunzip2"),
            (archive("table.csv"), .zip, "unzip"), (archive("xl/workbook.xml"), .workbook, "sheet"),
            (archive("[Content_Types].xml"), .workbook, "save the sheet as CSV"),
        ]
        for (bytes, kind, advice) in packed {
            #expect(reader(bytes).foreign == kind)
            #expect(reader(bytes).encodingAdvice.contains(advice))
        }
        let others = [
            Array("income,bad\n".utf8), [0x53, 0xE9, 0x2C, 0x0A], [0, 0, 0, 0], [],
            Array("BZh,bad\n".utf8), Array("PK,bad\n".utf8),
        ]
        for bytes in others {
            #expect(reader(bytes).foreign == nil)
            #expect(reader(bytes).encodingAdvice.contains("WINDOWS-1252"))
        }
    }

    @Test("A carriage return alone ends lines where it ends the first one", arguments: [1, 3, 900])
    func returns(piece: Int) {
        #expect(
            records("a,b\r1,\"two\rlines\"\r\r\"x\ny\",3", piece: piece) == [
                ["a", "b"], ["1", "two\rlines"], ["x\ny", "3"],
            ])
        var reader = CSVReader()
        reader.append("a\r\"b\rb\"\r\rc".utf8)
        var lines: [Int] = []
        while reader.next(isLast: true) { lines.append(reader.line) }
        #expect(lines == [1, 2, 5])
    }

    @Test("A carriage return in a field of a table with line feeds is a character")
    func strayReturns() {
        #expect(records("a\rb,c\n1\r2,3\r\n") == [["a\rb", "c"], ["1\r2", "3"]])
    }
}
