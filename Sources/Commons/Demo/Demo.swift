import Insight
import Ledger
import Storage

/// A small world to look around in: a SACCO, four shops and an investor club with two years of
/// books, made by the same commands that people use. The same day gives the same books; only
/// passwords are random, and they are told once.
public enum Demo {
    /// Somebody who can sign in.
    public struct Person: Codable, Sendable {
        public let name: String
        public let email: String
        public let password: String
        /// `role at organisation`.
        public let roles: [String]
    }

    public struct Loaded: Sendable {
        public let people: [Person]
        /// Who the papers of `DemoReceipt` belong to: the owner of the first shop.
        public let papersFor: Actor
        public let documents: Int
        public let entries: Int
    }

    public static let months = 24

    /// Fills an empty database in one transaction: all of it is there, or nothing. Nil when there
    /// is an organisation already.
    ///
    /// - Parameters:
    ///   - until: the last day of the books; usually today.
    ///   - progress: called with a sentence before each organisation.
    public static func load(
        into executor: CommandExecutor, passwords: PasswordWorker, until: Day,
        months: Int = months, progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> Loaded? {
        let isEmpty = try await executor.database.read { snapshot in
            try snapshot.first("SELECT 1 FROM organisation LIMIT 1", [], { _ in true }) == nil
        }
        guard isEmpty else { return nil }
        let keys = try await DemoKeys.make(for: DemoTown.names, passwords)
        return try await executor.database.write { transaction in
            let start = until.adding(months: -months)
            let scribe = DemoScribe(executor, transaction)
            let town = try DemoTown.found(scribe, keys, on: start)
            for (index, trade) in DemoTrade.all.enumerated() {
                progress("\(trade.name): \(months) months of trade")
                var life = DemoShopLife(trade, crew: town.shops[index], seed: UInt64(index) + 1)
                try life.live(start...until, scribe)
            }
            try share(town, on: until, scribe)
            try plan(town, on: until, scribe)
            progress("\(town.sacco.name) and \(town.club.name): \(months) months of savings")
            var savings = DemoSavingsLife(sacco: town.sacco, club: town.club, seed: 99)
            try savings.live(start...until, scribe)
            return Loaded(
                people: town.people, papersFor: town.shops[0].owner,
                documents: try scribe.count("document"), entries: try scribe.count("entry"))
        }
    }

    /// What the books cannot know: the shops' taxes, and of the fishmonger a cold store that costs
    /// more than it will have.
    private static func plan(_ town: DemoTown, on until: Day, _ scribe: DemoScribe) throws {
        var random = DemoRandom(seed: 43)
        let day = until.adding(days: -6)
        func declare(
            _ name: String, _ kind: CashPlan.Kind, _ units: Int64, _ rhythm: CashRhythm,
            from first: Day, in shop: DemoTown.Crew
        ) throws {
            try scribe.perform(
                DeclareCashPlan(
                    id: random.newID(CashPlan.self, on: day), name: name, kind: kind,
                    direction: .out, amount: Money(minorUnits: units, currency: shop.currency),
                    rhythm: rhythm, firstDay: first),
                as: shop.owner, on: day, hour: 10, &random)
        }
        for shop in town.shops.prefix(3) {
            let next = until.adding(months: 1)
            let due = Day(year: next.year, month: next.month, day: 20) ?? next
            try declare("VAT", .tax, 4_500_000, .monthly, from: due, in: shop)
        }
        let fish = town.shops[1]
        let money = try ["1000", "1010", "1020"].reduce(Int64(0)) {
            $0 + (try scribe.balance(of: try fish.account($1), fish))
        }
        let store = (max(money, 0) / 20_000_000 + 5) * 20_000_000
        try declare(
            "Cold store", .purchase, store, .once, from: until.adding(days: 40), in: fish)
    }

    /// The shops let the SACCO score them, so that its loan officer has somebody to look at.
    private static func share(_ town: DemoTown, on until: Day, _ scribe: DemoScribe) throws {
        var random = DemoRandom(seed: 41)
        let day = until.adding(days: -20)
        for shop in town.shops {
            try scribe.perform(
                ShareScore(
                    id: random.newID(ScoreShare.self, on: day),
                    lenderID: town.sacco.owner.organisation, until: until.adding(years: 1)),
                as: shop.owner, on: day, hour: 9, &random)
        }
    }
}
