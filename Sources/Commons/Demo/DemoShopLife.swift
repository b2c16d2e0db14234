import Ledger
import Storage

/// One shop's two years, day by day.
struct DemoShopLife {
    let trade: DemoTrade
    let crew: DemoTown.Crew
    var random: DemoRandom
    var buyers: [ID<Party>] = []
    var suppliers: [ID<Party>] = []
    var landlord: ID<Party>?
    /// Money that will come and go, by the day on which it does.
    var duesIn: [Day: [Due]] = [:]
    var duesOut: [Day: [Due]] = [:]
    /// Issued yesterday and found wrong today.
    var mistakes: [Day: [ID<Document>]] = [:]
    var lastPaperNumber = 10_000

    struct Due {
        let document: ID<Document>
        let party: ID<Party>
        let amount: Money
        let usesBank: Bool
    }

    init(_ trade: DemoTrade, crew: DemoTown.Crew, seed: UInt64) {
        self.trade = trade
        self.crew = crew
        random = DemoRandom(seed: seed)
    }

    mutating func live(_ days: ClosedRange<Day>, _ scribe: DemoScribe) throws {
        var day = days.lowerBound
        while day <= days.upperBound {
            if buyers.isEmpty { try open(on: day, scribe) }
            if day.weekday != .sunday {
                try sell(on: day, until: days.upperBound, scribe)
                try buy(on: day, scribe)
                try spend(on: day, scribe)
            }
            try settle(on: day, scribe)
            day = day.adding(days: 1)
        }
    }

    /// Capital, customers and suppliers.
    private mutating func open(on day: Day, _ scribe: DemoScribe) throws {
        for buyer in trade.buyers {
            buyers.append(
                try party(buyer.name, phone: buyer.phone, isCustomer: true, on: day, scribe))
        }
        for supplier in trade.suppliers {
            suppliers.append(
                try party(supplier.name, phone: nil, isCustomer: false, on: day, scribe))
        }
        landlord = try party("Amani Properties", phone: nil, isCustomer: false, on: day, scribe)
        try post(
            "Capital paid in", debit: "1010", credit: "3000", trade.capital, on: day, scribe)
    }

    private mutating func party(
        _ name: String, phone: String?, isCustomer: Bool, on day: Day, _ scribe: DemoScribe
    ) throws -> ID<Party> {
        try scribe.perform(
            CreateParty(
                id: random.newID(Party.self, on: day), name: name, isCustomer: isCustomer,
                isSupplier: !isCustomer, phone: phone),
            as: crew.owner, on: day, hour: 6, &random
        ).id
    }

    mutating func post(
        _ what: String, debit: String, credit: String, _ units: Int64, on day: Day,
        _ scribe: DemoScribe
    ) throws {
        let amount = Money(minorUnits: units, currency: crew.currency)
        try scribe.perform(
            PostEntry(
                id: random.newID(JournalEntry.self, on: day), day: day, description: what,
                lines: [
                    .init(accountID: try crew.account(debit), amount: amount),
                    .init(accountID: try crew.account(credit), amount: try amount.negated()),
                ]), as: crew.accountant, on: day, hour: 15, &random)
    }
}
