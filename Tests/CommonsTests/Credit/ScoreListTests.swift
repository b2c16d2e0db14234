import Insight
import Ledger
import Storage
import Testing
import Wire

@testable import Commons

@Suite struct ScoreListTests {
    @Test func `Whoever can be scored stands in the list once, whatever its length`()
        async throws
    {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            _ = try await desk.share()
            let names = (0..<23).map { "Customer \($0)" } + ["Équipe", "zebra", "Zebra"]
            for name in names {
                _ = try await executor.perform(
                    CreateParty(
                        id: shop.newID(Party.self), name: name, isCustomer: true,
                        isSupplier: false), as: desk.sacco)
            }
            let score = try await desk.score(as: desk.sacco)
            var (listed, after, pages) = ([ScoredEntity](), String?.none, 0)
            repeat {
                let page = try await executor.ask(
                    ListScores(after: after, limit: 5), as: desk.sacco)
                #expect(page.items.count <= 5)
                listed += page.items
                after = page.next
                pages += 1
            } while after != nil && pages < 20
            #expect(pages == 6)
            #expect(listed.first?.scoreID == score.id, "businesses stand before customers")
            #expect(listed.count == names.count + 1)
            #expect(Set(listed.map(\.entity.id)).count == listed.count)
            #expect(Set(listed.dropFirst().map(\.entity.name)) == Set(names))
            func found(_ search: String) async throws -> [String] {
                try await executor.ask(ListScores(search: search), as: desk.sacco).items
                    .map(\.entity.name)
            }
            #expect(try await found("MER 22") == ["Customer 22"])
            #expect(try await found("équipe") == ["Équipe"])
            #expect(try await found("_ebra").isEmpty, "what is typed is no pattern")
            let business = listed[0].entity.name
            #expect(try await found(business.uppercased()) == [business])
        }
    }

    @Test func `A history goes on where its page ended`() async throws {
        try await CreditDesk.with { desk in
            for month in 1...6 { _ = try await desk.score(asOf: "2026-0\(month)-28") }
            let whole = try await desk.shop.ask(ListScoreHistory(entityID: desk.shopID))
            #expect(whole.items.count == 6 && whole.next == nil)
            let first = try await desk.shop.ask(ListScoreHistory(entityID: desk.shopID, limit: 4))
            let rest = try await desk.shop.ask(
                ListScoreHistory(entityID: desk.shopID, after: first.next, limit: 4))
            #expect((first.items + rest.items).map(\.id) == whole.items.map(\.id))
            #expect(rest.items.count == 2 && rest.next == nil)
            try await desk.shop.refuses("cursor_unknown") {
                _ = try await desk.shop.ask(
                    ListScoreHistory(
                        entityID: desk.shopID, after: Cursor(["2026-06-28", "noon", ""]).text))
            }
        }
    }

    @Test func `Notices and lenders come by pages`() async throws {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            var made: [ID<NoticeRecord>] = []
            for name in ["Amina", "Baraka", "Chebet"] {
                let customer = shop.newID(Party.self)
                _ = try await executor.perform(
                    CreateParty(id: customer, name: name, isCustomer: true, isSupplier: false),
                    as: desk.sacco)
                let score = try await desk.score(try #require(ID(customer.text)), as: desk.sacco)
                shop.clock.pass(seconds: 1)
                let decision = try await executor.perform(
                    DecideScore(
                        id: score.id, decisionID: shop.newID(DecisionRecord.self),
                        decision: .declined, overrideReason: "No papers yet"),
                    as: desk.sacco)
                made.append(try #require(decision.noticeID))
            }
            let first = try await executor.ask(ListNotices(limit: 2), as: desk.sacco)
            let rest = try await executor.ask(
                ListNotices(after: first.next, limit: 2), as: desk.sacco)
            #expect((first.items + rest.items).map(\.id) == made.reversed())
            #expect(rest.next == nil)
            let lenders = try await shop.ask(ListLenders(search: "UMO"))
            #expect(lenders.items.map(\.name) == ["Umoja"])
            #expect(try await shop.ask(ListLenders(search: "nobody")).items.isEmpty)
            // Capitals with accents are letters like all others, on both engines.
            for name in ["ÉPARGNE du Lac", "épargne Ndogo", "Zawadi"] {
                _ = try await CreditDesk.found(name, .sacco, shop)
            }
            let french = try await shop.ask(ListLenders(search: "éparGNE"))
            #expect(french.items.map(\.name) == ["ÉPARGNE du Lac", "épargne Ndogo"])
            let pages = try await shop.ask(ListLenders(limit: 2))
            let others = try await shop.ask(ListLenders(after: pages.next, limit: 2))
            #expect(
                (pages.items + others.items).map(\.name)
                    == ["Umoja", "Zawadi", "ÉPARGNE du Lac", "épargne Ndogo"])
        }
    }
}
