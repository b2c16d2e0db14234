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
}
