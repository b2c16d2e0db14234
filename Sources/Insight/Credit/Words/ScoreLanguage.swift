/// The languages in which a score says its reasons.
public enum ScoreLanguage: String, CaseIterable, Sendable {
    case english = "en"
    case swahili = "sw"
    case french = "fr"
    case arabic = "ar"

    /// English for a language that has no words here.
    public init(code: String) {
        var head = ""
        for letter in code {
            if letter == "-" || letter == "_" { break }
            head.append(letter)
        }
        self = ScoreLanguage(rawValue: head) ?? .english
    }

    /// What the language calls a feature, why it costs points, and what would gain some.
    func phrase(_ feature: CreditFeature) -> FeaturePhrase {
        switch self {
        case .english: .english(feature)
        case .swahili: .swahili(feature)
        case .french: .french(feature)
        case .arabic: .arabic(feature)
        }
    }

    /// A number with its per cent sign as the language's readers write it (Unicode's CLDR), of
    /// which no line break parts it.
    func percent(_ number: String) -> String {
        figure(number + (self == .french ? "\u{202F}%" : "%"))
    }

    /// A figure inside a sentence. From right to left a sign in front of digits would stand behind
    /// them, so that a fall reads as a rise: there marks on both sides keep it from left to right.
    /// No isolate does: texts that travel may hold none.
    func figure(_ text: String) -> String {
        self == .arabic ? "\u{200E}" + text + "\u{200E}" : text
    }

    func days(_ count: String) -> String {
        switch self {
        case .english: count + (count == "1" ? " day" : " days")
        case .swahili: "siku " + count
        case .french: count + (count == "0" || count == "1" ? " jour" : " jours")
        case .arabic: figure(count) + " " + arabicCounted(count, "يوم", "أيام", "يومًا")
        }
    }

    func months(_ count: String) -> String {
        switch self {
        case .english: count + (count == "1" ? " month" : " months")
        case .swahili: "miezi " + count
        case .french: count + " mois"
        case .arabic: figure(count) + " " + arabicCounted(count, "شهر", "أشهر", "شهرًا")
        }
    }

    /// From three to ten Arabic counts in the plural, above in the singular.
    private func arabicCounted(
        _ count: String, _ one: String, _ few: String, _ many: String
    ) -> String {
        guard let number = Int(count) else { return one }
        if 3...10 ~= number { return few }
        return number > 10 ? many : one
    }

    var decimalMark: String { self == .french ? "," : "." }

    /// In place of a value that is missing.
    var unknown: String {
        switch self {
        case .english: "not known"
        case .swahili: "haijulikani"
        case .french: "inconnu"
        case .arabic: "غير معروف"
        }
    }

    func missing(_ name: String) -> String {
        switch self {
        case .english: "Nothing is known yet of this: " + name + "."
        case .swahili: "Bado hakuna kinachojulikana kuhusu hili: " + name + "."
        case .french: "On ne sait encore rien à ce sujet : " + name + "."
        case .arabic: "لا يُعرف شيء بعد عن هذا: " + name + "."
        }
    }

    public func text(of abstention: CreditScore.Abstention) -> String {
        switch (self, abstention) {
        case (.english, .thinHistory):
            "Not enough evidence: fewer than 20 papers or movements speak for any feature."
        case (.english, .fewFeatures):
            "Not enough evidence: fewer than half of what the model asks and the books "
                + "can hold is known."
        case (.swahili, .thinHistory):
            "Ushahidi hautoshi: hakuna kipengele kinachoungwa mkono na hati au miamala 20."
        case (.swahili, .fewFeatures):
            "Ushahidi hautoshi: chini ya nusu ya kinachoulizwa na modeli, na ambacho vitabu "
                + "vinaweza kuwa nacho, kinajulikana."
        case (.french, .thinHistory):
            "Preuves insuffisantes : aucun critère ne repose sur 20 pièces ou mouvements."
        case (.french, .fewFeatures):
            "Preuves insuffisantes : moins de la moitié de ce que le modèle demande et que les "
                + "livres peuvent contenir est connue."
        case (.arabic, .thinHistory):
            "الأدلة غير كافية: لا يستند أي بند إلى 20 مستندًا أو حركة."
        case (.arabic, .fewFeatures):
            "الأدلة غير كافية: أقل من نصف ما يطلبه النموذج ويمكن للدفاتر أن تحتويه معروف."
        }
    }
}
