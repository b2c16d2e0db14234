/// Whether a column's name says, in English, Swahili, French, Arabic, Portuguese
/// or Spanish, that it holds what the law
/// protects: sex, race and origin, religion and belief, language, marriage, children and
/// dependants, disability and health, birth, age and colour (Constitution of Kenya, article 27;
/// 12 CFR 1002.2 z and the like elsewhere).
///
/// Whole words decide, so that `grace_days`, `essex_branch` and `mortgage` are as harmless as they
/// are; words that people write as one, `applicantage`, are taken apart first. Age, colour and
/// health are of people unless a thing stands beside them: `loan_age`, `vehicle_colour`. What
/// stands behind an `of` has to be a thing: `age_of_shop`.
///
/// Where a name can mean a thing as well, or nobody can tell whose age it is, it is doubtful: it
/// counts as protected until somebody says what it is about (`ProtectedDeclaration`).
public enum ProtectedName {
    /// How surely a name speaks of what the law protects.
    public enum Ground: Sendable, Equatable {
        case plain
        /// It may be of a thing: `color`, `zorb_age`, `women_fund`, `female_connector_price`.
        case doubtful
    }

    public static func matches(_ name: String) -> Bool { ground(of: name) != nil }

    /// Nil for a name that says nothing of the kind.
    public static func ground(of name: String) -> Ground? {
        let all = NameWords.of(name).flatMap(parted)
        let words = all.filter { !links.contains($0) }
        // Debt and religion are one word, kind and sex another; in company it is the harmless one.
        if words.count == 1, twofold.contains(words[0]) { return .doubtful }
        var ground: Ground? = saysNothingElse(words) ? .doubtful : nil
        for found in [groundOfAge(all)] + words.indices.map({ self.ground(at: $0, of: words) }) {
            if found == .plain { return .plain }
            ground = ground ?? found
        }
        return ground
    }

    private static func ground(at place: Int, of words: [String]) -> Ground? {
        let word = words[place]
        let before = place > 0 ? words[place - 1] : ""
        let after = place + 1 < words.count ? words[place + 1] : ""
        let next = place + 2 < words.count ? words[place + 2] : ""
        guard !isOfThing(word, before, after, words) else { return nil }
        let pair = word + " " + after
        if isNamed(word) || pairs.contains(pair) {
            let isDoubtful = isSoft(word) && speaksOfWares(words)
                || houses.contains(word) && !isOfSomebody(words)
            return isDoubtful ? .doubtful : .plain
        }
        if memberships.contains(pair), !bodies.contains(before) { return .doubtful }
        if foreign.contains(word), persons.contains(before) || persons.contains(after) {
            return .plain
        }
        guard !things.contains(before) else { return nil }
        if personal.contains(word) && !things.contains(after)
            || personalPairs.contains(pair) && !things.contains(next)
        {
            return speaksOfWares(words) ? .doubtful : .plain
        }
        return nil
    }

    /// What only looks like it: a race that is run, a day of a feast, the kind of a product, the
    /// way to a church, a card that is switched off, the breed of a cow.
    private static func isOfThing(
        _ word: String, _ before: String, _ after: String, _ words: [String]
    ) -> Bool {
        if word == "race", contests.contains(after) { return true }
        if word.hasPrefix("religi"), feasts.contains(after) { return true }
        if goods.contains(after), kinds.contains(word) || ware.contains(after) { return true }
        guard !words.contains(where: persons.contains) else { return false }
        if houses.contains(word), ways.contains(after) { return true }
        if word == "disabled" { return switched.contains(before) || switched.contains(after) }
        return bred.contains(word) && (animals.contains(before) || animals.contains(after))
    }

    /// Whether something that is sold or given stands in the name, and nobody who has it.
    private static func speaksOfWares(_ words: [String]) -> Bool {
        words.contains { ware.contains($0) || wares.contains($0) || animals.contains($0) }
            && !words.contains { persons.contains($0) || holders.contains($0) }
    }

    /// Whether people are named, or nothing besides: `church_member`, `church`; not `church_loans`.
    private static func isOfSomebody(_ words: [String]) -> Bool {
        words.contains(where: persons.contains)
            || words.allSatisfy { isNamed($0) || fillers.contains($0) }
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

    /// Whether an age or a colour is a person's: plainly where a person is named or nothing else.
    private static func groundOfAge(_ words: [String]) -> Ground? {
        var ground: Ground?
        for (place, word) in words.enumerated() where aged.contains(word) {
            if let owner = owner(Array(words[(place + 1)...])) {
                if persons.contains(owner) { return .plain }
                if !isThing(owner) { ground = .doubtful }
                continue
            }
            let others = words.filter { !links.contains($0) }
            guard let own = others.firstIndex(of: word) else { continue }
            let before = others[..<own].last { !measures.contains($0) } ?? ""
            let after = own + 1 < others.count ? others[own + 1] : ""
            // English says the thing first: `loan_age` is a loan's, `age_loan` somebody's at one.
            if isThing(before) || isThing(after) && !english.contains(word) { continue }
            let rest = others.filter { $0 != word && !fillers.contains($0) }
            // Invoices and lending groups grow old too, in days and months.
            let isBare = rest.allSatisfy(measures.contains) && !colours.contains(word)
                && !ofThings.contains(before) && before != "group" && !ofThings.contains(after)
            if rest.contains(where: persons.contains) || ends.contains(after) || isBare {
                return .plain
            }
            ground = .doubtful
        }
        return ground
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

    private static func isSoft(_ word: String) -> Bool {
        soft.contains(word) || softBeginnings.contains { word.hasPrefix($0) }
    }

    private static func hasStem(_ word: [UInt8], _ stem: [UInt8]) -> Bool {
        guard word.count >= stem.count else { return false }
        return (0...word.count - stem.count).contains { word[$0...].starts(with: stem) }
    }
}
