/// What a column's categories say of people that the law protects, whatever the column is called:
/// `q17` of `male` and `female`, of `Mr` and `Mrs`, of `Muslim` and `Christian`.
public struct ProtectedValues: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case sex
        case address = "forms of address"
        case religion
        case marriage
        case origin = "ethnic origin"
        case nationality
        case disability
    }

    public let kind: Kind
    /// Some of the texts that say so, in their order.
    public let examples: [String]

    public var description: String { "\(kind.rawValue): \(examples.joined(separator: ", "))" }

    private static let mostShown = 3
    /// Of the texts that say anything.
    private static let leastShare = 0.6

    /// Nil where they say nothing of the kind. Two texts have to, and most of all; words that mean
    /// other things as well (`single`, `white`, `Meru`) count beside a plain one only.
    ///
    /// - Parameter texts: each one once.
    public init?(_ texts: [String]) {
        let known = texts.map { (text: $0, words: NameWords.of($0)) }
            .filter { !$0.words.isEmpty && !Self.neutral.contains($0.words.joined()) }
        for list in Self.lists {
            let plain = known.filter { list.isPlain($0.words) }
            let all = known.filter { list.isPlain($0.words) || list.isLoose($0.words) }
            guard all.count > 1, !plain.isEmpty,
                Double(all.count) >= Self.leastShare * Double(known.count)
            else { continue }
            kind = list.kind
            examples = all.prefix(Self.mostShown).map { $0.text }
            return
        }
        guard Self.sexes.contains(Set(known.map { $0.words.joined() })) else { return nil }
        kind = .sex
        examples = known.map { $0.text }
    }

    private struct List: Sendable {
        let kind: Kind
        let plain: Set<String>
        /// These alone could be of anything.
        let loose: Set<String>
        /// Whether a plain word says so in whatever company; else it has to stand alone, as
        /// `Kenyan` and not as in `Kenyan shilling`.
        let standsAnywhere: Bool

        func isPlain(_ words: [String]) -> Bool {
            if plain.contains(words.joined()) { return true }
            return standsAnywhere && words.contains(where: plain.contains)
                && !words.contains(where: ProtectedName.ware.contains)
        }

        /// `Mixed group` beside `Women's group` as `mixed` beside `women`.
        func isLoose(_ words: [String]) -> Bool {
            let own = words.filter { !ProtectedValues.gatherings.contains($0) }
            return loose.contains(words.joined()) || loose.contains(own.joined())
        }
    }

    /// What people are in together, with the English `'s`.
    private static let gatherings: Set = [
        "s", "group", "groups", "only", "owned", "led", "groupe", "kikundi", "vikundi", "جماعه",
    ]

    /// Two that name the sexes where nothing else stands in a column: letters in English, in French
    /// and in Swahili, and words that alone could be of anything.
    private static let sexes: Set<Set<String>> = [
        ["m", "f"], ["h", "f"], ["me", "ke"], ["boy", "girl"], ["boys", "girls"],
        ["gentleman", "lady"], ["gentlemen", "ladies"], ["lady", "man"], ["ladies", "men"],
        ["garcon", "fille"], ["mvulana", "msichana"], ["ولد", "بنت"],
        ["he", "she"], ["him", "her"], ["his", "her"], ["his", "hers"], ["il", "elle"],
        ["ils", "elles"], ["هو", "هي"], ["ele", "ela"], ["el", "ella"],
    ]

    private static let neutral: Set = [
        "other", "others", "unknown", "none", "na", "nan", "null", "missing", "notstated",
        "notspecified", "notgiven", "refused", "undisclosed", "prefernottosay", "x", "xna", "u",
        "unspecified", "autre", "autres", "inconnu", "nonrenseigne", "nyingine", "nyinginezo",
        "haijulikani", "اخري", "غيرمعروف", "غيرمحدد",
    ]

    private static let lists = [
        List(
            kind: .sex,
            plain: [
                "male", "female", "males", "females", "woman", "women", "femme", "femmes",
                "homme", "hommes", "masculin", "feminin", "mwanamke", "wanawake", "mwanaume",
                "mwanamume", "wanaume", "kiume", "kike", "انثي", "اناث", "ذكر", "ذكور", "امراه",
                "نساء", "husband", "husbands", "wife", "wives", "mume", "mke", "epoux", "epouse",
                "mulher", "mulheres", "mujer", "mujeres", "homem", "homens", "hombre", "hombres",
                "feminino", "feminina", "femenino", "femenina", "masculino", "masculina",
            ],
            loose: [
                "man", "men", "boy", "boys", "girl", "girls", "lady", "ladies", "gentleman",
                "gentlemen", "mixed", "mixte", "mchanganyiko", "m", "f", "رجل", "رجال", "مختلط",
            ],
            standsAnywhere: true),
        List(
            kind: .address,
            plain: [
                "mr", "mrs", "mister", "mme", "mlle", "madame", "mademoiselle", "monsieur",
                "bwana", "bibi", "سيد", "سيده", "انسه",
            ],
            loose: [
                "ms", "miss", "m", "dr", "prof", "rev", "eng", "hon", "sir", "madam", "bi", "bw",
            ], standsAnywhere: false),
        List(
            kind: .religion,
            plain: [
                "muslim", "muslims", "islam", "islamic", "christian", "christians", "christianity",
                "catholic", "catholics", "protestant", "protestants", "hindu", "hindus",
                "hinduism", "buddhist", "jewish", "sikh", "anglican", "pentecostal", "atheist",
                "musulman", "musulmane", "chretien", "chretienne", "catholique", "protestante",
                "mwislamu", "waislamu", "mkristo", "wakristo", "muislamu", "mkatoliki",
                "مسلم", "مسلمه", "مسيحي", "مسيحيه", "سني", "شيعي", "قبطي",
            ], loose: ["orthodox", "traditional", "jew", "methodist", "sunni", "shia"],
            standsAnywhere: true),
        List(
            kind: .marriage,
            plain: [
                "married", "unmarried", "divorced", "divorcee", "widow", "widower", "widowed",
                "cohabiting", "marie", "mariee", "celibataire", "veuf", "veuve", "divorce",
                "ameoa", "ameolewa", "hajaoa", "hajaolewa", "mjane", "mgane", "متزوج", "متزوجه",
                "اعزب", "عزباء", "ارمل", "ارمله",
                "casado", "casada", "solteiro", "solteira", "soltero", "soltera", "viuvo",
                "viuva", "viudo", "viuda", "divorciado", "divorciada",
            ],
            loose: [
                "single", "separated", "partner", "civilunion", "separe", "separee", "concubinage",
                "talaka", "مطلق", "مطلقه", "منفصل",
            ], standsAnywhere: true),
        List(
            kind: .origin,
            plain: [
                "luo", "luhya", "kalenjin", "mijikenda", "maasai", "masai", "chagga", "sukuma",
                "baganda", "muganda", "banyankole", "basoga", "acholi", "hutu", "tutsi", "amhara",
                "oromo", "yoruba", "igbo", "hausa", "fulani", "wolof", "zulu", "xhosa", "tswana",
                "asian", "hispanic", "latino", "caucasian", "africanamerican", "blackafrican",
            ],
            loose: [
                "kikuyu", "kamba", "kisii", "meru", "embu", "turkana", "somali", "taita", "swahili",
                "nandi", "samburu", "borana", "black", "white", "african", "indian", "arab",
                "coloured", "mixed", "twa",
            ], standsAnywhere: false),
        List(
            kind: .nationality,
            plain: [
                "kenyan", "ugandan", "tanzanian", "rwandan", "rwandese", "burundian", "ethiopian",
                "eritrean", "congolese", "sudanese", "nigerian", "ghanaian", "zambian",
                "zimbabwean", "malawian", "mozambican", "angolan", "namibian", "southafrican",
                "cameroonian", "senegalese", "ivorian", "malian", "gambian", "liberian", "togolese",
                "beninese", "egyptian", "moroccan", "tunisian", "algerian", "pakistani",
                "bangladeshi", "foreigner", "foreignnational", "refugee", "noncitizen",
                "kenyane", "ougandais", "ougandaise", "tanzanien", "tanzanienne", "rwandais",
                "rwandaise", "burundais", "burundaise", "congolais", "congolaise", "senegalais",
                "senegalaise", "ivoirien", "ivoirienne", "camerounais", "camerounaise",
                "malienne", "burkinabe", "togolais", "togolaise", "beninois", "beninoise",
                "nigerien", "nigerienne", "guineen", "guineenne", "ethiopien", "ethiopienne",
                "marocain", "marocaine", "tunisien", "tunisienne", "algerien", "algerienne",
                "mkenya", "wakenya", "mtanzania", "watanzania", "mganda", "waganda",
                "mnyarwanda", "mrundi", "mkongo", "msomali", "mwethiopia", "msudani",
                "كيني", "كينيه", "اوغندي", "تنزاني", "سوداني", "سودانيه", "مصري", "مصريه",
                "مغربي", "مغربيه", "تونسي", "جزايري", "صومالي", "اثيوبي",
            ],
            loose: [
                "citizen", "national", "resident", "nonresident", "foreign", "somali", "chinese",
                "indian", "british", "american", "french", "german", "etranger", "etrangere",
                "francais", "francaise", "malien", "mgeni", "اجنبي", "اجنبيه",
            ],
            standsAnywhere: false),
        List(
            kind: .disability,
            plain: [
                "ablebodied", "notdisabled", "nondisabled", "handicapped", "nothandicapped",
                "handicape", "handicapee", "nonhandicape", "mlemavu", "walemavu", "simlemavu",
                "معاق", "معاقه",
            ], loose: ["disabled", "pwd", "nonpwd", "valide", "سليم"], standsAnywhere: true),
    ]
}
