extension FeaturePhrase {
    static func english(_ feature: CreditFeature) -> FeaturePhrase {
        switch feature {
        case .onTimeShare:
            FeaturePhrase(
                "Paid on time", "{value} of what fell due in twelve months was paid on time.",
                "Pay {to} of what falls due by its due day (now {from}).")
        case .daysBeyondTerms:
            FeaturePhrase(
                "Days beyond terms", "What was owed was settled {value} after its due day.",
                "Settle within {to} of the due day (now {from}).",
                becauseNone: "What was owed was settled on its due day.",
                actionNone: "Settle by the due day (now {from}).")
        case .buyerDelay:
            FeaturePhrase(
                "Buyers' delay", "Buyers pay {value} after the due day.",
                "Get buyers to pay within {to} of the due day (now {from}).",
                becauseNone: "Buyers pay on the due day.",
                actionNone: "Get buyers to pay by the due day (now {from}).")
        case .buyerConcentration:
            FeaturePhrase(
                "Largest buyer", "The largest buyer stands for {value} of what was invoiced.",
                "Bring the largest buyer down to {to} of what is invoiced (now {from}).")
        case .revenueTrend:
            FeaturePhrase(
                "Invoiced against last year",
                "What was invoiced in six months changed by {value} against a year before.")
        case .revenueVolatility:
            FeaturePhrase(
                "Swing of invoices", "Monthly invoiced amounts swing by {value} around their mean.")
        case .cashBufferDays:
            FeaturePhrase(
                "Days of cash", "Money in hand lasts {value} at the usual spending.",
                "Keep money for {to} of spending in hand (now {from}).")
        case .creditNoteRate:
            FeaturePhrase(
                "Credit notes", "{value} of what was invoiced was taken back by credit notes.",
                "Bring credit notes down to {to} of what is invoiced (now {from}).")
        case .tenureMonths:
            FeaturePhrase("Time in the books", "The books reach back {value}.")
        case .statementCoverage:
            FeaturePhrase(
                "Confirmed by statements", "Statements confirm {value} of the money.",
                "Import statements that confirm {to} of the money (now {from}).")
        case .savingsRegularity:
            FeaturePhrase(
                "Regular savings", "Savings came in {value} of the months.",
                "Save in {to} of the months (now {from}).")
        case .guarantors:
            FeaturePhrase(
                "Guarantors", "Guarantors: {value}.", "Bring guarantors: {to} (now {from}).")
        case .pastLoanArrears:
            FeaturePhrase("Arrears of past loans", "A past loan was {value} late at worst.")
        }
    }
}
