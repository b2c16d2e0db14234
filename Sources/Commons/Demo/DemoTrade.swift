import Ledger

/// A shop's trade: what it sells, to whom, and how its year goes.
struct DemoTrade: Sendable {
    struct Product: Sendable {
        let name: String
        /// In minor units.
        let price: Int64
        let quantities: ClosedRange<Int>
        var isTaxed = true
    }

    /// A buyer with habits: how long after the due day the money comes.
    struct Buyer: Sendable {
        let name: String
        let phone: String
        let terms: Int
        let usualDelay: Int
        let spread: Int
        /// Pays by bank; others by mobile money.
        var usesBank = false
    }

    struct Supplier: Sendable {
        let name: String
        let item: String
        /// Price of a unit in minor units, and how many come at a time.
        let price: Int64
        let quantities: ClosedRange<Int>
        let everyDays: Int
    }

    let name: String
    let owner: String
    /// Who writes the invoices and takes the money.
    let clerk: String
    let country: String
    let currency: Currency
    let products: [Product]
    let buyers: [Buyer]
    let suppliers: [Supplier]
    /// Per cent of an ordinary month, January first.
    let season: [Int]
    /// Invoices in a hundred ordinary working days.
    let pace: Int
    let capital: Int64
    let rent: Int64
    let wages: Int64
    /// What a small purchase costs, from and to.
    let petty: ClosedRange<Int>
    /// How many days after the due day it pays its suppliers by habit.
    var paysLate = 0
}

/// Small purchases with their accounts.
struct DemoExpense: Sendable {
    let supplier: String
    let item: String
    let account: String

    static let all = [
        DemoExpense(supplier: "Rubis Energy", item: "Diesel for the pick-up", account: "5100"),
        DemoExpense(supplier: "Shell Select", item: "Petrol", account: "5100"),
        DemoExpense(supplier: "Safaricom Shop", item: "Airtime and bundles", account: "6200"),
        DemoExpense(supplier: "Naivas Supermarket", item: "Tea, sugar and soap", account: "6900"),
        DemoExpense(supplier: "Text Book Centre", item: "Receipt books and pens", account: "6300"),
        DemoExpense(supplier: "Jua Kali Fundi", item: "Repair of a shelf", account: "6400"),
        DemoExpense(supplier: "Modern Coast", item: "Bus ticket", account: "6500"),
    ]
}
