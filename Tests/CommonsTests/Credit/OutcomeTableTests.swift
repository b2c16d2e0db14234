import Insight
import Ledger
import Storage
import Testing
import Wire

@testable import Commons

@Suite struct OutcomeTableTests {
    private static func lines(_ table: OutcomeTable) -> [[String]] {
        String(decoding: table.bytes, as: UTF8.self).split(separator: "\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// The whole catalogue, empty where nothing is known or nothing can be.
    private static func cells(_ score: ScoreRecord) -> [String] {
        CreditFeature.allCases.map { feature in
            score.features.first { $0.name == feature.rawValue }?.value?.description ?? ""
        }
    }

    @Test func `Past loans become what the books knew on the day of the decision, and no more`()
        async throws
    {
        try await CreditDesk.with { desk in
            let executor = desk.shop.executor
            _ = try await desk.share()
            let name = try await executor.ask(ListScores(), as: desk.sacco).items[0].entity.name
            let list = """
                day,officer,borrower,bad
                2026-03-01,x,\(name),0
                2026-12-01,y,\(desk.shopID.text),yes
                """
            let table = try await executor.outcomeTable(of: Array(list.utf8), as: desk.sacco)
            let lines = Self.lines(table)
            #expect(table.rowCount == 2)
            #expect(lines[0] == CreditFeature.allCases.map(\.rawValue) + ["bad"])
            #expect(lines[1].last == "0")
            #expect(lines[2].last == "1")
            for (line, day) in [(lines[1], "2026-03-01"), (lines[2], "2026-12-01")] {
                let score = try await desk.score(as: desk.sacco, asOf: day)
                #expect(Array(line.dropLast()) == Self.cells(score), "\(day)")
            }
            #expect(lines[1] != lines[2])
            // The other one of the shop's own books: nobody who did not agree is in a table.
            let foreign = "borrower,day,bad\n\(name),2026-03-01,0\n"
            _ = try await executor.perform(
                EndShare(id: try #require(
                    try await executor.ask(ListShares(), as: desk.shop.owner).items.first).id),
                as: desk.shop.owner)
            try await desk.shop.refuses("outcome_table_unreadable") {
                _ = try await executor.outcomeTable(of: Array(foreign.utf8), as: desk.sacco)
            }
        }
    }

    @Test func `A list that cannot be used is refused with its line`() async throws {
        try await CreditDesk.with { desk in
            for (list, word) in [
                ("", "empty"), ("name,day,bad\n", "borrower"),
                ("borrower,day,bad,Bad\nKiosk,2026-03-01,1,0\n", "two columns bad"),
                ("borrower,day,bad\nKiosk,2026-03-01\n", "Line 2"),
                ("borrower,day,bad\nKiosk,2026-03-01,0\nKiosk,1.3.2026,0\n", "Line 3"),
                ("borrower,day,bad\nKiosk,2031-03-01,0\n", "has come"),
                ("borrower,day,bad\nKiosk,2026-03-01,maybe\n", "maybe"),
                ("borrower,day,bad\nNobody,2026-03-01,0\n", "Nobody"),
            ] {
                do {
                    _ = try await desk.shop.executor.outcomeTable(
                        of: Array(list.utf8), as: desk.shop.owner)
                    Issue.record("\(list) was taken")
                } catch let refusal as Refusal {
                    #expect(refusal.code == .outcomeTableUnreadable)
                    #expect(refusal.detail.contains(word), "\(refusal.detail)")
                }
            }
        }
    }

    @Test func `All that is wrong with a list is told at once, with its code and its facts`()
        async throws
    {
        try await CreditDesk.with { desk in
            func refusal(_ list: String) async throws -> Refusal {
                do {
                    _ = try await desk.shop.executor.outcomeTable(
                        of: Array(list.utf8), as: desk.shop.owner)
                } catch let refusal as Refusal {
                    return refusal
                }
                Issue.record("\(list) was taken")
                return Refusal(.outcomeTableUnreadable, "")
            }
            func said(_ refusal: Refusal) -> [String] {
                refusal.faults.map { fault in
                    let facts = (fault.code?.facts ?? []).map { fact in
                        switch fact.value {
                        case .text(let text): "\(fact.name)=\(text)"
                        case .count(let count): "\(fact.name)=\(count)"
                        case .share(let share): "\(fact.name)=\(share)"
                        }
                    }
                    return ([fault.code?.name ?? "none"] + facts).joined(separator: " ")
                }
            }
            let lines = try await refusal(
                "borrower,day,bad\nNobody Ltd,31/03/2026,perhaps\nKiosk,2026-03-01\n")
            #expect(
                said(lines) == [
                    "loan_day line=2 value=31/03/2026", "loan_outcome line=2 value=perhaps",
                    "borrower_unknown line=2 value=Nobody Ltd",
                    "line_fields line=3 fields=2 columns=3",
                ])
            #expect(lines.detail == lines.faults.map(\.detail).joined(separator: " "))
            let columns = try await refusal("name,bad\n")
            #expect(
                said(columns) == [
                    "column_missing column=borrower header=name, bad",
                    "column_missing column=day header=name, bad",
                ])
            let many = try await refusal(
                "borrower,day,bad\n" + String(repeating: "Nobody,2026-03-01,0\n", count: 23))
            #expect(many.faults.count == LoanFaults.most + 1)
            #expect(said(many).last == "more_faults count=3")
            #expect(try await said(refusal("")) == ["list_empty"])
        }
    }

    @Test func `A loan that stands twice counts once, and not at all where the lines disagree`()
        async throws
    {
        try await CreditDesk.with { desk in
            let executor = desk.shop.executor
            _ = try await desk.share()
            let name = try await executor.ask(ListScores(), as: desk.sacco).items[0].entity.name
            func table(_ lines: String...) async throws -> OutcomeTable {
                let list = (["borrower,day,bad"] + lines).joined(separator: "\n") + "\n"
                return try await executor.outcomeTable(of: Array(list.utf8), as: desk.sacco)
            }
            let twice = try await table(
                "\(name),2026-12-01,1", "\(name),2026-11-01,0",
                "\(desk.shopID.text),2026-12-01,bad")
            #expect(twice.rowCount == 2)
            #expect(twice.notes == ["line 4 repeats line 2 and was left out"])
            for (lines, says) in [
                (["\(name),2026-12-01,1", "\(desk.shopID.text),2026-12-01,0"], "Lines 2 and 3 "),
                (["\(name),2026-12-01,1", "\(name),2010-01-01,1", "\(name),2011-01-01,0"],
                 "Line 3: the books knew nothing"),
                (["\(name),2010-01-01,1"], "Line 2: the books knew nothing"),
            ] {
                let list = (["borrower,day,bad"] + lines).joined(separator: "\n") + "\n"
                do {
                    _ = try await executor.outcomeTable(of: Array(list.utf8), as: desk.sacco)
                    Issue.record("\(lines) was taken")
                } catch let refusal as Refusal {
                    #expect(refusal.code == .outcomeTableUnreadable)
                    #expect(refusal.detail.contains(says), "\(refusal.detail)")
                }
            }
        }
    }

    @Test func `A list that is not UTF-8 is refused with its line`() async throws {
        try await CreditDesk.with { desk in
            let list = Array("borrower,day,bad\nS".utf8) + [0xE9] + Array(",2026-03-01,0\n".utf8)
            do {
                _ = try await desk.shop.executor.outcomeTable(of: list, as: desk.shop.owner)
                Issue.record("it was taken")
            } catch let refusal as Refusal {
                #expect(refusal.detail.contains("Line 2 is not UTF-8"), "\(refusal.detail)")
            }
        }
    }

    @Test func `Kept outcomes of scores are a row each, with the features of then`() async throws {
        try await CreditDesk.with { desk in
            let executor = desk.shop.executor
            _ = try await desk.share()
            #expect(try await executor.outcomeTable(as: desk.sacco).rowCount == 0)
            let score = try await desk.score(as: desk.sacco)
            let look = try await desk.score(as: desk.sacco, asOf: "2026-06-30")
            desk.shop.clock.move(to: "2027-04-01")
            _ = try await desk.score(as: desk.sacco)
            _ = try await executor.perform(
                RecordOutcome(id: score.id, isBad: true, day: try "2027-03-30".day),
                as: desk.sacco)
            // Ten looks at the past are no ten loans.
            try await desk.shop.refuses("score_not_current") {
                _ = try await executor.perform(
                    RecordOutcome(id: look.id, isBad: true, day: try "2027-03-30".day),
                    as: desk.sacco)
            }
            let lines = Self.lines(try await executor.outcomeTable(as: desk.sacco))
            #expect(lines.count == 2)
            #expect(lines[1] == Self.cells(score) + ["1"])
            // Others' outcomes are theirs.
            #expect(try await executor.outcomeTable(as: desk.shop.owner).rowCount == 0)
        }
    }

    @Test func `By the command line a model goes from draft to live by two members, and back`()
        async throws
    {
        try await CreditDesk.with { desk in
            let executor = desk.shop.executor
            let addresses = try await executor.database.read { snapshot in
                try [desk.sacco, desk.second].map { actor in
                    try snapshot.first(
                        "SELECT email FROM user_account WHERE id = $1", [.id(actor.user)]
                    ) { try $0.text(0) } ?? ""
                }
            }
            let maker = try await ModelDesk(as: addresses[0], of: nil, with: executor)
            let checker = try await ModelDesk(as: addresses[1], of: "umoja", with: executor)
            let draft = try await maker.register(try CreditDesk.pack(), name: "Fitted 1")
            try await desk.shop.refuses("model_state") { _ = try await maker.approve(draft) }
            #expect(try await maker.validate(draft).model.state == .validated)
            let checked = try await maker.find("fitted")
            guard case .waits = try await maker.approve(checked) else {
                return #expect(Bool(false), "nobody approves alone")
            }
            try await desk.shop.refuses("own_approval") { _ = try await maker.agree(checked) }
            // Who would ask beside it is told whose request waits; agreeing is said, not implied.
            guard case .already(let asked) = try await checker.approve(checked, reason: "Mine")
            else { return #expect(Bool(false), "two requests wait") }
            #expect(asked.maker.id == desk.sacco.user)
            #expect(try await checker.find("fitted").state == .validated)
            try await checker.decline(checked, "Not on a Friday")
            try await desk.shop.refuses("not_found") { _ = try await checker.agree(checked) }
            guard case .waits = try await maker.approve(checked) else {
                return #expect(Bool(false), "a declined request stands in no way")
            }
            let approved = try await checker.agree(checked)
            #expect(approved.state == .approved)
            desk.shop.clock.pass(seconds: 1)
            #expect(try await maker.place(approved, .live).state == .live)
            desk.shop.clock.pass(seconds: 1)
            #expect(try await maker.rollBack("only a try").isShipped)
            #expect(try await maker.retire(approved, "old").state == .retired)
            try await desk.shop.refuses("model_unknown") { _ = try await maker.find("nothing") }
            try await desk.shop.refuses("not_found") {
                _ = try await ModelDesk(as: "nobody@example.org", of: nil, with: executor)
            }
        }
    }
}
