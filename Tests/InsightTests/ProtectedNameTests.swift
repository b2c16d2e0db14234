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
            "faith", "applicantage", "ageband", "agegroup", "clientage", "customerage", "born_year",
            "years_old", "ismarried", "marriedflag", "femaleowned", "maleowner", "foreign_worker",
            "foreignworker", "is_foreigner", "is_foreign", "num_dependents", "NumberOfDependents",
            "number_of_dependent", "personnes_a_charge", "wategemezi", "gndr", "title",
            "customer_title", "is_man", "family_size", "familySize", "famille", "language",
            "customer_language", "langue", "dhehebu", "uzee", "wazee", "bwana", "bibi", "mme",
            "Mademoiselle", "ouvrier_etranger", "الطائفة", "المذهب", "مطلق", "متزوجة",
            "ｓｅｘ", "ＧＥＮＤＥＲ", "ѕех", "se\u{200B}x", "𝐚𝐠𝐞", "ⓐⓖⓔ", "ﺟﻨﺲ",
            "age_of_owner", "age_of_account_holder", "age_of_the_borrower_at_loan", "avg_age",
            "âge_du_client", "umri_wa_mteja", "owner_age_years", "colour_of_hair",
            "ageatapplication", "ageAtLoan", "ageofborrower", "ages", "jinsi", "jinsi_ya_mteja",
            "household_size", "ukoo", "politics", "trade_union_member", "genetic_risk", "health",
            "orientation", "veteran",
            "تاريخ_الميلاد", "القبيلة", "والديانة", "الإعاقة", "متزوج", "أرملة", "لون_البشرة",
            "invalidité", "invalidite", "infirmité", "nombre_denfants", "nombreenfants",
            "confession", "orphelin", "réfugié", "refugie", "mkimbizi", "لاجئ", "مهاجر", "معاق",
            "حامل", "النوع", "NumDeps", "maternity_leave", "union_member", "party_member", "pwd",
            "age_loan", "عدد_أفراد_الأسرة", "ذكر",
            "sexo", "genero", "Gênero", "género", "idade", "edad", "estado_civil", "raça", "raza",
            "religião", "nacionalidade", "nacionalidad", "data_de_nascimento",
            "fecha_de_nacimiento", "numero_de_filhos", "numero_de_hijos", "deficiência",
            "discapacidad", "mulher", "idade_do_cliente", "cônjuge", "es_mujer",
            "age_of_shopkeeper", "shopkeeper_age", "disabled_account_holder", "women_fund",
            "disabled_member", "sex_of_cattle_owner", "is_disabled", "zorb_age", "age_bucket",
            "CNT_FAM_MEMBERS", "politic_party", "church_loans",
        ])
    func named(_ name: String) { #expect(ProtectedName.matches(name)) }

    @Test(
        "What can mean nothing else is plain, whatever stands beside it",
        arguments: [
            "sex", "OwnerSex", "gender", "gender_of_stock", "CODE_GENDER", "religion",
            "religion_fund", "sexo", "jinsia", "age", "customer_age", "avg_age", "age_group",
            "AgeAtLoan", "age_at_application", "age_in_years", "female", "is_female",
            "female_owned_shop", "women_owned_fund", "female_card_holder", "tribe_brand",
            "date_of_birth", "birthday", "marital_status", "nationality", "is_disabled",
            "num_children", "church", "church_member", "household_size", "skin_colour", "الجنس",
            "race", "muslim",
        ])
    func plain(_ name: String) { #expect(ProtectedName.ground(of: name) == .plain) }

    @Test(
        "What may be a thing's is doubtful, and somebody has to say what it is about",
        arguments: [
            "color", "Colour", "zorb_age", "age_of_zorb", "age_loan", "age_bucket_30_60", "title",
            "women_fund", "uwezo_women_fund", "women_enterprise_fund", "female_connector_price",
            "pregnancy_kits_sold", "disability_insurance_paid", "النوع", "الدين", "pwd",
            "union_member", "language", "church_loans", "group_age", "age_days", "age_months",
            "Dir_Age", "muslim_fund",
        ])
    func doubtful(_ name: String) { #expect(ProtectedName.ground(of: name) == .doubtful) }

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
            "children_clothing", "childrens", "age_of_shop", "shop_age",
            "age_of_customer_account", "branch_age_months", "colour_of_logo", "farm_age",
            "âge_du_compte_client", "umri_wa_duka", "عمر_المتجر", "uzee_wa_deni",
            "manage", "personal", "brokerage", "wageband", "isolation", "imageclass", "clientele",
            "ageofloan", "ageofbusiness", "agentcode", "jinsi_ya_malipo", "health_insurance_paid",
            "credit_union_member", "financial_health", "job_title", "loan_title", "title_deed",
            "good_faith_deposit", "faith_in_bank",
            "foreign_currency_share", "foreign_exchange_loss", "man_hours", "famille_produit",
            "family_business", "dependent_variable", "disable_autopay", "youth_loan",
            "القيمة_المطلقة", "عملة_اجنبية", "business_years_old", "language_model_score",
            "oldest_bill_age", "bill_age", "dpd_age", "invoice_age_days", "receivables_age",
            "invoice_max_age", "age_of_oldest_bill", "card_disabled", "disabled_account",
            "youth_fund", "genre_produit", "church_distance", "mosque_distance",
            "birthday_cakes_sold", "race_bovine", "cow_sex", "idade_da_conta",
            "edad_del_prestamo", "nongovernmental", "third_party_member", "نوع_القرض",
            "حامل_البطاقة", "sexton", "cidade", "invalid_entries", "infirmary_supplies",
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

    @Test("No feature of the books is called like what the law protects")
    func catalogue() {
        for feature in CreditFeature.allCases {
            #expect(!ProtectedName.matches(feature.rawValue), "\(feature.rawValue)")
        }
    }
}

@Suite("What the law protects is known by a column's texts too")
struct ProtectedValuesTests {
    @Test(
        "Two plain words of a kind that most texts are",
        arguments: [
            (["male", "female"], "sex"), (["Female", "Male", "XNA"], "sex"),
            (["he", "she"], "sex"), (["Il", "Elle"], "sex"), (["هو", "هي"], "sex"),
            (["Homem", "Mulher"], "sex"), (["hombre", "mujer"], "sex"),
            (["casado", "solteiro"], "marriage"),
            (["M", "F"], "sex"), (["H", "F"], "sex"), (["me", "ke", "Unknown"], "sex"),
            (["husband", "wife"], "sex"), (["mume", "mke"], "sex"), (["Boy", "Girl"], "sex"),
            (["Gentleman", "Lady"], "sex"), (["Women's group", "Mixed group"], "sex"),
            (["women group", "youth group", "mixed group"], "sex"),
            (["disabled", "able-bodied"], "disability"),
            (["Kenyane", "Ougandaise"], "nationality"), (["كيني", "سوداني"], "nationality"),
            (["1: Male", "2: Female"], "sex"), (["ذكر", "أنثى"], "sex"),
            (["mwanamke", "mwanaume"], "sex"), (["Homme", "Femme"], "sex"),
            (["Mr", "Mrs"], "forms of address"), (["Mr.", "Ms.", "Dr."], "forms of address"),
            (["M.", "Mme"], "forms of address"), (["Bwana", "Bi"], "forms of address"),
            (["Muslim", "Christian"], "religion"),
            (["Muslim - Sunni", "Roman Catholic", "Hindu", "other"], "religion"),
            (["mwislamu", "mkristo"], "religion"),
            (["single", "married", "widowed"], "marriage"), (["célibataire", "marié"], "marriage"),
            (["أعزب", "متزوج"], "marriage"),
            (["Kikuyu", "Luo", "Luhya"], "ethnic origin"), (["White", "Asian"], "ethnic origin"),
            (["Kenyan", "Foreign"], "nationality"), (["Mkenya", "Mtanzania"], "nationality"),
        ])
    func protected(_ texts: [String], _ kind: String) throws {
        let found = try #require(ProtectedValues(texts))
        #expect(found.kind.rawValue == kind)
        #expect(found.description.hasPrefix(kind + ": " + texts[0]))
    }

    @Test(
        "One word alone, words of other things, and a few among many say nothing",
        arguments: [
            ["black", "white"], ["single", "joint"], ["hit", "miss"], ["Resident", "Non-resident"],
            ["Nairobi", "Kikuyu", "Kisii", "Meru"], ["Kenyan shilling", "Ugandan shilling"],
            ["Women clothing", "Men clothing", "Female shoes", "Male wear"],
            ["disabled", "enabled"], ["youth group", "mixed group"], ["French", "German"],
            ["lady", "sardine"], ["A", "B"], ["M", "F", "T"], ["M"],
            ["retail", "fish", "farm"], ["yes", "no"], ["", "?"], [],
            ["Catholic University", "Muslim Academy", "Mombasa High", "Alliance", "Starehe"],
        ])
    func harmless(_ texts: [String]) { #expect(ProtectedValues(texts) == nil, "\(texts)") }
}
