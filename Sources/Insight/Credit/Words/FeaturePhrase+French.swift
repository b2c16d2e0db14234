extension FeaturePhrase {
    static func french(_ feature: CreditFeature) -> FeaturePhrase {
        switch feature {
        case .onTimeShare:
            FeaturePhrase(
                "Payé à temps", "{value} de ce qui était dû en douze mois a été payé à temps.",
                "Payer {to} de ce qui est dû avant l'échéance (actuellement {from}).")
        case .daysBeyondTerms:
            FeaturePhrase(
                "Jours de retard", "Les dettes ont été réglées {value} après l'échéance.",
                "Régler dans les {to} suivant l'échéance (actuellement {from}).",
                becauseNone: "Les dettes ont été réglées le jour de l'échéance.",
                actionNone: "Régler à l'échéance (actuellement {from}).")
        case .buyerDelay:
            FeaturePhrase(
                "Retard des acheteurs", "Les acheteurs paient {value} après l'échéance.",
                "Obtenir des acheteurs un paiement dans les {to} suivant l'échéance "
                    + "(actuellement {from}).",
                becauseNone: "Les acheteurs paient le jour de l'échéance.",
                actionNone: "Obtenir des acheteurs un paiement à l'échéance (actuellement {from}).")
        case .buyerConcentration:
            FeaturePhrase(
                "Premier acheteur", "Le premier acheteur représente {value} du montant facturé.",
                "Ramener le premier acheteur à {to} du montant facturé (actuellement {from}).")
        case .revenueTrend:
            FeaturePhrase(
                "Facturé sur un an",
                "Le montant facturé des six derniers mois a varié de {value} sur un an.")
        case .revenueVolatility:
            FeaturePhrase(
                "Variation du facturé",
                "Les montants facturés par mois varient de {value} autour de leur moyenne.")
        case .cashBufferDays:
            FeaturePhrase(
                "Jours de trésorerie", "La trésorerie couvre {value} de dépenses habituelles.",
                "Garder {to} de dépenses en trésorerie (actuellement {from}).")
        case .creditNoteRate:
            FeaturePhrase(
                "Avoirs", "{value} du montant facturé a été repris par des avoirs.",
                "Ramener les avoirs à {to} du montant facturé (actuellement {from}).")
        case .tenureMonths:
            FeaturePhrase("Ancienneté des livres", "Les livres remontent à {value}.")
        case .statementCoverage:
            FeaturePhrase(
                "Confirmé par relevés", "Des relevés confirment {value} des mouvements.",
                "Importer des relevés confirmant {to} des mouvements (actuellement {from}).")
        case .savingsRegularity:
            FeaturePhrase(
                "Épargne régulière", "Il y a eu épargne dans {value} des mois.",
                "Épargner dans {to} des mois (actuellement {from}).")
        case .guarantors:
            FeaturePhrase(
                "Garants", "Garants : {value}.",
                "Présenter des garants : {to} (actuellement {from}).")
        case .pastLoanArrears:
            FeaturePhrase(
                "Arriérés de prêts passés", "Un prêt passé a eu au pire {value} de retard.")
        }
    }
}
