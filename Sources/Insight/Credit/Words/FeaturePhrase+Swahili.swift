extension FeaturePhrase {
    static func swahili(_ feature: CreditFeature) -> FeaturePhrase {
        switch feature {
        case .onTimeShare:
            FeaturePhrase(
                "Malipo kwa wakati", "{value} ya yaliyostahili miezi 12 yalilipwa kwa wakati.",
                "Lipa {to} ya yanayostahili kufikia siku yake (sasa {from}).")
        case .daysBeyondTerms:
            FeaturePhrase(
                "Siku za kuchelewa", "Madeni yalilipwa {value} baada ya siku ya mwisho.",
                "Lipa ndani ya {to} baada ya siku ya mwisho (sasa {from}).",
                becauseNone: "Madeni yalilipwa siku yake ya mwisho.",
                actionNone: "Lipa kufikia siku ya mwisho (sasa {from}).")
        case .buyerDelay:
            FeaturePhrase(
                "Kuchelewa kwa wanunuzi", "Wanunuzi hulipa {value} baada ya siku ya mwisho.",
                "Wafanye wanunuzi walipe ndani ya {to} baada ya siku ya mwisho (sasa {from}).",
                becauseNone: "Wanunuzi hulipa siku ya mwisho.",
                actionNone: "Wafanye wanunuzi walipe kufikia siku ya mwisho (sasa {from}).")
        case .buyerConcentration:
            FeaturePhrase(
                "Mnunuzi mkubwa", "Mnunuzi mkubwa ana {value} ya kiasi cha ankara.",
                "Punguza mnunuzi mkubwa hadi {to} ya kiasi cha ankara (sasa {from}).")
        case .revenueTrend:
            FeaturePhrase(
                "Ankara dhidi ya mwaka jana",
                "Ankara za miezi sita zimebadilika {value} dhidi ya mwaka uliopita.")
        case .revenueVolatility:
            FeaturePhrase(
                "Kupanda na kushuka kwa ankara",
                "Ankara za kila mwezi hubadilika {value} kutoka wastani.")
        case .cashBufferDays:
            FeaturePhrase(
                "Siku za fedha", "Fedha zilizopo zinatosha {value} kwa matumizi ya kawaida.",
                "Weka fedha za matumizi ya {to} (sasa {from}).")
        case .creditNoteRate:
            FeaturePhrase(
                "Hati za mkopo", "{value} ya kiasi cha ankara kilirudishwa kwa hati za mkopo.",
                "Punguza hati za mkopo hadi {to} ya kiasi cha ankara (sasa {from}).")
        case .tenureMonths:
            FeaturePhrase("Muda wa vitabu", "Vitabu vina umri wa {value}.")
        case .statementCoverage:
            FeaturePhrase(
                "Kuthibitishwa na taarifa", "Taarifa za benki zinathibitisha {value} ya fedha.",
                "Ingiza taarifa zinazothibitisha {to} ya fedha (sasa {from}).")
        case .savingsRegularity:
            FeaturePhrase(
                "Akiba ya kawaida", "Akiba iliwekwa katika {value} ya miezi.",
                "Weka akiba katika {to} ya miezi (sasa {from}).")
        case .guarantors:
            FeaturePhrase(
                "Wadhamini", "Wadhamini: {value}.", "Leta wadhamini: {to} (sasa {from}).")
        case .pastLoanArrears:
            FeaturePhrase(
                "Malimbikizo ya mikopo", "Mkopo uliopita ulichelewa kwa {value}.")
        }
    }
}
