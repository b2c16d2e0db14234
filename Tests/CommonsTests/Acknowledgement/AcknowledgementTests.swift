import Ledger
import Storage
import Testing
import Wire

@testable import Commons

@Suite struct AcknowledgementTests {
    @Test func `A buyer sees the invoice and nothing else, and says that it owes it`()
        async throws
    {
        try await BuyerDesk.with { desk in
            let invoice = try await desk.invoice()
            let asked = try await desk.ask(invoice)
            #expect(asked.state == .open)
            #expect(asked.expiresAt == asked.askedAt.adding(seconds: 14 * 86_400))
            let question = try await desk.open()
            let shown = question.invoice
            #expect(shown.seller == "Duka" && shown.buyer == "Mama Njeri")
            #expect(shown.number == "INV-2026-0001")
            #expect(shown.dueDay == (try "2026-03-16".day))
            #expect(shown.lines.map(\.net.decimal) == ["50.00"])
            #expect(shown.owed.decimal == "50.00" && shown.credited.isZero)
            #expect(question.answer == nil)
            let members = try WireEncoder.value(question)["invoice"]?.members?.map(\.0)
            #expect(
                members == [
                    "seller", "buyer", "number", "day", "due_day", "currency", "lines", "taxes",
                    "amounts", "credited", "owed",
                ])
            #expect(sha256(try shown.canonicalBytes).hex == asked.contentSha256)

            let answer = try await desk.answer()
            #expect(answer.name == "Wafula" && answer.organisation == nil)
            let detail = try await desk.detail(invoice)
            #expect(detail.evidence.grade == "acknowledgement")
            #expect(detail.evidence.acknowledgement == answer)
            #expect(detail.acknowledgements.map(\.state) == [.acknowledged])
            #expect(
                detail.timeline.map(\.kind) == ["drafted", "issued", "asked", "acknowledged"])
            #expect(detail.timeline.last?.by == "Wafula")
            #expect(detail.actions.first { $0.name == "acknowledge" }?.isAllowed == false)
            #expect(try await desk.open().answer == answer)
            try await desk.shop.refuses("acknowledgement_given") {
                try await desk.ask(invoice, 2)
            }
        }
    }

    @Test func `The same answer again is answered the same, another one is refused`()
        async throws
    {
        try await BuyerDesk.with { desk in
            try await desk.ask(try await desk.invoice())
            let first = try await desk.answer()
            #expect(try await desk.answer() == first)
            try await desk.shop.refuses("acknowledgement_answered") {
                try await desk.answer(.disputed, .notOurs)
            }
            try await desk.shop.refuses("acknowledgement_answered") {
                try await desk.answer(name: "Somebody else")
            }
            // Also after the link is too old: a lost answer may be sent again.
            desk.shop.clock.move(to: "2026-06-01")
            #expect(try await desk.answer() == first)
        }
    }

    @Test func `Of two answers at the same moment one counts`() async throws {
        try await BuyerDesk.with { desk in
            try await desk.ask(try await desk.invoice())
            let told = try await withThrowingTaskGroup(of: String.self) { group in
                for name in ["Wafula", "Atieno"] {
                    group.addTask {
                        try await desk.shop.refusal { try await desk.answer(name: name) }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }.sorted()
            }
            #expect(told == ["acknowledgement_answered", "not refused"])
        }
    }

    @Test func `A dispute stands on the first screen until it is dealt with`() async throws {
        try await BuyerDesk.with { desk in
            let invoice = try await desk.invoice()
            try await desk.ask(invoice)
            for (reason, remark) in [
                (BuyerAnswer.Reason?.none, String?.none), (.other, nil), (.other, "  "),
            ] {
                try await desk.shop.refuses("acknowledgement_reason") {
                    try await desk.answer(.disputed, reason, remark)
                }
            }
            try await desk.shop.refuses("acknowledgement_reason") {
                try await desk.answer(.owed, .notOurs)
            }
            try await desk.shop.refuses("blank_name") { try await desk.answer(name: " ") }
            try await desk.answer(.disputed, .amountDiffers, "Two bags were wet")
            let waiting = try await desk.disputes()
            #expect(waiting.map(\.subject.id) == [invoice.text])
            #expect(waiting.first?.party == "Mama Njeri")
            #expect(waiting.first?.amount?.decimal == "50.00")
            let detail = try await desk.detail(invoice)
            #expect(detail.evidence.grade == "statement")
            #expect(detail.acknowledgements.first?.state == .disputed)
            #expect(detail.acknowledgements.first?.answer?.reason == .amountDiffers)
            // Another link is with the buyer; when it ends without an answer, the dispute is back.
            let second = try await desk.ask(invoice, 2)
            #expect(try await desk.disputes().isEmpty)
            _ = try await desk.shop.executor.run(
                WithdrawAcknowledgement(id: second.id), as: desk.shop.owner,
                identity: RequestIdentity(id: "test"))
            #expect(try await desk.disputes().count == 1)
            try await desk.shop.credit("20.00", invoice)
            #expect(try await desk.disputes().isEmpty)
        }
    }

    @Test func `A link that is good for nothing says why`() async throws {
        try await BuyerDesk.with { desk in
            let (shop, invoice) = (desk.shop, try await desk.invoice())
            func both(_ code: String, _ token: UInt8 = 1) async throws {
                try await shop.refuses(code) { try await desk.open(token) }
                try await shop.refuses(code) { try await desk.answer(token: token) }
            }
            try await both("acknowledgement_unknown")
            for text in ["", "short", Self.long] {
                try await shop.refuses("acknowledgement_unknown") {
                    _ = try await OpenAcknowledgement(token: text).run(in: desk.visitor())
                }
            }
            let first = try await desk.ask(invoice, 1, days: 1)
            try await shop.refuses("id_taken") { try await desk.ask(invoice, 1) }
            let second = try await desk.ask(invoice, 2, days: 1)
            try await both("acknowledgement_withdrawn", 1)
            #expect(
                try await desk.detail(invoice).acknowledgements.map(\.state)
                    == [.open, .withdrawn])
            func withdraw(_ id: ID<Acknowledgement>) async throws {
                _ = try await shop.executor.run(
                    WithdrawAcknowledgement(id: id), as: shop.owner,
                    identity: RequestIdentity(id: "test"))
            }
            try await shop.refuses("acknowledgement_withdrawn") { try await withdraw(first.id) }
            shop.clock.pass(seconds: 86_400)
            try await both("acknowledgement_expired", 2)
            #expect(try await desk.detail(invoice).acknowledgements.first?.state == .expired)
            try await withdraw(second.id)
            try await both("acknowledgement_withdrawn", 2)
            let third = try await desk.ask(invoice, 3)
            try await desk.answer(token: 3)
            try await shop.refuses("acknowledgement_answered") { try await withdraw(third.id) }
        }
    }

    private static let long = String(repeating: "A", count: 5_000)

    @Test func `Only an issued invoice with something open is asked about, by a true secret`()
        async throws
    {
        try await BuyerDesk.with { desk in
            let shop = desk.shop
            let draft = shop.newID(Document.self)
            _ = try await shop.perform(
                CreateInvoice(
                    id: draft, partyID: desk.buyer, day: try "2026-03-02".day,
                    currency: shop.currency, lines: [try shop.line("10.00")]))
            try await shop.refuses("not_issued") { try await desk.ask(draft) }
            let paid = try await desk.invoice()
            try await shop.pay("50.00", desk.buyer, for: [(paid, "50.00")])
            try await shop.refuses("acknowledgement_needless") { try await desk.ask(paid) }
            let void = try await desk.invoice()
            _ = try await shop.perform(VoidInvoice(id: void, reason: "mistake"))
            try await shop.refuses("already_void") { try await desk.ask(void) }
            let bill = try await shop.bill("5.00", from: desk.buyer)
            try await shop.refuses("document_unknown") { try await desk.ask(bill) }
            let invoice = try await desk.invoice()
            for secret in [
                Base64URL.encode([UInt8](repeating: 7, count: 32)), "secret",
                Base64URL.encode(Array(0..<31)),
            ] {
                try await shop.refuses("link_guessable") {
                    _ = try await shop.perform(
                        AskAcknowledgement(
                            id: invoice, acknowledgementID: shop.newID(Acknowledgement.self),
                            token: secret))
                }
            }
        }
    }

    @Test func `Links are tried out at most so often from one address`() async throws {
        try await BuyerDesk.with { desk in
            try await desk.ask(try await desk.invoice())
            for _ in 0..<60 { try await desk.open() }
            try await desk.shop.refuses("too_many_requests") { try await desk.open() }
            try await desk.shop.refuses("too_many_requests") { try await desk.answer() }
            try await desk.open(from: "10.0.0.2")
            desk.shop.clock.pass(seconds: 60)
            try await desk.open()
        }
    }
}
