import Insight
import Ledger
import Testing
import Wire

@testable import Commons

@Suite struct ModelCardTests {
    @Test(
        arguments: [
            (#""auc":7"#, "auc of 7.0"),
            (#""rows":3000,"events":999999"#, "999999 events in 3000 rows"),
            (#""rows":-1"#, "-1 rows"),
            (#""brier":1.5"#, "brier of 1.5"),
            (
                #""curve":[{"rows":1000000000,"mean_probability":0.1,"share":0.1}]"#,
                "curve is of 1000000000 rows, the table of 600"
            ),
            (
                #""curve":[{"rows":5,"mean_probability":5,"share":0.1}]"#,
                "an item of curve has no rows, or shares beyond 0 and 1"
            ),
            (#""curve":"steep""#, "curve is no list"),
            (
                #""bands":[{"rows":2000000000,"from":0,"through":1,"share":0}]"#,
                "bands is of 2000000000 rows, the table of 600"
            ),
            (
                #""bands":[{"rows":60,"from":0,"through":1,"share":7}]"#,
                "an item of bands has no rows, or shares beyond 0 and 1"
            ),
            (
                #""bands":[{"rows":60,"from":0.5,"through":0.1,"share":0.2}]"#,
                "bands that are in each other's way"
            ),
            (
                #""bands":[{"rows":60,"from":0,"through":0.4,"share":0.2},"#
                    + #"{"rows":60,"from":0.3,"through":1,"share":0.2}]"#,
                "bands that are in each other's way"
            ),
            (#""bands":"wide""#, "bands is no list"),
            (#""events":0"#, "an area under the curve of rows with one outcome alone"),
            (#""events":600"#, "an area under the curve of rows with one outcome alone"),
            (#""gini":-0.9"#, "gini of -0.9 beside an area under the curve of 0.7"),
            (#""groups":[99]"#, "groups that are not of its 1 features"),
            (
                #""calibration":"platt""#,
                "the card says that the model is calibrated (platt), and its calibration is missing"
            ),
        ])
    func `A card that says what cannot be is found`(_ member: String, _ fault: String) throws {
        let plain = try CreditDesk.pack()
        let check = try #require(
            ModelCheck.all(of: plain, try plain.model()).first { $0.name == .card })
        #expect(check.isMet)
        let changed = try JSONValue.parse("{" + member + "}").members ?? []
        let names = changed.map(\.0)
        let members = (plain.card.members ?? []).filter { !names.contains($0.0) } + changed
        let pack = ModelPack(text: plain.text, calibration: nil, card: .object(members))
        let found = try #require(
            ModelCheck.all(of: pack, try pack.model()).first { $0.name == .card })
        #expect(!found.isMet && found.isBlocking)
        #expect(found.detail == "impossible: " + fault)
    }

    @Test(
        arguments: [
            #"{"method":"platt","slope":1.7e308,"intercept":0}"#,
            #"{"method":"platt","slope":1e300,"intercept":0}"#,
            #"{"method":"platt","slope":1,"intercept":1e9}"#,
            #"{"method":"centred","scores":[-1,1],"log_odds":[-1e308,1e308],"slope":1,"#
                + #""least":-1e308,"most":1e308}"#,
        ])
    func `A calibration that reaches log-odds beyond a million makes no model`(
        _ calibration: String
    ) throws {
        let plain = try CreditDesk.pack()
        let pack = ModelPack(
            text: plain.text, calibration: try .parse(calibration), card: plain.card)
        #expect {
            _ = try pack.model()
        } throws: { "\($0)".contains("beyond a million") }
    }

    @Test func `Categories that say what the law protects keep a model from being approved`()
        throws
    {
        let plain = try CreditDesk.pack()
        for (texts, detail) in [
            (
                #"["female","male"]"#,
                "on_time_share (sex: female, male); where it is about no person, train again with "
                    + "--not-protected and say what it is about"
            ),
            (#"["farm","retail"]"#, "none"),
        ] {
            let pack = ModelPack(
                text: plain.text + "pandas_categorical:[\(texts)]\n", calibration: nil,
                card: plain.card)
            let check = try #require(
                ModelCheck.all(of: pack, try pack.model()).first { $0.name == .protected })
            #expect(check.isMet == (detail == "none") && check.isBlocking)
            #expect(check.detail == detail)
        }
    }

    @Test func `A declaration that a feature is about no person is for no plain name`() throws {
        let plain = try CreditDesk.pack()
        func check(
            _ text: String, _ member: String
        ) throws -> (isMet: Bool, isBlocking: Bool, finding: ModelFinding?) {
            let members = (plain.card.members ?? []) + (try JSONValue.parse(member).members ?? [])
            let pack = ModelPack(text: text, calibration: nil, card: .object(members))
            let found = try #require(
                ModelCheck.all(of: pack, try pack.model()).first { $0.name == .protected })
            return (found.isMet, found.isBlocking, found.finding)
        }
        let plugs = plain.text + "pandas_categorical:[[\"female\",\"male\"]]\n"
        let declared = try check(plugs, #"{"not_protected":{"on_time_share":"Shapes of plugs"}}"#)
        #expect(!declared.isMet && !declared.isBlocking)
        #expect(declared.finding?.code == .declared)
        #expect(
            declared.finding?.names == ["on_time_share (sex: female, male): Shapes of plugs"])
        for wrong in [#"{"not_protected":{"on_time_share":" "}}"#, #"{"not_protected":["a"]}"#] {
            let found = try check(plugs, wrong)
            #expect(!found.isMet && found.isBlocking && found.finding?.code == .doubtful)
        }
        let named = plain.text.replacing("on_time_share", with: "gender")
        let never = try check(named, #"{"not_protected":{"gender":"Of plugs"}}"#)
        #expect(!never.isMet && never.isBlocking && never.finding?.code == .protected)
    }

    @Test func `Steps of an earlier release are approved no more`() throws {
        let plain = try CreditDesk.pack()
        let steps = #"{"method":"isotonic","scores":[-1,1],"probabilities":[0.1,0.4]}"#
        let pack = ModelPack(text: plain.text, calibration: try .parse(steps), card: plain.card)
        let check = try #require(
            ModelCheck.all(of: pack, try pack.model()).first { $0.name == .card })
        #expect(!check.isMet && check.isBlocking && check.detail.contains("Train the model again"))
    }

    @Test func `Trees that saw no row explain nothing`() throws {
        let plain = try CreditDesk.pack()
        let text = plain.text.replacing("leaf_count=50 50", with: "leaf_count=0 0")
            .replacing("internal_count=100", with: "internal_count=0")
        let pack = ModelPack(text: text, calibration: nil, card: plain.card)
        #expect {
            _ = try pack.model()
        } throws: { "\($0)".contains("how many rows its leaves saw") }
    }

    @Test func `A model without the calibration of its card is approved by nobody`() async throws {
        try await CreditDesk.with { desk in
            let plain = try CreditDesk.pack()
            let members = (plain.card.members ?? []) + [("calibration", .string("platt"))]
            let line = try JSONValue.parse(#"{"method":"platt","slope":1,"intercept":0}"#)
            func check(_ calibration: JSONValue?, _ name: String) async throws {
                let model = try await desk.shop.executor.registerModel(
                    ModelPack(
                        text: plain.text, calibration: calibration, card: .object(members)),
                    name: name, as: desk.sacco)
                _ = try await ValidateModel(id: model.id).run(
                    as: desk.sacco, with: desk.shop.executor)
            }
            try await desk.shop.refuses("model_unfit") { try await check(nil, "Bare") }
            try await check(line, "Whole")
        }
    }

    @Test func `No text of a card turns what stands beside it`() async throws {
        try await CreditDesk.with { desk in
            let plain = try CreditDesk.pack()
            func faults(_ member: String) async throws -> [FieldFault] {
                let changed = try JSONValue.parse("{" + member + "}").members ?? []
                let names = changed.map(\.0)
                let members = (plain.card.members ?? []).filter { !names.contains($0.0) } + changed
                do {
                    _ = try await desk.shop.executor.registerModel(
                        ModelPack(text: plain.text, calibration: nil, card: .object(members)),
                        name: "Turned", as: desk.sacco)
                } catch let invalid as InvalidRequest {
                    return invalid.faults
                }
                return []
            }
            for (member, pointer) in [
                (#""target":"ba\u202ed""#, "/card/target"),
                (#""target":"two\nlines""#, "/card/target"),
                (#""limits":"Only\u202e here""#, "/card/limits"),
                (#""warnings":["sure","Term\u2066 left out"]"#, "/card/warnings/1"),
                (#""features":["on_time\u202e"]"#, "/card/features/0"),
                (
                    #""findings":[{"code":"empty","column":"a\u202eb","facts":{}}]"#,
                    "/card/findings/0/column"
                ),
                (#""findings":[{"facts":{"te\u202ext":"x"}}]"#, "/card/findings/0/facts"),
            ] {
                let found = try await faults(member)
                #expect(found.map(\.place) == [.body(pointer)], "\(member)")
                #expect(found.map(\.code) == [.controlCharacter], "\(member)")
            }
            do {
                _ = try await desk.shop.executor.registerModel(
                    try CreditDesk.pack(feature: "inc\u{202E}ome"), name: "Turned", as: desk.sacco)
                Issue.record("a feature's name turns what stands beside it")
            } catch let invalid as InvalidRequest {
                #expect(
                    invalid.faults.map(\.place)
                        == [.body("/card/features/0"), .body("/model/feature_names/0")])
            }
            // Words may have lines, and Arabic its marks.
            #expect(try await faults(#""limits":"One.\nTwo.","target":"\u200f90""#).isEmpty)
        }
    }

    @Test func `What a card found is told by code, and by its sentences alone where it has none`()
        throws
    {
        func found(_ card: String) throws -> [CardFinding] {
            CardFinding.all(of: try JSONValue.parse(card))
        }
        let told = try found(
            #"{"warnings":["Term left out: it is always empty","12 rows"],"findings":["#
                + #"{"code":"empty","column":"Term","facts":{}},"#
                + #"{"code":"copies","facts":{"copies":12,"event":"1"}}]}"#)
        #expect(told.map(\.code) == ["empty", "copies"])
        #expect(told[0].column == "Term" && told[0].text == "Term left out: it is always empty")
        #expect(told[1].facts.map(\.name) == ["copies", "event"])
        #expect(told[1].facts[0].number == 12 && told[1].facts[1].text == "1")
        // A list that is not of the warnings hides none of them.
        for card in [
            #"{"warnings":["One","Two"]}"#, #"{"warnings":["One","Two"],"findings":[]}"#,
        ] {
            let alone = try found(card)
            #expect(alone.map(\.text) == ["One", "Two"])
            #expect(alone.allSatisfy { $0.code == nil })
        }
        #expect(CardLimits(of: ShippedModel.pack.card) == .expert)
        #expect(CardLimits(of: .object([("limits", .string(StandardLimits.ofTable))])) == .table)
        #expect(CardLimits(of: .object([("limits", .string("Ask me"))])) == .own)
        #expect(CardLimits(of: .object([])) == nil)
    }
}
