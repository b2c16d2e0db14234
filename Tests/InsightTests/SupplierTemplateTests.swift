import Testing

@testable import Insight

@Suite("What accepted papers of one supplier teach")
struct SupplierTemplateTests {
    /// A form whose number, day and total no general rule would find.
    private static func text(
        number: String, day: String, tax: String, total: String, item: String
    ) -> String {
        """
        KIBANDA WHOLESALE DEPOT
        PLOT 4 GIKOMBA MARKET NAIROBI
        PIN P051234567X
        SERIAL \(number)        SOLD ON \(day)
        \(item)          450.00
        PACKING                 50.00
        LEVY INSIDE             \(tax)
        HANDED OVER             \(total)
        GIVEN BACK              100.00
        """
    }

    private static let first = text(
        number: "KW/2201", day: "03-04-2026", tax: "68.97", total: "500.00", item: "SUGAR 2KG")
    private static let second = text(
        number: "KW/2317", day: "09-04-2026", tax: "96.55", total: "700.00", item: "RICE 10KG")
    private static let third = text(
        number: "KW/2460", day: "11-05-2026", tax: "1,379.31", total: "10,000.00",
        item: "MAIZE 90KG")

    private static func taught(
        _ text: String, _ number: String, _ day: String, _ tax: String, _ total: String
    ) -> TaughtPaper {
        TaughtPaper(
            pages: [PrintedPage.words(text)],
            values: [(.number, number), (.date, day), (.tax, tax), (.total, total)])
    }

    private static var papers: [TaughtPaper] {
        [
            taught(second, "KW/2317", "2026-04-09", "96.55", "700.00"),
            taught(first, "KW/2201", "2026-04-03", "68.97", "500.00"),
        ]
    }

