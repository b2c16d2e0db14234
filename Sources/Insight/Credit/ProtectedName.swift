/// Whether a column's name says, in English, Swahili, French or Arabic, that it holds what the law
/// protects: sex, race and origin, religion, marriage and children, disability and health, birth,
/// age and colour (Constitution of Kenya, article 27; 12 CFR 1002.2 z and the like elsewhere).
///
/// Whole words decide, so that `grace_days`, `essex_branch` and `mortgage` are as harmless as they
/// are. Age, colour and health are of people unless a thing stands beside them: `loan_age`,
/// `age_of_oldest_trade`, `vehicle_colour`.
public enum ProtectedName {
    public static func matches(_ name: String) -> Bool {
        let words = NameWords.of(name).filter { !links.contains($0) }
        // The debt and the religion are one word; in company it is the debt (`نسبة_الدين`).
        if words == ["دين"] { return true }
        for (place, word) in words.enumerated() {
            let before = place > 0 ? words[place - 1] : ""
            let after = place + 1 < words.count ? words[place + 1] : ""
            if word == "race", contests.contains(after) { continue }
            if word.hasPrefix("religi"), feasts.contains(after) { continue }
            if goods.contains(after), word == "genre" || ware.contains(after) { continue }
            if isNamed(word) || pairs.contains(word + " " + after) { return true }
            guard !things.contains(before) else { continue }
            if personal.contains(word) && !things.contains(after)
                || personalPairs.contains(word + " " + after)
            {
                return true
            }
        }
        return false
    }

    private static func isNamed(_ word: String) -> Bool {
        if names.contains(word) { return true }
        for own in beginnings where word.hasPrefix(own) { return true }
        // `customergender`, `isfemale`.
        for own in endings where word.hasSuffix(own) { return true }
        return stems.contains { hasStem(Array(word.utf8), Array($0.utf8)) }
    }

    private static func hasStem(_ word: [UInt8], _ stem: [UInt8]) -> Bool {
        guard word.count >= stem.count else { return false }
        return (0...word.count - stem.count).contains { word[$0...].starts(with: stem) }
    }

    /// Words that only tie others together: `date_of_birth`, `tarehe_ya_kuzaliwa`.
    private static let links: Set = [
        "of", "the", "de", "du", "des", "d", "l", "la", "le", "les", "ya", "wa", "za", "cha",
    ]

    private static let names: Set = [
        "sex", "race", "races", "tribe", "tribes", "tribal", "tribu", "tribus", "clan", "clans",
        "caste",
        "female", "females", "male", "males", "minority", "minorities", "lgbt", "lgbtq",
        "married", "marriage", "divorced", "divorcee", "widow", "widows", "widower", "widowers",
        "widowed", "spouse", "spouses", "wife", "wives", "husband", "husbands", "maiden",
        "marstat", "marstatus", "mrs", "salutation", "honorific", "dob", "yob", "hiv", "refugee",
        "immigrant", "hijab", "mosque", "church", "muslim", "muslims", "christian", "christians",
        "hindu", "hindus", "musulman", "musulmane", "chretien", "chretienne", "mosquee", "eglise",
        "mwislamu", "waislamu", "mkristo", "wakristo", "msikiti", "kanisa",
        "sexe", "genre", "femme", "femmes", "homme", "hommes", "feminin", "feminine", "masculin",
        "masculine", "handicap", "enceinte", "mariage", "marie", "mariee", "mari", "epoux",
        "epouse", "conjoint", "conjointe", "veuf", "veuve", "divorce", "celibataire", "naissance",
        "peau",
        "jinsia", "kike", "kiume", "kabila", "makabila", "dini", "ndoa", "ulemavu", "mlemavu",
        "walemavu", "mimba", "mjamzito", "ujauzito", "uraia", "taifa", "utaifa", "mwanamke",
        "wanawake", "mwanaume", "mwanamume", "wanaume", "mke", "mume", "mjane", "mgane",
        "kuzaliwa",
        "انثي", "اناث", "ذكور", "نساء", "امراه", "ميلاد", "بشره", "اعزب", "عزباء",
        "مسلم", "مسلمه", "مسلمين", "مسيحي", "مسيحيه", "مسجد", "كنيسه",
    ]
    private static let beginnings = [
        "gender", "sexual", "citizen", "religi", "ethni", "marital", "maristat", "pregnan",
        "disab", "nationalit", "matrimonia", "handicape", "grossesse", "woman", "women", "birth",
        "dateofbirth", "yearofbirth", "placeofbirth", "countryofbirth",
    ]
    private static let endings = ["gender", "female"]
    /// Sex and nationality, tribe, race, religion, disability, marriage: stems that stand inside
    /// words with their endings.
    private static let stems = ["جنس", "قبيل", "عرق", "ديان", "اعاق", "زوج", "ارمل"]
    /// Two words, one behind the other.
    private static let pairs: Set = [
        "civil status", "civil state", "personal status", "family status", "mar stat", "mr mrs",
        "national origin", "social origin", "mother tongue", "native language", "home language",
        "black owned", "white owned",
        "etat civil", "statut civil", "statut familial", "situation familiale",
        "origine nationale", "origine sociale", "langue maternelle", "lugha mama",
        "حاله اجتماعيه", "حاله مدنيه", "حاله عائليه", "لغه ام", "اصل قومي",
    ]

