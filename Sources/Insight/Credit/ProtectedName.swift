/// Whether a column's name says, in English, Swahili, French or Arabic, that it holds what the law
/// protects: sex, race and origin, religion and belief, language, marriage, children and
/// dependants, disability and health, birth, age and colour (Constitution of Kenya, article 27;
/// 12 CFR 1002.2 z and the like elsewhere).
///
/// Whole words decide, so that `grace_days`, `essex_branch` and `mortgage` are as harmless as they
/// are; words that people write as one, `applicantage`, are taken apart first. Age, colour and
/// health are of people unless a thing stands beside them: `loan_age`, `vehicle_colour`. What
/// stands behind an `of` has to be a person: `age_of_owner`, and not `age_of_shop`.
public enum ProtectedName {
    public static func matches(_ name: String) -> Bool {
        let all = NameWords.of(name).flatMap(parted)
        let words = all.filter { !links.contains($0) }
        // The debt and the religion are one word; in company it is the debt (`نسبة_الدين`).
        if words == ["دين"] { return true }
        if saysNothingElse(words) || speaksOfPeople(all) { return true }
        for (place, word) in words.enumerated() {
            let before = place > 0 ? words[place - 1] : ""
            let after = place + 1 < words.count ? words[place + 1] : ""
            let next = place + 2 < words.count ? words[place + 2] : ""
            if word == "race", contests.contains(after) { continue }
            if word.hasPrefix("religi"), feasts.contains(after) { continue }
            if goods.contains(after), word == "genre" || ware.contains(after) { continue }
            if isNamed(word) || pairs.contains(word + " " + after) { return true }
            if foreign.contains(word), persons.contains(before) || persons.contains(after) {
                return true
            }
            guard !things.contains(before) else { continue }
            if personal.contains(word) && !things.contains(after)
                || personalPairs.contains(word + " " + after) && !things.contains(next)
            {
                return true
            }
        }
        return false
    }

    /// `title`, `is_foreign`, `customer_language`: words that mean people where no other stands
    /// beside them, and much else in company (`job_title`, `foreign_currency`).
    private static func saysNothingElse(_ words: [String]) -> Bool {
        words.contains { alone.contains($0) || foreign.contains($0) }
            && words.allSatisfy {
                alone.contains($0) || foreign.contains($0) || fillers.contains($0)
                    || persons.contains($0)
            }
    }

    /// Whether an age or a colour is a person's.
    private static func speaksOfPeople(_ words: [String]) -> Bool {
        for (place, word) in words.enumerated() where aged.contains(word) {
            if let owner = owner(Array(words[(place + 1)...])) {
                if persons.contains(owner) { return true }
                continue
            }
            let others = words.filter { !links.contains($0) }
            guard let own = others.firstIndex(of: word) else { continue }
            let before = own > 0 ? others[own - 1] : ""
            let after = own + 1 < others.count ? others[own + 1] : ""
            if !isThing(before), !isThing(after) { return true }
        }
        return false
    }

    /// Whose it is that stands before these words, as a link says: in English the last noun behind
    /// it (`of customer account`), elsewhere the first one (`du compte client`). Nil without one.
    private static func owner(_ words: [String]) -> String? {
        guard let link = words.first, links.contains(link) else { return nil }
        let nouns = words.drop { links.contains($0) }
            .prefix { !links.contains($0) && !ends.contains($0) }
            .filter { !fillers.contains($0) }
        return link == "of" ? nouns.last : nouns.first
    }

    private static func isThing(_ word: String) -> Bool {
        things.contains(word) || businessThings.contains(word)
    }

    /// `applicantage`, `ismarried`, `ageband`: the words of one that stands between such as are
    /// written together with it. What has a meaning of its own stays whole.
    private static func parted(_ word: String) -> [String] {
        for start in [""] + gluedBefore where word.hasPrefix(start) {
            let rest = word.dropFirst(start.count)
            for end in [""] + gluedAfter where rest.hasSuffix(end) {
                let core = String(rest.dropLast(end.count))
                if core.count > 2, core.count < word.count, isCore(core) {
                    return [start, core, end].filter { !$0.isEmpty }
                }
            }
        }
        return aged(at: word) ?? [word]
    }

    /// `ageatapplication`, `ageofowner`: the age, the small word and what stands behind it.
    private static func aged(at word: String) -> [String]? {
        for start in aged where word.hasPrefix(start) {
            let rest = word.dropFirst(start.count)
            for link in ["at", "of", "when"] where rest.hasPrefix(link) {
                let own = String(rest.dropFirst(link.count))
                if own.count > 3 { return [start, link, own] }
            }
        }
        return nil
    }

    private static func isCore(_ word: String) -> Bool {
        names.contains(word) || personal.contains(word) || aged.contains(word)
            || foreign.contains(word)
    }

    private static func isNamed(_ word: String) -> Bool {
        if names.contains(word) { return true }
        for own in beginnings where word.hasPrefix(own) && !verbs.contains(word) { return true }
        // `customergender`, `isfemale`.
        for own in endings where word.hasSuffix(own) { return true }
        return stems.contains { hasStem(Array(word.utf8), Array($0.utf8)) }
    }

    private static func hasStem(_ word: [UInt8], _ stem: [UInt8]) -> Bool {
        guard word.count >= stem.count else { return false }
        return (0...word.count - stem.count).contains { word[$0...].starts(with: stem) }
    }
}
