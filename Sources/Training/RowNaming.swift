import Foundation
import Insight

/// Why whole numbers name rows or hold days and measure nothing: what `20260131` is larger than
/// says nothing about a borrower.
enum RowNaming {
    /// A day as a number, with one of them as it stands there.
    case days(example: String)
    /// Points in time.
    case seconds
    /// Days counted from a first one. They are in order of size, so that a model can be judged with
    /// them on other rows of the same years: what nobody can say is what they mean for loans of
    /// later ones.
    case countedDays(example: String)
    case numbers
    /// So many different ones in so many rows with a value.
    case names(different: Int, present: Int)

    /// Whether it is a time, and not a name of the row.
    var isTime: Bool {
        switch self {
        case .days, .seconds, .countedDays: true
        case .numbers, .names: false
        }
    }

    /// Whether a model may use it all the same.
    var isOrdered: Bool { if case .countedDays = self { true } else { false } }

    /// Nil where a column may measure something. The numbers alone decide where they are
    /// unmistakable, else their name has to say so too: an amount can differ in every row.
    init?(_ name: String, _ values: [Double]) {
        let present = values.filter { !$0.isNaN }
        guard present.count >= Self.fewestRows else { return nil }
        let words = NameWords.of(name)
        let time = TimeName(words)
        guard let found = Self.time(time, present) ?? Self.counted(time, present)
            ?? Self.naming(words, present, of: values.count)
        else { return nil }
        self = found
    }

    private static func share(_ present: [Double], _ isOne: (Double) -> Bool) -> Double {
        Double(present.count(where: isOne)) / Double(present.count)
    }

    private static func time(_ name: TimeName, _ present: [Double]) -> RowNaming? {
        let whole = withoutClock(present)
        if DayNumber.of(whole, most: most, name: name) != nil {
            return .days(example: String(format: "%.0f", present[0]))
        }
        return name.isTime && share(present, isInstant) >= most ? .seconds : nil
    }

    private static func counted(_ name: TimeName, _ present: [Double]) -> RowNaming? {
        guard name.isDate,
            calendars.contains(where: { years in share(present) { years.contains($0) } >= most })
        else { return nil }
        return .countedDays(example: String(format: "%.0f", present[0]))
    }

    private static func naming(
        _ words: [String], _ present: [Double], of count: Int
    ) -> RowNaming? {
        guard present.allSatisfy({ $0 == $0.rounded() }) else { return nil }
        let different = Set(present).count
        let isUnique = Double(different) >= most * Double(present.count)
        if different == count, let low = present.min(), let high = present.max(),
            high - low == Double(different - 1)
        {
            return .numbers
        }
        if isUnique && isNumber(words) || isPhone(words, present, different) {
            return .names(different: different, present: present.count)
        }
        return nil
    }

    private static let fewestRows = 20
    /// Nearly all.
    private static let most = 0.95

    /// 202601311230 and 20260131123000 as 20260131; NaN where what stands behind is no time.
    private static func withoutClock(_ values: [Double]) -> [Double] {
        values.map { value in
            guard value >= 1900_01_01_00_00, var number = Int(exactly: value) else { return value }
            let parts = number >= 1900_01_01_00_00_00 ? 3 : 2
            var clock: [Int] = []
            for _ in 0..<parts {
                clock.append(number % 100)
                number /= 100
            }
            let isClock = clock.dropLast().allSatisfy { $0 < 60 } && clock[parts - 1] < 24
            return isClock ? Double(number) : .nan
        }
    }

    /// Seconds, or thousandths, millionths or billionths of them, since 1970, from 2000 to 2035.
    private static func isInstant(_ value: Double) -> Bool {
        let years = 946_684_800.0..<2_051_222_400.0
        return [1, 1e3, 1e6, 1e9].contains { years.contains(value / $0) }
    }

    /// 1990 to 2039 in the days of Unix (from 1970), SAS and Stata (1960), and spreadsheets (1900).
    private static let calendars = [7_305.0..<25_567, 10_958.0..<29_220, 32_874.0..<51_136]

    private static func isNumber(_ words: [String]) -> Bool {
        if words.count == 1, wholeNames.contains(words[0]) { return true }
        for (place, word) in words.enumerated() {
            if numberWords.contains(word) || endings.contains(where: word.hasSuffix) { return true }
            // A number of things is a count.
            let next = place + 1 < words.count ? words[place + 1] : ""
            if countable.contains(word), !["of", "de", "ya", "za"].contains(next) { return true }
        }
        return false
    }

    /// Borrowers come again, and so do their phones.
    private static func isPhone(_ words: [String], _ values: [Double], _ different: Int) -> Bool {
        words.contains(where: phoneWords.contains)
            && !words.contains(where: TimeName.amounts.contains)
            && different * 2 >= values.count && values.allSatisfy { 1e6..<1e15 ~= $0 }
    }

    private static let wholeNames: Set = [
        "account", "acct", "acc", "index", "row", "key", "reference", "ref", "serial", "identifier",
    ]
    private static let numberWords: Set = [
        "id", "ids", "uid", "uuid", "guid", "serial", "identifier", "identifiant", "matricule",
        "kitambulisho", "معرف", "هويه",
    ]
    private static let endings = [
        "customerid", "clientid", "loanid", "userid", "memberid", "accountid", "borrowerid",
        "applicantid", "applicationid", "recordid", "personid", "rowid",
    ]
    private static let countable: Set = [
        "number", "no", "num", "nr", "nbr", "numero", "nambari", "namba", "رقم",
    ]
    private static let phoneWords: Set = [
        "phone", "phones", "telephone", "tel", "msisdn", "mobile", "cellphone", "simu", "portable",
        "هاتف", "جوال",
    ]
}
