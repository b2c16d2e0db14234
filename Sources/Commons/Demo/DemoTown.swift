import Ledger

/// The organisations and people of the demo.
struct DemoTown {
    /// Who does what in one organisation, and its accounts by code.
    struct Crew: Sendable {
        let name: String
        let owner: Actor
        /// Posts, approves and pays; the owner where nobody else is named.
        var accountant: Actor
        /// Writes invoices and takes money.
        var clerk: Actor
        let accounts: [String: ID<Account>]
        let currency: Currency

        func account(_ code: String) throws -> ID<Account> {
            guard let id = accounts[code] else {
                throw Refusal(.accountUnknown, "The demo's chart has no account \(code).")
            }
            return id
        }
    }

    let sacco: Crew
    let shops: [Crew]
    let club: Crew
    let people: [Demo.Person]

    static func found(_ scribe: DemoScribe, _ keys: DemoKeys, on day: Day) throws -> DemoTown {
        var registrar = DemoRegistrar(scribe, keys, on: day)
        let sacco = try registrar.found(
            "Umoja SACCO", .sacco, country: "KE", currency: .kes, owner: director)
        for (name, role) in staff { _ = try registrar.add(name, role, to: sacco) }
        var shops: [Crew] = []
        for trade in DemoTrade.all {
            var shop = try registrar.found(
                trade.name, .shop, country: trade.country, currency: trade.currency,
                owner: trade.owner)
            shop.clerk = try registrar.add(trade.clerk, .smeUser, to: shop)
            shop.accountant = try registrar.add(bookkeeper, .accountant, to: shop)
            shops.append(shop)
        }
        let club = try registrar.found(
            "Tujenge Investors", .investorClub, country: "KE", currency: .kes, owner: chair)
        _ = try registrar.add(investor, .investor, to: club)
        return DemoTown(sacco: sacco, shops: shops, club: club, people: registrar.people)
    }

    /// Everybody, in the order in which they are told.
    static let names =
        [director] + staff.map(\.0) + DemoTrade.all.flatMap { [$0.owner, $0.clerk] }
        + [chair, investor]

    private static let director = "Grace Wanjiru"
    private static let bookkeeper = "Daniel Mutiso"
    private static let chair = "Fatuma Abdi"
    private static let investor = "Peter Ochieng"
    private static let staff: [(String, Role)] = [
        ("Joseph Kiptoo", .admin), (bookkeeper, .accountant), ("Mercy Chebet", .loanOfficer),
        ("Hassan Omar", .branchManager), ("Lucy Muthoni", .creditCommittee),
        ("Brian Wafula", .teller), ("Rehema Said", .auditor), ("Samuel Njoroge", .supervisor),
        ("Reporting Link", .apiClient),
    ]
}
