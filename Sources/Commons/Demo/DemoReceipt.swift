import Ledger

/// Papers that wait to be read and reviewed in the demo's first shop: receipts as tills print
/// them, each with its own way of saying when, what and how much. One came as a file, the others
/// were photographed.
public struct DemoReceipt: Sendable {
    public let fileName: String
    public let mediaType: String
    private let page: ReceiptPage
    /// Of the photograph; nil where the page itself is the file.
    private let seed: UInt64?

    /// Drawn each time that it is asked for.
    public var bytes: [UInt8] {
        seed.map { ReceiptPhotograph(lines: page.lines, seed: $0).tiff } ?? page.pdf
    }

    private struct Till {
        let name: String
        let place: String
        let taxNumber: String
        let totalWord: String
        let items: [(name: String, amount: Int64)]
        let isTaxed: Bool
    }

    /// Dated in the days before `until`.
    public static func all(until: Day) -> [DemoReceipt] {
        var random = DemoRandom(seed: 4_711)
        return tills.enumerated().map { index, till in
            let day = until.adding(days: -1 - index * 2)
            let page = page(of: till, on: day, number: random.within(10_000...99_999))
            let name = "receipt-\(day.iso)-\(index + 1)"
            if index == 0 {
                return DemoReceipt(
                    fileName: name + ".pdf", mediaType: "application/pdf", page: page, seed: nil)
            }
            return DemoReceipt(
                fileName: name + ".tiff", mediaType: "image/tiff", page: page, seed: UInt64(index))
        }
    }

    private static func page(of till: Till, on day: Day, number: Int) -> ReceiptPage {
        let total = till.items.reduce(0) { $0 + $1.amount }
        let rule = String(repeating: "-", count: 37)
        var lines: [ReceiptPage.Line] = [
            .init(left: till.name, style: .title, isCentred: true),
            .init(left: till.place, isCentred: true),
            .init(left: "PIN: \(till.taxNumber)", isCentred: true),
            .init(left: rule),
            .init(left: "CASH SALE No: \(number)"),
            .init(left: "Date: \(written(day))", right: "14:\(10 + number % 50)"),
            .init(left: rule),
        ]
        for item in till.items { lines.append(.init(left: item.name, right: text(item.amount))) }
        lines.append(.init(left: rule))
        if till.isTaxed {
            let tax = total * 16 / 116
            lines.append(.init(left: "SUBTOTAL", right: text(total - tax)))
            lines.append(.init(left: "VAT 16%", right: text(tax)))
        }
        lines.append(
            .init(left: "\(till.totalWord) KES", right: text(total), style: .strong))
        lines.append(.init(left: rule))
        lines.append(.init(left: "Paid by M-PESA"))
        lines.append(.init(left: "Thank you, karibu tena", isCentred: true))
        return ReceiptPage(lines: lines)
    }

    private static func text(_ units: Int64) -> String {
        Money(minorUnits: units, currency: .kes).decimal
    }

    private static func written(_ day: Day) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(day.day))/\(two(day.month))/\(day.year)"
    }

    private static let tills = [
        Till(
            name: "NAIVAS LIMITED", place: "Moi Avenue, Nairobi", taxNumber: "P051123223G",
            totalWord: "TOTAL",
            items: [
                ("Printing paper A4 x2", 116_000), ("Stapler", 58_000), ("Biro pens doz", 29_000),
            ], isTaxed: true),
        Till(
            name: "RUBIS ENERGY", place: "Jogoo Road, Nairobi", taxNumber: "P051087654K",
            totalWord: "TOTAL", items: [("Diesel 38.5 L", 650_650)], isTaxed: false),
        Till(
            name: "GIKOMBA PACKAGING", place: "Gikomba Market, Stall 88",
            taxNumber: "A004512398Z", totalWord: "AMOUNT DUE",
            items: [("Carrier bags 500", 174_000), ("Twine roll", 23_200)], isTaxed: true),
        Till(
            name: "JAMII HARDWARE", place: "Kirinyaga Road, Nairobi", taxNumber: "P052331908M",
            totalWord: "GRAND TOTAL",
            items: [
                ("Padlock 70 mm", 104_400), ("Shelf bracket x6", 69_600), ("Paint brush", 34_800),
            ], isTaxed: true),
        Till(
            name: "SAFARICOM SHOP", place: "Kimathi Street, Nairobi", taxNumber: "P051129820X",
            totalWord: "TOTAL", items: [("Data bundle 30 days", 300_000)], isTaxed: true),
        Till(
            name: "MAMA OLIECH HOTEL", place: "Marcus Garvey Road", taxNumber: "A009876120B",
            totalWord: "TOTAL", items: [("Fish and ugali x2", 180_000), ("Soda x2", 16_000)],
            isTaxed: false),
    ]
}
