/// A feature in one language. `{value}`, `{from}` and `{to}` stand for numbers with their units.
struct FeaturePhrase {
    let name: String
    /// Why it costs points.
    let because: String
    /// What would gain some; empty where nothing can be done.
    let action: String
    /// The same two of no days at all, which are none after a due day but the day itself; empty
    /// where 0 reads as any number does.
    let becauseNone: String
    let actionNone: String

    init(
        _ name: String, _ because: String, _ action: String = "", becauseNone: String = "",
        actionNone: String = ""
    ) {
        self.name = name
        self.because = because
        self.action = action
        self.becauseNone = becauseNone
        self.actionNone = actionNone
    }

    func because(_ value: Double) -> String {
        Self.isNone(value) && !becauseNone.isEmpty ? becauseNone : because
    }

    func action(_ goal: Double) -> String {
        Self.isNone(goal) && !actionNone.isEmpty ? actionNone : action
    }

    /// What is shown as 0.
    private static func isNone(_ days: Double) -> Bool { days.magnitude < 0.05 }
}

extension CreditScore {
    /// What a feature is called; the model's own name for one that is not of our books.
    public static func name(of feature: String, in language: ScoreLanguage) -> String {
        guard let known = CreditFeature(rawValue: feature) else { return feature }
        return language.phrase(known).name
    }

    /// A feature's value as people read it: shares in whole per cents, and in tenths below 10%
    /// and above 90%, so that what there is a little of is not nothing, nor nearly all all.
    public static func text(
        _ value: Double, of feature: String, in language: ScoreLanguage
    ) -> String {
        text(value, of: feature, in: language, percentPlaces: nil)
    }

    fileprivate static func text(
        _ value: Double, of feature: String, in language: ScoreLanguage, percentPlaces: Int?
    ) -> String {
        guard !value.isNaN else { return language.unknown }
        guard let known = CreditFeature(rawValue: feature) else { return value.description }
        let percent = value * 100
        let isFine = percent.magnitude < 10 || known.unit == .share && percent > 90
        let places = percentPlaces ?? (isFine ? 1 : 0)
        switch known.unit {
        case .share, .ratio: return language.percent(decimal(percent, places, language))
        case .change:
            return language.percent((value > 0 ? "+" : "") + decimal(percent, places, language))
        case .days: return language.days(decimal(value, 1, language))
        case .months: return language.months(decimal(value, 0, language))
        case .count: return language.figure(decimal(value, 0, language))
        }
    }

    /// With at most so many decimals and no zeros at the end.
    private static func decimal(
        _ value: Double, _ places: Int, _ language: ScoreLanguage
    ) -> String {
        let scale: Double = places == 0 ? 1 : 10
        guard value.magnitude < 1e15 else { return value.description }
        let units = Int64((value * scale).rounded())
        let whole = units.magnitude / UInt64(scale)
        let rest = units.magnitude % UInt64(scale)
        return (units < 0 ? "\u{2212}" : "") + whole.description
            + (rest == 0 ? "" : language.decimalMark + rest.description)
    }

    /// A template with its numbers.
    static func filled(_ template: String, _ values: [(name: String, text: String)]) -> String {
        var result = ""
        var name: String?
        for letter in template {
            if letter == "{" {
                name = ""
            } else if letter == "}", let key = name {
                for value in values where value.name == key { result += value.text }
                name = nil
            } else if name != nil {
                name?.append(letter)
            } else {
                result.append(letter)
            }
        }
        return result
    }
}

extension CreditScore.Reason {
    public func text(in language: ScoreLanguage) -> String {
        let name = CreditScore.name(of: feature, in: language)
        guard !value.isNaN, let known = CreditFeature(rawValue: feature) else {
            return value.isNaN ? language.missing(name) : name + ": " + value.description
        }
        let shown = CreditScore.text(value, of: feature, in: language)
        return CreditScore.filled(language.phrase(known).because(value), [("value", shown)])
    }
}

extension CreditScore.Action {
    /// A goal is named as it is, half a per cent say, and never as what there is already.
    public func text(in language: ScoreLanguage) -> String {
        func shown(_ value: Double, _ places: Int?) -> String {
            CreditScore.text(value, of: feature, in: language, percentPlaces: places)
        }
        let after = shown(to, 1)
        let plain = shown(from, nil)
        let before = plain == after ? shown(from, 1) : plain
        guard let known = CreditFeature(rawValue: feature) else {
            return feature + ": " + before + " → " + after
        }
        return CreditScore.filled(
            language.phrase(known).action(to), [("from", before), ("to", after)])
    }
}
