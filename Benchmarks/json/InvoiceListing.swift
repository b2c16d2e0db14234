/// A page of invoices as the API answers it.
struct InvoiceListing: Codable, Equatable {
    struct Amount: Codable, Equatable {
        let amount: String
        let currency: String
    }

    struct Item: Codable, Equatable {
        let id: String
        let number: String
        let partyName: String
        let state: String
        let issuedOn: String
        let dueOn: String
        let total: Amount
        let open: Amount
        let lineCount: Int
        let isOverdue: Bool
        let note: String?
    }

    let items: [Item]
    let next: String?

    static let sample = InvoiceListing(
        items: (1...50).map { number in
            let digits = String(1_000 + number)
            return Item(
                id: "0198a2f0-7c1e-7000-8000-00000000" + digits, number: "INV-2026-" + digits,
                partyName: "Mama Njeri \u{201C}Duka\u{201D} \(number) & Wana",
                state: number % 3 == 0 ? "paid" : "issued", issuedOn: "2026-10-05",
                dueOn: "2026-11-04",
                total: Amount(amount: "\(number * 1_250).50", currency: "KES"),
                open: Amount(amount: "\(number * 125).00", currency: "KES"), lineCount: number % 7,
                isOverdue: number % 4 == 0,
                note: number % 5 == 0 ? "Deliver to the back door,\nring twice" : nil)
        },
        next: "MjAyNi0xMC0wNXwwMTk4YTJmMA")
}
