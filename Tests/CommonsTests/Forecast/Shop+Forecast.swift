import Insight
import Ledger
import Storage
import Wire

@testable import Commons

/// A shop whose cash is forecast.
extension Shop {
    var today: String { clock.now().day.iso }

    func forecastBytes() async throws -> [UInt8] {
        try await desk(owner).recorded(.cash, requestID: "test") {
            try $0.forecast(CashScenario(), as: $1)
        }
    }

    func forecast(
        scenario: String = "", account: ID<Account>? = nil, asOf: Day? = nil, as actor: Actor? = nil
    ) async throws -> CashForecastReply {
        let desk = try await desk(actor ?? owner, account: account, asOf: asOf)
        let changes = try desk.scenario(scenario)
        let bytes =
            changes.changes.isEmpty
            ? try await desk.recorded(.cash, requestID: "test") { try $0.forecast(changes, as: $1) }
            : try await desk.facts().forecast(changes, as: nil).body
        return try WireDecoder().decode(CashForecastReply.self, from: bytes)
    }

    func backtest(weeks: Int) async throws -> CashBacktestReply {
        let desk = try await desk(owner, weeks: weeks)
        let bytes = try await desk.recorded(.backtest, requestID: "test") {
            try $0.backtest(as: $1)
        }
        return try WireDecoder().decode(CashBacktestReply.self, from: bytes)
    }

    private func desk(
        _ actor: Actor, account: ID<Account>? = nil, asOf: Day? = nil, weeks: Int? = nil
    ) async throws -> ForecastDesk {
        try await ForecastDesk(
            executor, as: actor, owner.organisation, currency: nil, account: account, asOf: asOf,
            weeks: weeks)
    }

    func count(_ sql: String) async throws -> Int64 {
        try await executor.database.read { snapshot in
            try snapshot.first(sql, []) { try $0.integer(0) } ?? 0
        }
    }

    /// What moves on the money accounts after a day.
    func booked(after day: Day) async throws -> Money {
        let sum = try await executor.database.read { snapshot in
            try snapshot.first(
                """
                SELECT CAST(COALESCE(SUM(l.amount), 0) AS BIGINT) FROM entry_line l
                JOIN account a ON a.organisation_id = l.organisation_id AND a.id = l.account_id
                WHERE l.organisation_id = $1 AND l.day > $2 AND a.role IN \(CashBooks.moneyRoles)
                """, [.id(owner.organisation), .day(day)]
            ) { try $0.integer(0) } ?? 0
        }
        return Money(minorUnits: sum, currency: currency)
    }

    /// Weeks of a buyer who pays ten days late and of a rent; leaves the clock after them.
    func trade(weeks: Int = 20) async throws -> (buyer: ID<Party>, landlord: ID<Party>) {
        let buyer = try await self.party("Kiosk", supplier: false)
        let landlord = try await self.party("Amani", customer: false)
        var day = try today.day
        var due: [(Day, ID<Party>, Payment.Direction, ID<Document>, String)] = []
        for step in 0..<(7 * weeks) {
            clock.move(to: day.iso)
            if step % 7 == 0 {
                let amount = "\(400 + step % 90).00"
                let invoice = try await self.invoice(
                    amount, to: buyer, on: day.iso, due: day.adding(days: 7).iso)
                due.append((day.adding(days: 17), buyer, .in, invoice, amount))
            }
            if day.day == 2 {
                let bill = try await self.bill("300.00", from: landlord, on: day.iso)
                due.append((day.adding(days: 1), landlord, .out, bill, "300.00"))
            }
            for (when, party, direction, document, amount) in due where when == day {
                _ = try await pay(
                    amount, party, direction: direction, on: day.iso, for: [(document, amount)])
            }
            day = day.adding(days: 1)
        }
        clock.move(to: day.iso)
        return (buyer, landlord)
    }
}
