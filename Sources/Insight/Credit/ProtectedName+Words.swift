/// The words of `ProtectedName`, as `NameWords` writes them.
extension ProtectedName {
    /// Words that only tie others together: `date_of_birth`, `tarehe_ya_kuzaliwa`.
    static let links: Set = [
        "of", "the", "de", "du", "des", "d", "l", "la", "le", "les", "a", "ya", "wa", "za", "cha",
        "da", "do", "das", "dos", "del",
    ]

    static let names: Set = [
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
        "peau", "gndr", "gendr", "born", "foreigner", "foreigners", "expatriate", "expatriates",
        "migrant", "migrants", "asylum", "albinism", "albino", "dependents", "dependants",
        "mme", "mlle", "madame", "mademoiselle", "monsieur",
        "jinsia", "kike", "kiume", "kabila", "makabila", "dini", "ndoa", "ulemavu", "mlemavu",
        "walemavu", "mimba", "mjamzito", "ujauzito", "uraia", "taifa", "utaifa", "mwanamke",
        "wanawake", "mwanaume", "mwanamume", "wanaume", "mke", "mume", "mjane", "mgane",
        "kuzaliwa", "dhehebu", "madhehebu", "bwana", "bibi", "wategemezi",
        "انثي", "اناث", "ذكور", "نساء", "امراه", "ميلاد", "بشره", "اعزب", "عزباء",
        "مسلم", "مسلمه", "مسلمين", "مسيحي", "مسيحيه", "مسجد", "كنيسه",
        "politics", "veteran", "veterans", "ukoo", "koo", "siasa",
        "طائفه", "طوائف", "مذهب", "مذاهب", "معالين", "معالون",
        "invalidite", "infirmite", "infirme", "refugie", "refugiee", "refugies", "mkimbizi",
        "wakimbizi", "mhamiaji", "wahamiaji", "لاجئ", "لاجئه", "لاجئين", "لاجئون", "مهاجر",
        "مهاجره", "مهاجرين", "معاق", "معاقه", "معاقين", "معوق",
        "sexo", "genero", "raca", "raza", "etnia", "tribo", "religiao", "casado", "casada",
        "solteiro", "solteira", "soltero", "soltera", "viuvo", "viuva", "viudo", "viuda",
        "divorciado", "divorciada", "conjuge", "conyuge", "esposo", "esposa", "marido", "mulher",
        "mulheres", "mujer", "mujeres", "homem", "homens", "hombre", "hombres", "feminino",
        "feminina", "femenino", "femenina", "masculino", "masculina", "nascimento", "nacimiento",
        "gravida", "gravidez", "embarazo", "embarazada", "deficiencia", "discapacidad",
        "discapacitado", "discapacitada", "invalidez", "dependentes", "dependientes", "refugiado",
        "refugiada", "imigrante", "inmigrante", "igreja", "iglesia", "casamento", "matrimonio",
    ]
    static let beginnings = [
        "gender", "sexual", "citizen", "religi", "ethni", "marital", "maristat", "pregnan",
        "disab", "nationalit", "matrimonia", "handicape", "grossesse", "woman", "women", "birth",
        "genetic", "maternit", "paternit", "nacionalid", "dateofbirth", "yearofbirth",
        "placeofbirth", "countryofbirth",
    ]
    static let endings = ["gender", "female"]
    /// Sex and nationality, tribe, race, religion, disability, marriage: stems that stand inside
    /// words with their endings.
    static let stems = ["جنس", "قبيل", "عرق", "ديان", "اعاق", "زوج", "ارمل"]
    /// Two words, one behind the other.
    static let pairs: Set = [
        "civil status", "civil state", "personal status", "family status", "mar stat", "mr mrs",
        "national origin", "social origin", "mother tongue", "native language", "home language",
        "black owned", "white owned", "num dependent", "number dependent", "num dependant",
        "number dependant", "family size", "family members", "fam members", "fam size",
        "household size", "trade union",
        "political party", "politic party", "political opinion", "political views",
        "political affiliation",
        "personnes charge", "num deps", "number deps", "no deps",
        "estado civil", "lingua materna", "lengua materna", "origem nacional", "origen nacional",
        "etat civil", "statut civil", "statut familial", "situation familiale",
        "origine nationale", "origine sociale", "langue maternelle", "lugha mama",
        "حاله اجتماعيه", "حاله مدنيه", "حاله عائليه", "لغه ام", "اصل قومي", "افراد اسره",
    ]

