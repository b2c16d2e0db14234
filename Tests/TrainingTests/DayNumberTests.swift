import Foundation
import Testing

@testable import Training

@Suite("Days are known however people write them as one number or one word")
struct DayNumberTests {
    /// A day of 2017 to 2020 as a column of this name writes it.
    private static func day(_ name: String, _ lots: inout SplitMix) -> String {
        let (year, month) = (Int(lots.next() % 4) + 17, Int(lots.next() % 12) + 1)
        let length = month == 2 ? 28 : [4, 6, 9, 11].contains(month) ? 30 : 31
        let day = Int(lots.next() % UInt64(length)) + 1
        let names = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let iso = String(format: "20%02d/%02d/%02d", year, month, day)
        return switch name {
        case "date", "d5": "\(year * 10_000 + month * 100 + day)"
        case "loan_date": "\(day * 1_000_000 + month * 10_000 + 2_000 + year)"
        case "issue_date": "\(month * 1_000_000 + day * 10_000 + 2_000 + year)"
        case "date_opened", "tarehe": "\(day * 10_000 + month * 100 + year)"
        case "disb_date": "\(year * 100 + month)"
        case "issued_mmyy": "\(month * 100 + year)"
        case "monthYear": "\(month * 10_000 + 2_000 + year)"
        case "julian", "x_julian": "\((2_000 + year) * 1_000 + (month - 1) * 30 + day)"
        case "date_jul": "\(year * 1_000 + (month - 1) * 30 + day)"
        case "yearweek": "\((2_000 + year) * 100 + Int(lots.next() % 52) + 1)"
        case "created_us", "mtime":
            "\(1_577_836_800_000_000 + Int(lots.next() % 10_000_000) * 1_000_000)"
        case "vintage": "\(names[month - 1])\(year)"
        case "year_month": String(iso.prefix(7)).replacing("/", with: "_")
        case "hyphens": iso.replacing("/", with: "\u{2011}")
        case "arabic":
            String(iso.map { $0.wholeNumberValue.map { Array("٠١٢٣٤٥٦٧٨٩")[$0] } ?? $0 })
        case "packed": "\(day)\(names[month - 1])20\(year)"
        default: "20\(year)-W\(10 + month)"
        }
    }

    @Test(
        "A column of them is left out by name",
        arguments: [
            ("date", "holds days"), ("d5", "holds days"), ("loan_date", "holds days"),
            ("issue_date", "holds days"), ("date_opened", "holds days"), ("tarehe", "holds days"),
            ("disb_date", "holds days"), ("issued_mmyy", "holds days"), ("monthYear", "holds days"),
            ("julian", "holds days"), ("x_julian", "holds days"), ("date_jul", "holds days"),
            ("yearweek", "holds days"), ("created_us", "points in time"),
            ("mtime", "points in time"),
            ("vintage", "days are no categories"), ("year_month", "days are no categories"),
            ("hyphens", "days are no categories"), ("arabic", "days are no categories"),
            ("packed", "days are no categories"), ("weeks", "days are no categories"),
        ])
    func leftOut(_ name: String, _ says: String) throws {
        let table = try TableDoubtTests.column(name: name) { _, _, lots in Self.day(name, &lots) }
        #expect(table.featureNames == ["income"])
        let warning = table.warnings.first { $0.hasPrefix("\(name) left out: ") } ?? ""
        #expect(warning.contains(says), "\(table.warnings)")
        // Whoever has a reason says so.
        guard !warning.contains("categories") else { return }
        let kept = try TableDoubtTests.column(name: name, keep: [name]) { _, _, lots in
            Self.day(name, &lots)
        }
        #expect(kept.featureNames == ["income", name])
    }

    @Test(
        "Amounts, counts and codes of as many digits stay",
        arguments: [
            "date_share", "loan_date_gap", "open_amount", "issued", "months_opened", "ward_code",
            "thousands_due", "count", "hundreds_issued", "fifties_issued", "term_issued",
        ])
    func measures(_ name: String) throws {
        let table = try TableDoubtTests.column(name: name) { _, _, lots in
            let (one, other) = (lots.next(), lots.next())
            return switch name {
            case "date_share": "\(Double(one % 1_000) / 1_000)"
            case "loan_date_gap": "\(one % 240)"
            case "open_amount": "\(17_000 + one % 2_000)"
            case "months_opened": "\(one % 12 + 1)"
            case "ward_code":
                "\((one % 12 + 1) * 10_000 + (other % 12 + 1) * 100 + lots.next() % 31 + 1)"
            case "thousands_due": "\((one % 90 + 1) * 1_000)"
            case "count": "\(one % 31 + 101)"
            case "hundreds_issued": "\((one % 12 + 1) * 100)"
            case "fifties_issued": "\((one % 12 + 1) * 100 + other % 2 * 50)"
            case "term_issued": "\(one % 2 == 0 ? 6 : 12)"
            default: "\(one % 900_000 + 10_000)"
            }
        }
        #expect(table.featureNames == ["income", name], "\(table.warnings)")
        #expect(!table.warnings.contains { $0.hasPrefix(name) }, "\(table.warnings)")
    }

    @Test("A few different numbers are days where the column is called a date, and else are not")
    func few() throws {
        let days = ["180131", "180228", "180331", "190430"]
        for (name, isDate) in [("payout_date", true), ("due", false), ("x", false)] {
            let table = try TableDoubtTests.column(name: name) { _, _, lots in
                days[Int(lots.next() % 4)]
            }
            #expect(table.featureNames == (isDate ? ["income"] : ["income", name]), "\(name)")
        }
    }

    @Test("Leap days and lost zeros are days, and what the calendar has not is none")
    func readings() {
        #expect(DayNumber.shortYearMonthDay.reading(930_705) == .init(year: 1993, month: 7, day: 5))
        #expect(DayNumber.dayMonthShortYear.reading(50_318) == .init(year: 2018, month: 3, day: 5))
        #expect(DayNumber.shortYearMonthDay.reading(229) == .init(year: 2000, month: 2, day: 29))
        #expect(DayNumber.yearDay.reading(2_020_277) == .init(year: 2020, month: 9, day: 29))
        for value in [190_229, 930_431, 931_301, 930_700, 930_705.5, -930_705, 0, .infinity] {
            #expect(DayNumber.shortYearMonthDay.reading(value) == nil, "\(value)")
        }
    }
}
