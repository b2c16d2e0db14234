import Insight
import Testing
import Wire

@Suite("Words with boxes travel as JSON")
struct PageWordsTests {
    @Test("What was written is read back")
    func roundTrip() throws {
        var page = PrintedPage.words("TOTAL \"5.00\"\nASANTE")
        page.alternative = PrintedPage.words("T0TAL 5.00").words
        var writer = JSONWriter()
        page.write(to: &writer)
        var reader = JSONReader(writer.bytes)
        #expect(try PageWords(&reader) == page)
    }

    @Test("Text and box are enough; whole phrases are cut into words")
    func shortForm() throws {
        let value = try JSONValue.parse(
            """
            {"width":400,"height":90,"words":[{"text":"GRAND TOTAL","box":[10,10,110,20]},
            {"text":"5.00","box":[300.4,12,40,18]}]}
            """)
        let page = try PageWords(value)
        #expect(page.number == 1)
        #expect(page.words[1].box == Box(x: 300, y: 12, width: 40, height: 18))
        #expect(page.words[1].confidence == 1)
        let paper = FieldExtraction.extract(from: [page])
        #expect(paper.total.value == "5.00")
        #expect(paper.total.box == Box(x: 300, y: 12, width: 40, height: 18))
    }

    static let refused: [(json: String, error: PageWordsError)] = [
        ("{\"height\":1,\"words\":[]}", .sizeMissing),
        ("{\"width\":0,\"height\":1}", .sizeMissing),
        ("{\"width\":1e300,\"height\":1}", .sizeMissing),
        ("{\"width\":9,\"height\":9,\"words\":[{\"text\":\"A\",\"box\":[1,2,3]}]}",
            .boxMalformed(word: 0)),
        ("{\"width\":9,\"height\":9,\"words\":[{\"box\":[1,2,3,4]}]}", .boxMalformed(word: 0)),
    ]

    @Test("A page without size or a word without box is refused by place", arguments: refused)
    func refusal(sample: (json: String, error: PageWordsError)) throws {
        let value = try JSONValue.parse(sample.json)
        #expect(throws: sample.error) { try PageWords(value) }
    }
}
