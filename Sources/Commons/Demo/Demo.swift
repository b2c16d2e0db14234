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
            progress("\(town.sacco.name) and \(town.club.name): \(months) months of savings")
            var savings = DemoSavingsLife(sacco: town.sacco, club: town.club, seed: 99)
            try savings.live(start...until, scribe)
            return Loaded(
                people: town.people, papersFor: town.shops[0].owner,
                documents: try scribe.count("document"), entries: try scribe.count("entry"))
        }
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
