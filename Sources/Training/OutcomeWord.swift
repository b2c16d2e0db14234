import Insight

/// What a name or a value says of a loan, in English, Swahili, French or Arabic: `fully_paid` and
/// `non-default` are good, `Charged Off` and `not repaid` bad, `good_bad` speaks of both.
enum OutcomeWord {
    case good, bad, both

    /// Nil where it says neither.
    static func of(_ text: String) -> OutcomeWord? {
        let words = NameWords.of(text)
        if words.joined() == "pif" { return .good }
        var (isGood, isBad, isDenied) = (false, false, false)
        for (place, word) in words.enumerated() {
            if denials.contains(word) {
                isDenied = true
                continue
            }
            let isOff = word == "off" && place > 0 && losses.contains(words[place - 1])
            let isLoss = isOff || badWords.contains(word)
            guard isLoss || goodWords.contains(word) else { continue }
            if isLoss != isDenied { isBad = true } else { isGood = true }
            isDenied = false
        }
        guard isGood || isBad else { return nil }
        return isGood ? isBad ? .both : .good : .bad
    }

    /// Whether a value is a yes or a no; nil where it is neither.
    static func truth(_ text: String) -> Bool? {
        let word = NameWords.of(text).joined(separator: " ")
        if yes.contains(word) { return true }
        return no.contains(word) ? false : nil
    }

    private static let yes: Set = ["yes", "y", "true", "t", "oui", "ndiyo", "ndio", "نعم"]
    private static let no: Set = ["no", "n", "false", "f", "non", "hapana", "لا"]
    private static let denials: Set = [
        "not", "no", "non", "never", "without", "pas", "jamais", "sans", "si", "bila", "hakuna",
        "غير", "لم", "عدم", "بدون",
    ]
    /// Before `off`; what is paid off is good.
    private static let losses: Set = ["charged", "charge", "written", "write", "wrote"]
    private static let badWords: Set = [
        "bad", "default", "defaulted", "defaults", "defaulter", "dflt", "delinquent",
        "delinquency", "dlq", "dlqin", "late", "overdue", "arrears", "npl", "loss", "lost",
        "unpaid", "chgoff", "chargeoff", "chargedoff", "writeoff", "writtenoff", "failed",
        "failure", "insolvent", "bankrupt", "bankruptcy", "nonperforming", "foreclosed",
        "repossessed", "fraud",
        "chechefu", "mbaya", "hajalipa", "haijalipwa", "kushindwa",
        "mauvais", "mauvaise", "defaut", "impaye", "impayes", "retard", "douteux", "contentieux",
        "faillite",
        "متعثر", "تعثر", "سيئ", "متاخر", "معدوم", "افلاس",
    ]
    private static let goodWords: Set = [
        "good", "paid", "repaid", "payed", "paidback", "fullypaid", "performing", "current",
        "success", "successful", "approved", "accepted", "settled", "cleared", "healthy",
        "solvent", "ok", "okay",
        "nzuri", "mzuri", "amelipa", "imelipwa", "umelipwa", "kulipwa", "lipwa",
        "bon", "bonne", "paye", "payee", "rembourse", "remboursee", "solde", "sain", "saine",
        "regle", "reussi",
        "جيد", "جيده", "مسدد", "مدفوع", "منتظم", "سليم",
    ]
}