    /// What people have and things have too: whose it is decides.
    static let aged: Set = [
        "age", "ages", "color", "colour", "couleur", "umri", "uzee", "rangi", "عمر", "سن", "لون",
        "idade", "idades", "edad", "edades",
    ]
    static let english: Set = ["age", "ages"]
    /// Beside an age that is nobody's by name: `age_days`, `months_age`, `group_age`.
    static let ofThings: Set = ["days", "months"]
    static let colours: Set = ["color", "colour", "couleur", "rangi", "لون"]
    /// Of a union, unless of a credit union; of a party, unless of one to a contract.
    static let memberships: Set = [
        "union member", "union members", "union membership", "party member", "party members",
        "party membership",
    ]
    static let bodies: Set = ["credit", "savings", "third", "counter", "contract"]
    /// Of a person, unless a thing is named beside it.
    static let personal: Set = [
        "mzee", "wazee", "kijana", "vijana", "youth", "elderly", "famille", "familles",
        "child", "children", "kids", "enfant", "enfants", "denfant", "denfants", "mtoto",
        "watoto", "اطفال", "ابناء",
        "اولاد", "filho", "filhos", "hijo", "hijos", "crianca", "criancas",
    ]
    static let personalPairs: Set = [
        "health status", "health condition", "health history", "medical condition",
        "medical history", "etat sante", "hali afya", "حاله صحيه",
        "years old", "yrs old", "year old",
    ]
    static let things: Set = [
        "account", "accounts", "loan", "loans", "business", "company", "firm", "enterprise",
        "credit", "trade", "trades", "tradeline", "line", "lines", "invoice", "invoices", "debt",
        "receivable", "receivables", "file", "vehicle", "car", "asset", "property", "building",
        "house", "relationship", "card", "contract", "oldest", "newest", "history", "book",
        "books", "machine", "stock", "inventory", "product", "policy", "bureau", "record",
        "arrears", "balance", "flag", "risk", "rating", "financial", "document", "paper",
        "statement", "site", "equipment", "tractor", "truck", "printer", "printers", "copier",
        "toner", "fund", "funds", "television", "tv", "paint", "clothing", "clothes", "wear",
        "shoes", "toys",
        "compte", "pret", "entreprise", "societe", "facture", "creance", "vehicule", "voiture",
        "dossier", "relation", "carte", "contrat", "batiment", "produit", "produits", "article",
        "articles", "financier",
        "mkopo", "mikopo", "akaunti", "biashara", "kampuni", "gari", "ankara", "deni",
        "حساب", "قرض", "شركه", "سياره", "فاتوره", "منشاه", "دين", "عقد", "منتج",
    ]
    /// What is sold to somebody and says nothing of who buys or owns: `women_clothing_sales`.
    static let ware: Set = [
        "clothing", "clothes", "wear", "shoes", "footwear", "fashion", "garment", "garments",
        "apparel", "dresses", "cosmetics", "perfume", "parts", "cakes",
    ]
    /// What may be had by anybody, and may as well say who has it: `women_fund`. Beside it a word
    /// that has another meaning is doubtful.
    static let wares: Set = [
        "fund", "funds", "sold", "sales", "sale", "price", "prices", "cost", "stock", "inventory",
        "product", "products", "produit", "produits", "connector", "connectors", "plug", "plugs",
        "socket", "sockets", "adapter", "cable", "fitting", "fittings", "thread", "kit", "kits",
        "cake", "card", "cards", "gift", "gifts", "insurance", "hall", "line", "brand",
        "supplies", "supply",
        "market", "distance", "donation", "donations", "tithe", "event", "events", "rent",
    ]
    static let animals: Set = [
        "cow", "cows", "cattle", "bull", "bulls", "calf", "calves", "goat", "goats", "sheep",
        "ewe", "ram", "pig", "pigs", "sow", "horse", "horses", "donkey", "donkeys", "camel",
        "camels", "chicken", "chickens", "hen", "hens", "poultry", "dog", "dogs", "livestock",
        "herd", "fish", "rabbit", "rabbits", "betail", "bovine", "bovin", "bovins", "ovine",
        "ovin", "caprin", "vache", "vaches", "chevre", "chevres", "mouton", "moutons", "porc",
        "porcs", "volaille", "ngombe", "mbuzi", "kondoo", "kuku", "nguruwe", "mifugo", "gado",
        "ganado", "بقر", "ابقار", "اغنام", "ماعز", "ماشيه", "دواجن",
    ]
    /// What is said of animals too.
    static let bred: Set = [
        "sex", "sexe", "sexo", "race", "races", "raza", "raca", "male", "males", "female",
        "females", "birth", "births", "born", "jinsia",
    ]
    /// Words that begin what people sell as well, or stand in its names.
    static let soft: Set = [
        "female", "females", "male", "males", "femme", "femmes", "homme", "hommes", "wanawake",
        "wanaume", "mosque", "church", "mosquee", "eglise", "msikiti", "kanisa", "مسجد",
        "كنيسه", "igreja", "iglesia", "marriage", "mariage", "ndoa", "genre", "genero", "race",
        "races", "minority", "maiden", "nascimento", "نساء", "mulheres", "mujeres", "disabled",
        "disability", "widow", "widows", "widowed", "christian", "muslim", "veteran", "veterans",
    ]
    static let softBeginnings = ["woman", "women", "birthday", "pregnan", "maternit"]
    /// Houses of worship, and what says how far they are.
    static let houses: Set = [
        "mosque", "church", "mosquee", "eglise", "msikiti", "kanisa", "مسجد", "كنيسه", "igreja",
        "iglesia",
    ]
    static let ways: Set = ["distance", "km", "kms", "metres", "meters", "miles", "minutes"]
    /// What is switched off without anybody being disabled.
    static let switched: Set = [
        "card", "cards", "account", "accounts", "feature", "features", "autopay", "sms", "alert",
        "alerts", "notification", "notifications", "login", "device", "app", "sim", "wallet",
        "channel", "mandate", "overdraft", "terminal", "till", "pos", "compte", "carte",
    ]
    /// Words for a kind: of a person, or of what is sold.
    static let kinds: Set = ["genre", "genero"]
    /// And what has a kind, in English a genre: `genre_of_shop`.
    static let goods: Set = ware.union([
        "shop", "shops", "store", "business", "music", "film", "films", "book", "books", "product",
        "products", "produit", "produits", "article", "articles", "commerce", "boutique",
        "activite", "produto", "producto",
    ])
    static let feasts: Set = ["day", "days", "holiday", "holidays", "festival", "festivals"]
    /// What is run rather than born to: `race_day`.
    static let contests: Set = ["day", "days", "track", "course", "horse", "horses"]
}
