import Ledger
import Storage
import Testing
import Wire

@testable import Commons

/// A shop that asks a buyer, and whoever has the link.
struct BuyerDesk: Sendable {
    let shop: Shop
    let board: Switchboard
    let buyer: ID<Party>

    /// Nobody signs in here.
    private struct NoTokens: AccessTokens {
        func sign(_ claims: AccessClaims) async throws -> String { "" }
        func verify(_ token: String) async -> AccessClaims? { nil }
    }

    /// On each engine.
    static func with(_ body: (BuyerDesk) async throws -> Void) async throws {
        try await Shop.with { shop in try await body(try await BuyerDesk(shop)) }
    }

    init(_ shop: Shop) async throws {
        self.shop = shop
        let cost = PasswordHash.Cost(kibibytes: 64, passes: 1, lanes: 1)
        board = Switchboard(
            executor: shop.executor,
            parts: SignInParts(
                secrets: try ServerSecrets(master: ServerSecrets.makeMaster()),
                tokens: NoTokens(), passwords: PasswordWorker(capacity: 1, cost: cost)))
        buyer = try await shop.party("Mama Njeri")
    }

    /// Another secret for every number.
    static func token(_ number: UInt8 = 1) -> String {
        Base64URL.encode((0..<32).map { UInt8($0) &* 37 &+ number })
    }

    func visitor(from address: String = "10.0.0.1") -> Scene {
        board.scene(actor: nil, origin: Origin(requestID: "test", address: address))
    }

    func invoice(_ amount: String = "50.00") async throws -> ID<Document> {
        try await shop.invoice(amount, to: buyer, due: "2026-03-16")
    }

    @discardableResult
    func ask(
        _ invoice: ID<Document>, _ token: UInt8 = 1, days: Int? = nil
    ) async throws -> Acknowledgement {
        try await shop.perform(
            AskAcknowledgement(
                id: invoice, acknowledgementID: shop.newID(Acknowledgement.self),
                token: Self.token(token), days: days))
    }

    @discardableResult
    func open(
        _ token: UInt8 = 1, from address: String = "10.0.0.1"
    ) async throws -> AcknowledgementQuestion {
        try await OpenAcknowledgement(token: Self.token(token)).run(in: visitor(from: address))
    }

    @discardableResult
    func answer(
        _ choice: BuyerAnswer.Choice = .owed, _ reason: BuyerAnswer.Reason? = nil,
        _ remark: String? = nil, token: UInt8 = 1, name: String = "Wafula"
    ) async throws -> BuyerAnswer {
        shop.clock.pass(seconds: 1)
        return try await AnswerAcknowledgement(
            token: Self.token(token), choice: choice, reason: reason, remark: remark, name: name,
            role: "Storekeeper"
        ).run(in: visitor())
    }

    func detail(_ invoice: ID<Document>) async throws -> DocumentDetail {
        try await shop.ask(ShowInvoice(id: invoice))
    }

    func disputes() async throws -> [Home.Attention] {
        try await shop.ask(ShowHome()).attention.filter { $0.kind == .invoiceDisputed }
    }
}
