import Insight
import Recognition
import Testing

@Suite("Electronic invoices are taken at their word, and only they")
struct ElectronicInvoiceTests {
    let pool = ReaderPool()

    @Test("UBL gives its business terms with full confidence")
    func universal() async throws {
        let reading = try await pool.read(bytes: Array(InvoiceText.universal.utf8))
        let paper = reading.paper
        #expect(paper.kind == .invoice)
        #expect(paper.supplier.value == "Njeri Trading Ltd")
        #expect(paper.supplierAddress.value == "Moi Avenue 12, Nairobi")
        #expect(paper.buyer.value == "Umoja SACCO")
        #expect(paper.number.value == "INV-0042")
        #expect(paper.date.value == "2026-03-14")
        #expect(paper.dueDate.value == "2026-04-13")
        #expect(paper.currency.value == "KES")
        #expect(paper.subtotal.value == "1000.00")
        #expect(paper.tax.value == "160.00")
        #expect(paper.total.value == "1160.00")
        #expect(paper.total.confidence == 1)
        #expect(paper.total.source == .xml)
        let line = try #require(paper.lines.first)
        #expect(line.description == "Maize flour")
        #expect(line.quantity == "4")
        #expect(line.unitPrice == "250.00")
        #expect(line.amount == "1000.00")
        // The reader parses it, under its limits; the server never does.
        #expect(await pool.readerIdentifiers.count == 1)
        await pool.shutDown()
    }

    @Test("A value that no book can take is left out, and quoted")
    func unusable() async throws {
        let cases: [(String, String, KeyPath<ExtractedPaper, ExtractedField>, String)] = [
            ("2026-03-14", "2026-02-30", \.date, "2026-02-30, which is no day"),
            ("2026-04-13", "0000-00-00", \.dueDate, "0000-00-00, which is no day"),
            ("Code>KES", "Code>ZZZ", \.currency, "ZZZ, which is no currency in use"),
            (">1160.00", ">1160.005", \.total, "1160.005, which is no amount in KES"),
        ]
        for (right, wrong, field, words) in cases {
            let text = InvoiceText.universal.replacing(right, with: wrong)
            let paper = try await pool.read(bytes: Array(text.utf8)).paper
            #expect(paper[keyPath: field].value == nil, "\(wrong)")
            let warning = try #require(paper.warnings.first)
            #expect(warning.code == "value_unusable")
            #expect(warning.message.contains(words), "\(warning.message)")
            #expect(paper.number.value == "INV-0042")
        }
    }

    @Test("A Cross Industry Invoice gives the same terms from its own places")
    func crossIndustry() async throws {
        let text = InvoiceText.crossIndustry(total: "713.40")
        let paper = try await pool.read(bytes: Array(text.utf8)).paper
        #expect(paper.supplier.value == "Njeri & Co")
        #expect(paper.date.value == "2026-03-14")
        #expect(paper.tax.value == "98.40")
        #expect(paper.total.value == "713.40")
        #expect(paper.lines.map(\.description) == ["Maize"])
    }

    @Test("Every code of a credit note is one", arguments: [
        "381", "396", "261", "262", "81", "83", "296", "308", "420", "458", "502", "503", "532",
    ])
    func creditNotes(code: String) async throws {
        let universal = InvoiceText.universal.replacing("Code>380", with: "Code>\(code)")
        let cross = InvoiceText.crossIndustry(total: "9").replacing("380", with: code)
        for text in [universal, cross] {
            let paper = try await pool.read(bytes: Array(text.utf8)).paper
            #expect(paper.kind == .creditNote)
            #expect(paper.warnings.isEmpty)
        }
        await pool.shutDown()
    }

