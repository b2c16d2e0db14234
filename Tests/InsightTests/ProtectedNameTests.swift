import Insight
import Testing

@Suite("What the law protects is known by whole words")
struct ProtectedNameTests {
    @Test(
        "A name that holds such a word is protected",
        arguments: [
            "gender", "Sex", "ownerSex", "OWNER_SEX", "marital status", "ethnicity", "is-disabled",
            "religion_code", "is_female", "Sexe", "jinsia_ya_mkopaji", "kabila", "Nationalité",
            "MARRIAGE", "is_married", "civil_status", "personal_status", "etat_civil", "sexuality",
            "sexual_orientation", "races", "tribes", "citizenship", "taifa", "wanawake", "mke",
            "customergender", "الحالة_الاجتماعية", "situation matrimoniale", "الجنس",
            "ديانة_العميل",
            "date_of_birth", "DateOfBirth", "birth_year", "dob", "DOB", "age", "AGE",
            "customer_age",
            "age_group", "national_origin", "nationality", "country_of_birth", "color", "Colour",
            "colour_of_skin", "health_status", "mother_tongue", "spouse", "SpouseName", "wife",
            "husband", "widow", "widower", "females", "males", "minority_owned", "women_owned",
            "womenowned", "black_owned", "ISFEMALE", "CODE_GENDER", "MarStat", "marstat", "Mr_Mrs",
            "état_civil", "ÉTAT CIVIL", "e\u{301}tat_civil", "âge", "Âge", "situation_familiale",
            "lieu_de_naissance", "langue_maternelle", "état_de_santé", "époux", "couleur_de_peau",
            "umri", "umri_wa_mkopaji", "jinsia", "dini", "ndoa", "hali_ya_ndoa", "mjane",
            "tarehe_ya_kuzaliwa", "lugha_mama", "hali_ya_afya",
            "الدين", "دين", "الحالة_المدنية", "حالة_مدنية", "العمر", "عمر", "السن", "جنس",
            "الجنسية",
            "tribu", "مسلم", "mosque", "nombre_enfants", "number_of_children",
            "women_owned_shop", "genre_du_client", "watoto", "kanisa",
            "تاريخ_الميلاد", "القبيلة", "والديانة", "الإعاقة", "متزوج", "أرملة", "لون_البشرة",
        ])
    func named(_ name: String) { #expect(ProtectedName.matches(name)) }

    @Test(
        "A name that only contains its letters is not, and the age of a thing is of no person",
        arguments: [
            "grace_days", "essex_branch", "traceable", "sexagesimal", "loan", "", "tribute",
            "payment_status", "civil_works", "status", "personal_loans", "mketo",
            "gentleman", "dinner", "genres", "malevolence",
            "average", "mortgage", "package", "message", "image", "percentage", "usage", "mileage",
            "storage", "coverage", "agency", "stage", "manager", "averageAmount", "race_day",
            "racetrack", "loan_age", "age_of_loan", "accountAge", "business_age_months",
            "age_of_oldest_trade", "vehicle_colour", "product_color", "financial_health_status",
            "midwifery", "husbandry", "marital_arts".replacing("marital", with: "martial"),
            "mar_20",
            "mr_rate", "single_payment", "colorado", "minor_repairs", "country", "origin_branch",
            "umri_wa_mkopo", "âge_du_crédit", "état_du_compte", "santé_financière", "dinar",
            "colour_printer", "religious_days", "genre_of_shop", "women_clothing_sales",
            "children_clothing", "childrens",
            "عمر_الحساب", "نسبة_الدين", "مبلغ_الدين", "الديون", "مزدوج", "سنة", "المبلغ", "الحالة",
        ])
    func harmless(_ name: String) { #expect(!ProtectedName.matches(name)) }

    @Test("Names part into words at signs, digits and capitals, without accents and articles")
    func words() {
        #expect(NameWords.of("OwnerSex2") == ["owner", "sex"])
        #expect(NameWords.of("CODE_GENDER") == ["code", "gender"])
        #expect(NameWords.of("État-civil d’Œuvre") == ["etat", "civil", "d", "ouvre"])
        #expect(NameWords.of("وَالحَالَة المدنيّة") == ["حاله", "مدنيه"])
        #expect(NameWords.of("ÿÿßÐ").count == 2)
        #expect(NameWords.of("年齢 12") == [])
    }
}
