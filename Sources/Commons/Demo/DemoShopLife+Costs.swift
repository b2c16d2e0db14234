import Ledger
import Storage

extension DemoShopLife {
    /// Bills of suppliers, each with its own rhythm, sized by the season to come.
    mutating func buy(on day: Day, _ scribe: DemoScribe) throws {
        for (index, supplier) in trade.suppliers.enumerated() {
            guard random.below(supplier.everyDays) == 0 else { continue }
            let season = trade.season[day.adding(days: 14).month - 1]
            let quantity = random.within(supplier.quantities) * season / 100
            try bill(
                from: suppliers[index], supplier.item, quantity: max(1, quantity),
                price: supplier.price, account: "5000", terms: 21,
                number: "\(supplier.name.prefix(2).uppercased())/\(paperNumber())", on: day,
                scribe)
        }
    }

    /// Suppliers number their papers for all their customers: ours have gaps, and never repeat.
    private mutating func paperNumber() -> String {
        lastPaperNumber += random.within(1...40)
        return "\(lastPaperNumber)"
    }

    private mutating func bill(
        from party: ID<Party>, _ item: String, quantity: Int, price: Int64, account: String,
        terms: Int, number: String, on day: Day, _ scribe: DemoScribe
    ) throws {
        let id = random.newID(Document.self, on: day)
        try scribe.perform(
            CreateBill(
                id: id, partyID: party, supplierNumber: number, day: day,
                dueDay: day.adding(days: terms), currency: crew.currency,
                lines: [
                    DraftLine(
                        description: item, quantity: Quantity(whole: Int64(quantity)) ?? .one,
                        unitPrice: try UnitPrice(
                            Money(minorUnits: price, currency: crew.currency)),
                        accountID: try crew.account(account))
                ]), as: crew.clerk, on: day, hour: 9, &random)
        let approved = try scribe.perform(
            ApproveBill(id: id), as: crew.accountant, on: day, hour: 10, &random)
        let payday = day.adding(
            days: max(1, terms + trade.paysLate + random.around(spread: 6)))
        duesOut[payday, default: []].append(
            Due(document: id, party: party, amount: approved.total, usesBank: true))
    }

    /// Rent, wages, small purchases, and the wallet emptied into the bank.
    mutating func spend(on day: Day, _ scribe: DemoScribe) throws {
        if let landlord, day.day == 2 || (day.day == 3 && day.weekday == .monday) {
            try bill(
                from: landlord, "Rent of the shop", quantity: 1, price: trade.rent,
                account: "6100", terms: 5,
                number: "RENT-\(day.year)-\(day.month)", on: day, scribe)
        }
        if day.day == 28 || (day.day == 27 && day.weekday == .saturday) {
            try post("Wages", debit: "6000", credit: "1010", trade.wages, on: day, scribe)
        }
        if day.weekday == .friday { try empty(wallet: "1020", on: day, scribe) }
        if random.happens(percent: 40) { try buySomethingSmall(on: day, scribe) }
    }

    /// A receipt that was snapped and accepted.
    private mutating func buySomethingSmall(on day: Day, _ scribe: DemoScribe) throws {
        let expense = random.pick(DemoExpense.all)
        let total = Money(
            minorUnits: Int64(random.within(trade.petty)), currency: crew.currency)
        let tax = try Allocation.split(total, byWeights: [16, 100], remainder: .largest)[0]
        let receipt = ReceiptDraft(
            documentID: random.newID(Document.self, on: day),
            kind: .receipt(paidFrom: try crew.account("1020")), supplier: expense.supplier,
            supplierNumber: paperNumber(), day: day, total: total,
            tax: tax,
            lines: [.init(description: expense.item, amount: total)],
            expenseAccount: try crew.account(expense.account))
        let work = scribe.work("paper.accept", as: crew.owner, on: day, hour: 11, &random)
        _ = try bookReceipt(receipt, in: work)
    }

    private mutating func empty(
        wallet code: String, on day: Day, _ scribe: DemoScribe
    ) throws {
        let balance = try scribe.balance(of: try crew.account(code), crew)
        // A tenth stays for small purchases of the week.
        let moved = balance * 9 / 10
        guard moved > 0 else { return }
        try post("Wallet paid into the bank", debit: "1010", credit: code, moved, on: day, scribe)
    }
}
