import Insight

/// What a column's name says of time, in English, Swahili, French and Arabic.
struct TimeName {
    private let words: [String]

    init(_ words: [String]) { self.words = words }

    /// Whether it speaks of a time, and of no amount.
    var isTime: Bool {
        !words.contains(where: Self.amounts.contains)
            && words.contains { word in
                Self.times.contains(word) || isDated(word) || isMonthly(word) || isClocked(word)
            }
    }

    /// Whether it is called a date, and not what was paid up to it.
    var isDate: Bool {
        guard !words.contains(where: Self.amounts.contains) else { return false }
        return words.indices.contains { place in
            isDated(words[place]) && (place == 0 || !["to", "per"].contains(words[place - 1]))
        }
    }

    /// Whether it is called a code, whose parts can look like months and days.
    var isCode: Bool {
        words.contains { Self.codes.contains($0) || $0.hasSuffix("code") || $0.hasSuffix("zip") }
    }

    /// Whether it is called what the numbers would be.
    func isOwn(_ way: DayNumber) -> Bool {
        if isDate { return true }
        guard !words.contains(where: Self.amounts.contains) else { return false }
        return switch way {
        case .yearWeek: words.contains { Self.weeks.contains($0) || $0.hasSuffix("week") }
        case .yearQuarter: words.contains { Self.quarters.contains($0) || $0.hasSuffix("quarter") }
        case .shortYearMonth, .monthShortYear:
            words.contains { Self.events.contains($0) || Self.months.contains($0) || isMonthly($0) }
        default: false
        }
    }

    private func isDated(_ word: String) -> Bool {
        let others = ["mandate", "candidate", "validate", "update"]
        return Self.dates.contains(word) || word.hasSuffix("date") && !others.contains(word)
    }

    private func isMonthly(_ word: String) -> Bool {
        word.hasSuffix("month") || word.hasSuffix("yyyymm") || ["yymm", "mmyy"].contains(word)
    }

    /// `datetime`, `mtime`.
    private func isClocked(_ word: String) -> Bool {
        let others = ["lifetime", "overtime", "fulltime", "parttime", "halftime", "airtime"]
        return word.hasSuffix("time") && !others.contains(word)
    }

    static let amounts: Set = [
        "money", "amount", "balance", "bill", "bills", "spend", "spent", "spending", "volume",
        "turnover", "value", "sum", "total", "airtime", "income", "sales", "price", "cost",
        "montant", "solde", "revenu", "kiasi", "salio", "مبلغ", "رصيد",
    ]
    private static let codes: Set = [
        "code", "codes", "zip", "postcode", "postal", "ward", "region", "district", "county",
        "branch", "naics", "sic", "isic", "id", "account", "no", "nr", "ref",
    ]
    private static let dates: Set = ["date", "dates", "dt", "tarehe", "تاريخ"]
    private static let months: Set = ["month", "ym", "mwezi", "mois", "vintage", "cohort", "شهر"]
    private static let weeks: Set = ["week", "wk", "yearweek", "wiki", "semaine", "اسبوع"]
    private static let quarters: Set = ["quarter", "qtr", "robo", "trimestre", "ربع"]
    /// What is done with a loan on a day.
    private static let events: Set = [
        "opened", "created", "issued", "issue", "disbursed", "disbursement", "disbursal", "disb",
        "approved", "approval", "granted", "signed", "originated", "origination", "booked",
        "closed", "opening", "closing", "posted", "received", "registered", "joined",
        "octroi", "decaissement", "ouverture", "signature", "cloture",
    ]
    private static let times: Set = events.union(months).union(weeks).union(quarters).union([
        "day", "time", "timestamp", "ts", "at", "on", "open", "updated", "start", "started",
        "end", "ended", "since", "when", "epoch", "period", "maturity", "due",
        "wakati", "jour", "heure", "debut", "fin", "echeance", "siku", "يوم", "وقت",
    ])
}