    @Test("two papers name the places of number, day, tax and total, and no value")
    func learned() throws {
        let template = try #require(SupplierTemplate(learning: Self.papers))
        let places = template.anchors.map {
            "\($0.field.rawValue) \($0.place.rawValue) \($0.label)"
        }
        #expect(
            places == [
                "number right SERIAL", "date right SOLD ON", "tax right LEVY INSIDE",
                "total right HANDED OVER",
            ])
        #expect(template.anchors.first?.shape == "A/9")
        #expect(template.words.contains("KIBANDA") && template.words.contains("GIKOMBA"))
        #expect(!template.words.contains { $0.contains("2201") || $0.contains("2317") })
        #expect(!template.words.contains { $0.allSatisfy(\.isNumber) })
        #expect(template.papers == 2)
    }

    @Test("the third paper's fields are filled from them") func applied() throws {
        let template = try #require(SupplierTemplate(learning: Self.papers))
        let page = PrintedPage.words(Self.third)
        #expect(template.share(of: [page]) == 1)
        var paper = FieldExtraction.extract(from: [page])
        paper.apply(template, of: "Kibanda Wholesale", to: [page])
        #expect(paper.number.value == "KW/2460" && paper.number.source == .template)
        #expect(paper.date.value == "2026-05-11" && paper.date.source == .template)
        #expect(paper.tax.value == "1379.31" && paper.tax.source == .template)
        #expect(paper.total.value == "10000.00" && paper.total.source == .template)
        #expect(paper.supplier.value == "Kibanda Wholesale")
        #expect(paper.total.confidence > 0.8 && paper.total.box != nil)
        #expect(!paper.warnings.contains { $0.code == "total_missing" })
    }

    @Test("a value below its label is found there") func below() throws {
        func text(_ number: String, _ total: String) -> String {
            """
            NURU PRINTERS
            INDUSTRIAL AREA NAKURU
            JOB        PAYER      DUE
            \(number)     WALK IN    \(total)
            """
        }
        let papers = [("NP-101", "120.00"), ("NP-102", "75.50")].map { number, total in
            TaughtPaper(
                pages: [PrintedPage.words(text(number, total))],
                values: [(.number, number), (.total, total)])
        }
        let template = try #require(SupplierTemplate(learning: papers))
        let page = PrintedPage.words(text("NP-377", "9,900.00"))
        var paper = FieldExtraction.extract(from: [page])
        paper.apply(template, of: "Nuru Printers", to: [page])
        #expect(paper.number.value == "NP-377")
        #expect(paper.total.value == "9900.00")
    }

    @Test("a rate between a tax's label and its amount is passed over") func rate() throws {
        func text(_ number: String, _ tax: String) -> String {
            """
            NURU PRINTERS
            INDUSTRIAL AREA
            DOCKET NP-\(number)
            LEVY 16%    \(tax)
            """
        }
        let papers = [("30001", "12.00"), ("30002", "75.50")].map { number, tax in
            TaughtPaper(
                pages: [PrintedPage.words(text(number, tax))],
                values: [(.number, "NP-\(number)"), (.tax, tax)])
        }
        let template = try #require(SupplierTemplate(learning: papers))
        #expect(!template.words.contains { $0.contains("3000") })
        let page = PrintedPage.words(text("30377", "99.10"))
        var paper = FieldExtraction.extract(from: [page])
        paper.apply(template, of: "Nuru Printers", to: [page])
        #expect(paper.tax.value == "99.10" && paper.number.value == "NP-30377")
    }

    @Test("one paper teaches nothing, nor do two that have nothing in common") func tooLittle() {
        #expect(SupplierTemplate(learning: Array(Self.papers.prefix(1))) == nil)
        let stranger = TaughtPaper(
            pages: [PrintedPage.words("OTHER FIRM\nSOMEWHERE ELSE\nTOTAL 9.00")],
            values: [(.total, "9.00")])
        #expect(SupplierTemplate(learning: [Self.papers[0], stranger]) == nil)
    }

    @Test("a paper of somebody else is not taken for one of this supplier") func stranger() throws {
        let template = try #require(SupplierTemplate(learning: Self.papers))
        let page = PrintedPage.words(
            "MAMA MBOGA GREENS\nGIKOMBA MARKET NAIROBI\nTOTAL 90.00\nDATE 01/02/2026")
        #expect(template.share(of: [page]) == nil)
    }

    @Test("a number of another shape in the same place is not taken") func shape() throws {
        let template = try #require(SupplierTemplate(learning: Self.papers))
        let page = PrintedPage.words(
            Self.text(
                number: "20264455", day: "11-05-2026", tax: "1.00", total: "10.00", item: "SALT"))
        var paper = FieldExtraction.extract(from: [page])
        let before = paper.number
        paper.apply(template, of: "Kibanda Wholesale", to: [page])
        #expect(paper.number == before)
    }

    @Test("what a code states stays, and what was surely read elsewhere is named") func conflicts()
        throws
    {
        let template = try #require(SupplierTemplate(learning: Self.papers))
        let page = PrintedPage.words(Self.third)
        var paper = FieldExtraction.extract(from: [page])
        paper.total = ExtractedField(value: "10050.00", confidence: 0.99, source: .code)
        paper.date = ExtractedField(value: "2026-05-12", confidence: 0.95, source: .recognition)
        paper.apply(template, of: "Kibanda Wholesale", to: [page])
        #expect(paper.total.value == "10050.00")
        #expect(paper.date.value == "2026-05-11")
        let warning = paper.warnings.first { $0.code == "template_disagrees" }
        #expect(warning?.field == .date && warning?.proposal == "2026-05-12")
        #expect(paper.date.confidence <= 0.7, "one of two is wrong, and nobody knows which")
    }

    @Test("a form on which a label is gone may have changed, so less is thought of its other values")
    func changedForm() throws {
        let more = Self.taught(Self.third, "KW/2460", "2026-05-11", "1379.31", "10000.00")
        let template = try #require(SupplierTemplate(learning: [more] + Self.papers))
        let fresh = Self.text(
            number: "KW/2502", day: "12-05-2026", tax: "13.79", total: "100.00", item: "SALT 1KG")
        func confidence(_ text: String) -> Double {
            let page = PrintedPage.words(text)
            var paper = FieldExtraction.extract(from: [page])
            paper.apply(template, of: "Kibanda Wholesale", to: [page])
            #expect(paper.number.value == "KW/2502")
            return paper.number.confidence
        }
        #expect(confidence(fresh) > 0.93)
        let changed = confidence(fresh.replacing("LEVY INSIDE", with: "VAT OF 16 PCT"))
        #expect(changed < 0.9)
    }
}