    /// Of a person, unless a thing is named beside it.
    private static let personal: Set = [
        "age", "color", "colour", "couleur", "umri", "rangi", "عمر", "سن", "لون",
        "child", "children", "kids", "enfant", "enfants", "mtoto", "watoto", "اطفال", "ابناء",
        "اولاد",
    ]
    private static let personalPairs: Set = [
        "health status", "health condition", "health history", "medical condition",
        "medical history", "etat sante", "hali afya", "حاله صحيه",
    ]
    private static let things: Set = [
        "account", "accounts", "loan", "loans", "business", "company", "firm", "enterprise",
        "credit", "trade", "trades", "tradeline", "line", "lines", "invoice", "invoices", "debt",
        "receivable", "receivables", "file", "vehicle", "car", "asset", "property", "building",
        "house", "relationship", "card", "contract", "oldest", "newest", "history", "book",
        "books", "machine", "stock", "inventory", "product", "policy", "bureau", "record",
        "arrears", "balance", "flag", "risk", "rating", "financial", "document", "paper",
        "statement", "site", "equipment", "tractor", "truck", "printer", "printers", "copier",
        "toner", "television", "tv", "paint", "clothing", "clothes", "wear", "shoes", "toys",
        "compte", "pret", "entreprise", "societe", "facture", "creance", "vehicule", "voiture",
        "dossier", "relation", "carte", "contrat", "batiment", "produit", "financier",
        "mkopo", "mikopo", "akaunti", "biashara", "kampuni", "gari", "ankara", "deni",
        "حساب", "قرض", "شركه", "سياره", "فاتوره", "منشاه", "دين", "عقد", "منتج",
    ]
    /// What is sold to somebody and says nothing of who buys or owns: `women_clothing_sales`.
    private static let ware: Set = [
        "clothing", "clothes", "wear", "shoes", "footwear", "fashion", "garment", "garments",
        "apparel", "dresses", "cosmetics", "perfume", "parts",
    ]
    /// And what has a kind, in English a genre: `genre_of_shop`.
    private static let goods: Set = ware.union([
        "shop", "shops", "store", "business", "music", "film", "films", "book", "books", "product",
        "products",
    ])
    private static let feasts: Set = ["day", "days", "holiday", "holidays", "festival", "festivals"]
    /// What is run rather than born to: `race_day`.
    private static let contests: Set = ["day", "days", "track", "course", "horse", "horses"]
}
