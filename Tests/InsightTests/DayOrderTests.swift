import Testing

@testable import Insight

@Suite("Day first or month first") struct DayOrderTests {
    private static func read(
        _ head: String, _ rows: String, country: String? = nil, today: String? = nil
    ) -> ExtractedPaper {
        PrintedPage.read(
            "JOE'S DINER\n\(head)\n\(rows)\nBurger   12.99\nTotal   12.99",
            hints: ExtractionHints(country: country, today: today))
    }

    static let papers: [(head: String, rows: String, country: String?, day: String)] = [
        ("123 Main St, Austin TX 78701", "Date: 03/04/2026", nil, "2026-03-04"),
        ("Main St\n(512) 555-0134", "Date: 03/04/2026", "KE", "2026-03-04"),
        ("Makati City", "Date: 03/04/2026", nil, "2026-03-04"),
        ("Main St", "Date: 03/04/2026\nSurvey valid until 03/18/2026", nil, "2026-03-04"),
        ("Main St", "Date: 03/04/2026\nPrinted 4 MAR 2026", nil, "2026-03-04"),
        ("Moi Avenue, Nairobi", "Date: 03/04/2026", "US", "2026-04-03"),
        ("Jalan Aman", "Date: 03/04/2026", "US", "2026-04-03"),
        ("Main St", "Date: 03/04/2026\nValid until 18/03/2027", "US", "2026-04-03"),
    ]

    @Test("The paper's other days and its place tell, before the organisation's country",
        arguments: papers)
    func decided(sample: (head: String, rows: String, country: String?, day: String)) {
        let paper = Self.read(sample.head, sample.rows, country: sample.country)
        #expect(paper.date.value == sample.day)
        #expect(!paper.warnings.contains { $0.code == "date_ambiguous" })
    }

    @Test("Where nothing tells, both stay possible and the other one is offered") func open() {
        let paper = Self.read("Main St", "Date: 03/04/2026")
        #expect(paper.date.value == "2026-04-03")
        #expect(paper.date.confidence <= 0.6)
        let warning = paper.warnings.first { $0.code == "date_ambiguous" }
        #expect(warning?.proposal == "2026-03-04" && warning?.field == .date)
        let same = Self.read("Main St", "Date: 04/04/2026")
        #expect(same.date.confidence > 0.9 && same.warnings.isEmpty)
        let dotted = Self.read("Main St", "Date: 03.04.2026", country: "US")
        #expect(dotted.date.value == "2026-04-03")
    }

    @Test("The organisation's country alone makes it likely, not sure") func hint() {
        let paper = Self.read("Main St", "Date: 03/04/2026", country: "US")
        #expect(paper.date.value == "2026-03-04")
        #expect(paper.date.confidence <= 0.8)
        #expect(!paper.warnings.contains { $0.code == "date_ambiguous" })
    }

    @Test("A day that has not come yet is read the other way") func future() {
        let paper = Self.read("Main St", "Date: 03/04/2026", today: "2026-03-10")
        #expect(paper.date.value == "2026-03-04")
    }

    @Test("One pays after the day of the paper: the order in which that holds is the right one")
    func dueBefore() {
        let paper = Self.read(
            "Main St", "INVOICE NO 10442\nInvoice date: 03/04/2026\nDue date: 04/03/2026")
        #expect(paper.date.value == "2026-03-04")
        #expect(paper.dueDate.value == "2026-04-03")
        #expect(paper.date.confidence <= 0.8)
    }

    @Test("A day of many years ago is hardly the paper's") func old() {
        let paper = Self.read("Moi Avenue, Nairobi", "Date: 04/03/2002", today: "2026-03-20")
        #expect(paper.date.confidence < 0.5)
        let recent = Self.read("Moi Avenue, Nairobi", "Date: 04/03/2019", today: "2026-03-20")
        #expect(recent.date.confidence > 0.9)
    }
}
