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
                "the calibration curve is of 1000000000 rows, the table of 600"
            ),
            (
                #""curve":[{"rows":5,"mean_probability":5,"share":0.1}]"#,
                "a bin of the calibration curve has no rows, or shares beyond 0 and 1"
            ),
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
}
