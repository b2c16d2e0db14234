/// Who people are to a lender, and what stands beside the words for them.
extension ProtectedName {
    /// Who may have an age, a colour or a country of birth.
    static let persons: Set = Set(roles).union([
        "child", "children", "kids", "father", "mother", "parent", "parents", "skin", "hair",
        "eyes", "head", "hh", "household", "holder", "founder", "founders", "appl", "cust",
        "cardholder", "shareholder", "manager", "director", "directors", "cosigner", "partner",
        "partners", "loanee", "beneficiary", "individual", "applic", "people", "persons",
        "client", "clients", "cliente", "clientele", "emprunteur", "emprunteuse", "demandeur",
        "proprietaire", "gerant", "gerante", "dirigeant", "membre", "membres", "personne",
        "garant", "caution", "salarie", "employe", "ouvrier", "travailleur", "enfant", "enfants",
        "chef", "titulaire",
        "mteja", "wateja", "mkopaji", "wakopaji", "mwombaji", "waombaji", "mmiliki", "wamiliki",
        "mwanachama", "wanachama", "mdhamini", "mtu", "watu", "mfanyakazi", "mtoto", "watoto",
        "mkulima", "mwenye", "ngozi", "nywele",
        "عميل", "عملاء", "زبون", "مقترض", "مالك", "شخص", "عضو", "مدين", "كفيل", "ضامن", "عامل",
        "طفل", "صاحب", "شريك", "مدير", "ceo", "chairman", "chairperson", "secretary",
        "treasurer", "signatory", "officer", "keeper", "shopkeeper", "hawker", "driver",
        "rider", "kin", "student", "teacher", "pensioner", "tenant", "landlord", "staff",
        "employees", "mutuario", "devedor", "deudor", "titular",
        "propietario", "socio", "socia", "pessoa", "persona", "solicitante", "requerente",
        "avalista", "fiador", "prestatario", "dono", "dueno", "trabalhador", "trabajador",
    ])

    /// English roles, which people write together with what they have: `applicantage`.
    private static let roles = [
        "applicant", "applicants", "coapplicant", "borrower", "borrowers", "coborrower", "client",
        "customer", "customers", "owner", "owners", "member", "members", "person", "user",
        "guarantor", "guarantors", "debtor", "farmer", "trader", "worker", "workers", "employee",
        "national", "nationals", "resident", "residents", "entrepreneur", "proprietor", "insured",
    ]

    static let gluedBefore =
        roles + ["cust", "is", "has", "num", "nbr", "number", "count", "nombre"]

    static let gluedAfter = roles + [
        "flag", "code", "band", "bands", "group", "groups", "bracket", "bin", "bucket", "class",
        "category", "cat", "range", "years", "year", "yrs", "owned", "led", "run", "status",
        "type", "ind", "indicator", "count", "num", "id",
    ]

    /// What says nothing of whose it is.
    static let fillers: Set = [
        "is", "has", "flag", "code", "cd", "id", "ind", "indicator", "group", "band", "bracket",
        "category", "cat", "class", "years", "year", "yrs", "months", "days", "num", "number",
        "preferred", "spoken", "main", "first", "native", "led", "owned",
    ]

    /// Behind these nobody says any more whose it is: `age_of_borrower_at_loan`.
    static let ends: Set = ["at", "in", "on", "when", "by", "for", "since", "from", "to", "as"]

    /// Of people where nothing else is named.
    static let alone: Set = [
        "title", "faith", "belief", "beliefs", "man", "men", "lady", "ladies", "language",
        "languages", "orphan", "orphans", "orphelin", "orpheline", "orphelins",
        "alien", "family", "langue", "langues", "foi",
        "croyance", "health", "sante", "afya", "orientation", "jinsi", "lugha", "imani", "yatima",
        "لغه", "مطلق", "مطلقه", "مطلقات", "يتيم", "pwd", "confession", "invalide", "حامل", "ذكر",
    ]

    /// Words for two things each, of which alone one is protected.
    static let twofold: Set = ["دين", "نوع"]

    /// What says how much or which of several, and not of what.
    static let measures: Set = [
        "max", "min", "maximum", "minimum", "avg", "average", "mean", "median", "total", "sum",
        "current", "latest", "weighted", "log", "sq", "squared", "std", "normalised", "normalized",
        "moyen", "moyenne", "wastani",
    ]

    /// Who owns or leads, written beside whom: `women_owned`, `female_led_shop`.
    static let holders: Set = ["owned", "owner", "led", "run", "headed", "managed", "founded"]

    /// Of people beside a word for them; of currencies and markets in other company.
    static let foreign: Set = [
        "foreign", "etranger", "etrangere", "etrangers", "etrangeres", "kigeni", "اجنبي",
        "اجنبيه", "اجانب",
    ]

    /// What begins like a word for people and switches something: `disable_autopay`.
    static let verbs: Set = ["disable", "disables", "disabling"]

    /// More of what a business has that grows old or has a colour.
    static let businessThings: Set = [
        "shop", "shops", "store", "stores", "stall", "kiosk", "outlet", "branch", "branches",
        "market", "farm", "herd", "crop", "crops", "tree", "trees", "plant", "phone", "device",
        "sim", "wallet", "portfolio", "facility", "mortgage", "deposit", "deposits", "savings",
        "order", "orders", "delivery", "payment", "payments", "transaction", "transactions",
        "shipment", "lease", "land", "plot", "home", "flat", "apartment", "roof", "engine",
        "boat", "ship", "motorcycle", "motorbike", "bike", "bus", "fleet", "tool", "tools",
        "website", "domain", "email", "brand", "logo", "organisation", "organization",
        "institution", "chama", "sacco", "cooperative", "coop", "association", "ngo", "school",
        "startup", "venture", "project", "lender", "bank", "agency", "supplier", "suppliers",
        "vendor", "merchant", "buyer", "partnership", "registration", "licence", "license",
        "permit", "report", "score", "data", "batch", "goods", "livestock", "cow", "cows",
        "cattle", "office", "warehouse", "factory", "contracts", "debts", "overdue", "inquiry",
        "inquiries", "wheel", "item", "items", "assets", "collateral",
        "bill", "bills", "dpd", "delinquency", "payable", "payables", "claim", "claims", "ticket",
        "cheque", "cheques", "listing", "subscription", "cohort", "vintage", "ledger", "entry",
        "outstanding", "exposure", "instalment", "installment", "enquiry", "enquiries",
        "magasin", "boutique", "commerce", "ferme", "machine", "maison", "materiel",
        "equipement", "terrain", "immeuble", "logement", "societes", "credits", "prets",
        "duka", "maduka", "shamba", "mashine", "nyumba", "jengo", "kikundi", "mtambo", "bidhaa",
        "emprestimo", "prestamo", "conta", "cuenta", "empresa", "divida", "deuda", "fatura",
        "factura", "veiculo", "vehiculo", "negocio", "loja", "tienda", "produto", "producto",
        "pikipiki", "simu", "متجر", "محل", "مزرعه", "مبني", "بيت", "منزل", "معدات", "مشروع",
        "مخزون",
    ]
}