    @Test(
        "What is neither invoice nor credit note says what it is",
        arguments: [
            ("220", PaperKind.purchaseOrder, "of type 220 (order)"),
            ("325", .unknown, "of type 325 (pro forma invoice)"), ("310", .unknown, "310 (offer)"),
            ("9999", .unknown, "of type 9999 asks"), ("380", .invoice, ""), ("0389", .invoice, ""),
        ])
    func kinds(code: String, kind: PaperKind, words: String) async throws {
        let universal = InvoiceText.universal.replacing("Code>380", with: "Code>\(code)")
        let cross = InvoiceText.crossIndustry(total: "9").replacing("380", with: code)
        for text in [universal, cross] {
            let paper = try await pool.read(bytes: Array(text.utf8)).paper
            #expect(paper.kind == kind)
            let warnings = paper.warnings.filter { $0.code == "not_an_invoice" }
            #expect(warnings.count == (words.isEmpty ? 0 : 1))
            #expect(warnings.allSatisfy { $0.message.contains(words) }, "\(warnings)")
        }
        await pool.shutDown()
    }

    @Test("300,000 attributes are refused at once, and the next paper is read by the same reader")
    func attributes() async throws {
        let many = "<Invoice \((0..<300_000).map { "a\($0)=\"x\"" }.joined(separator: " "))/>"
        let started = ContinuousClock.now
        let failure = await #expect(throws: RecognitionFailure.self) {
            try await pool.read(bytes: Array(many.utf8))
        }
        #expect(failure?.code == .xmlTooDeep)
        #expect(started.duration(to: .now) < .seconds(10))
        let reader = await pool.readerIdentifiers
        let paper = try await pool.read(bytes: Array(InvoiceText.universal.utf8)).paper
        #expect(paper.total.value == "1160.00")
        #expect(await pool.readerIdentifiers == reader)
        await pool.shutDown()
    }

    static let refused: [(name: String, text: String, code: RecognitionFailure.Code)] = [
        (
            "a document type",
            "<?xml version=\"1.0\"?><!DOCTYPE Invoice [<!ENTITY a \"b\">]><Invoice>&a;</Invoice>",
            .xmlUnsupported
        ),
        (
            "an external entity",
            "<!DOCTYPE Invoice SYSTEM \"file:///etc/passwd\"><Invoice/>", .xmlUnsupported
        ),
        (
            "an encoding in which markup hides",
            "<?xml version=\"1.0\" encoding=\"UTF-7\"?><Invoice/>", .xmlUnsupported
        ),
        (
            "an encoding behind much white space",
            "<?xml version=\"1.0\"\(String(repeating: " ", count: 250))encoding=\"UTF-7\"?>"
                + "+ADwAIQ-DOCTYPE l+AD4-<Invoice/>", .xmlUnsupported
        ),
        (
            "a second declaration",
            "<?xml version=\"1.0\"?><?xml version=\"1.0\" encoding=\"UTF-7\"?><Invoice/>",
            .fileDamaged
        ),
        ("an entity's declaration alone", "<Invoice><!ENTITY a \"b\"></Invoice>", .xmlUnsupported),
        ("an invoice of nothing", "<Invoice/>", .xmlUnsupported),
        ("another kind of document", "<?xml version=\"1.0\"?><recipe/>", .xmlUnsupported),
        ("an open element", "<?xml version=\"1.0\"?><Invoice><ID>1</ID>", .fileDamaged),
        (
            "endless nesting", String(repeating: "<Invoice>", count: 5000), .xmlTooDeep
        ),
        ("a web page", "<!DOCTYPE html><html><body>hello</body></html>", .typeUnsupported),
        ("a drawing", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", .typeUnsupported),
    ]

    @Test("XML that could mislead is refused with its reason", arguments: refused)
    func refusal(
        document: (name: String, text: String, code: RecognitionFailure.Code)
    ) async throws {
        let failure = await #expect(throws: RecognitionFailure.self) {
            try await pool.read(bytes: Array(document.text.utf8))
        }
        #expect(failure?.code == document.code, "\(document.name): \(failure?.message ?? "")")
        #expect(failure?.message.isEmpty == false)
    }
}
