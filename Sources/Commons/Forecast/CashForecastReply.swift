import Insight
import Ledger

// The shapes of what `CashForecast` and `CashBasis` write, for the document of the API. A test
// reads what they wrote as these.

extension CashForecast.Cause: Codable {}
extension CashDirection: Codable {}
extension CashBasis.Gap: Codable {}
extension CashBacktest.Guess: Codable {}

/// The cash of the coming weeks.
public struct CashForecastReply: Codable, Sendable {
    /// The record of this answer; absent for a scenario, which is not kept.
    public let id: ID<CashForecastReply>?
    public let organisationID: ID<Organisation>
    public let knownAt: Instant
    public let computedAt: Instant
    /// SHA-256 of the basis, in hexadecimal.
    public let inputHash: String
    public let accountID: ID<Account>?
    /// The currencies that could be asked for: of money, of papers and of plans.
    public let currencies: [Currency]
    public let accounts: [CashAccount]
    public let scenario: String
    public let currency: Currency
    public let asOf: Day
    public let opening: Money
    public let weeks: [Week]
    /// Absent where no course of the money runs out.
    public let shortage: Shortage?
    public let basis: Basis

    public struct Week: Codable, Sendable {
        public let start: Day
        public let end: Day
        public let p10: Money
        public let p50: Money
        public let p90: Money
        /// The opening balance and all parts until here.
        public let expected: Money
        /// From 0 to 1: money runs out on some day until the end of this week.
        public let shortChance: Double
        /// They sum to the change of `expected` in this week.
        public let parts: [Part]
    }

    public struct Part: Codable, Sendable {
        public let cause: CashForecast.Cause
        public let direction: CashDirection
        /// A party's id for papers, an item's id for items; absent for trade.
        public let subject: String?
        public let name: String
        public let amount: Money
        public let paperCount: Int
        /// The largest of them.
        public let papers: [Paper]
    }

    public struct Paper: Codable, Sendable {
        public let id: ID<Document>
        public let number: String
        public let amount: Money
        /// From 0 to 1: it is paid in this week.
        public let chance: Double
    }

    public struct Shortage: Codable, Sendable {
        /// From 0 to 1.
        public let chance: Double
        public let day: Day
        public let amount: Money
    }

    /// What the forecast rests on; the web app's core computes scenarios from it.
    public struct Basis: Codable, Sendable {
        public let currency: Currency
        public let asOf: Day
        public let weeks: Int
        public let seed: String
        public let opening: String
        public let papers: [OpenPaper]
        public let habits: [Habit]
        public let items: [Item]
        public let parties: [Party]
        public let incoming: [[String]]
        public let outgoing: [[String]]
        /// Half of an 80 % band for the balance at the end of each week, which the forecast's own
        /// misses add; none in young books.
        public let doubt: [String]
        public let gaps: [CashBasis.Gap]
        /// The last day with booked trade, where those after it seem not to be booked yet.
        public let bookedUntil: Day?
    }

    public struct OpenPaper: Codable, Sendable {
        public let id: ID<Document>
        public let number: String
        public let party: ID<Commons.Party>
        public let direction: CashDirection
        public let due: Day
        public let amount: String
        public let habit: Int
    }

    public struct Habit: Codable, Sendable {
        public let direction: CashDirection
        public let party: ID<Commons.Party>
        /// How many papers it rests on.
        public let papers: Int
        public let tail: Int
        /// Chances in millionths of being unpaid from 45 days before to 180 days after the due day.
        public let unpaid: [Int]
    }

    public struct Item: Codable, Sendable {
        public enum Source: String, Codable, Sendable, CaseIterable { case found, declared }

        public let id: String
        public let name: String
        public let source: Source
        public let direction: CashDirection
        public let party: ID<Commons.Party>?
        public let terms: Int?
        public let days: [Day]
        public let amounts: [String]
    }

    public struct Party: Codable, Sendable {
        public let id: ID<Commons.Party>
        public let name: String
    }
}

/// How such forecasts did on the organisation's own past.
public struct CashBacktestReply: Codable, Sendable {
    public let id: ID<CashForecastReply>?
    public let organisationID: ID<Organisation>
    public let asOf: Day
    public let computedAt: Instant
    /// Weeks of all trials, each held against the balance that came; none in young books, which
    /// have nothing of what follows.
    public let weeks: Int
    /// The share of those balances within p10 to p90, from 0 to 1; 0.8 is promised.
    public let coverage: Double?
    /// Mean pinball loss of p10, p50 and p90.
    public let loss: Money?
    /// The better of the plain guesses, with its own intervals.
    public let guess: CashBacktest.Guess?
    public let guessLoss: Money?
    /// Whether one does better by the guess.
    public let guessWins: Bool?
    public let trials: [Trial]

    public struct Trial: Codable, Sendable {
        public let asOf: Day
        public let end: Day
        public let p10: Money
        public let p50: Money
        public let p90: Money
        public let actual: Money
    }
}
