extension HolidayCalendar {
    static func entries(of country: String) -> [Entry]? {
        switch country {
        case "KE": kenya
        case "UG": uganda
        case "TZ": tanzania
        case "RW": rwanda
        case "NG": nigeria
        case "GH": ghana
        case "ET": ethiopia
        case "SN": senegal
        case "IN": india
        default: nil
        }
    }

    private static let kenya = [
        Entry("New Year's Day", .date(month: 1, day: 1)),
        Entry("Good Friday", .easter(-2)),
        Entry("Easter Monday", .easter(1)),
        Entry("Labour Day", .date(month: 5, day: 1)),
        Entry("Madaraka Day", .date(month: 6, day: 1)),
        Entry("Moi Day", .date(month: 10, day: 10), 1990...2009),
        // Moi Day again until 2020, then Utamaduni Day until 2024: one day, one effect.
        Entry("Mazingira Day", .date(month: 10, day: 10), 2018...2099),
        Entry("Mashujaa Day", .date(month: 10, day: 20)),
        Entry("Jamhuri Day", .date(month: 12, day: 12)),
        Entry("Christmas Day", .date(month: 12, day: 25)),
        Entry("Boxing Day", .date(month: 12, day: 26)),
        Entry("Eid al-Fitr", .islamic(month: 10, day: 1)),
        Entry("Eid al-Adha", .islamic(month: 12, day: 10)),
    ]

    private static let uganda = [
        Entry("New Year's Day", .date(month: 1, day: 1)),
        Entry("Liberation Day", .date(month: 1, day: 26)),
        Entry("Archbishop Janani Luwum Day", .date(month: 2, day: 16), 2016...2099),
        Entry("Women's Day", .date(month: 3, day: 8)),
        Entry("Good Friday", .easter(-2)),
        Entry("Easter Monday", .easter(1)),
        Entry("Labour Day", .date(month: 5, day: 1)),
        Entry("Martyrs' Day", .date(month: 6, day: 3)),
        Entry("Heroes' Day", .date(month: 6, day: 9), 2001...2099),
        Entry("Independence Day", .date(month: 10, day: 9)),
        Entry("Christmas Day", .date(month: 12, day: 25)),
        Entry("Boxing Day", .date(month: 12, day: 26)),
        Entry("Eid al-Fitr", .islamic(month: 10, day: 1)),
        Entry("Eid al-Adha", .islamic(month: 12, day: 10)),
    ]

    private static let tanzania = [
        Entry("New Year's Day", .date(month: 1, day: 1)),
        Entry("Zanzibar Revolution Day", .date(month: 1, day: 12)),
        Entry("Good Friday", .easter(-2)),
        Entry("Easter Monday", .easter(1)),
        Entry("Karume Day", .date(month: 4, day: 7)),
        Entry("Union Day", .date(month: 4, day: 26)),
        Entry("Workers' Day", .date(month: 5, day: 1)),
        Entry("Saba Saba", .date(month: 7, day: 7)),
        Entry("Nane Nane", .date(month: 8, day: 8)),
        Entry("Nyerere Day", .date(month: 10, day: 14), 1999...2099),
        Entry("Independence Day", .date(month: 12, day: 9)),
        Entry("Christmas Day", .date(month: 12, day: 25)),
        Entry("Boxing Day", .date(month: 12, day: 26)),
        Entry("Eid al-Fitr", .islamic(month: 10, day: 1)),
        Entry("Eid al-Adha", .islamic(month: 12, day: 10)),
        Entry("Mawlid", .islamic(month: 3, day: 12)),
    ]

    private static let rwanda = [
        Entry("New Year's Day", .date(month: 1, day: 1)),
        Entry("Day after New Year", .date(month: 1, day: 2)),
        Entry("Heroes' Day", .date(month: 2, day: 1)),
        Entry("Good Friday", .easter(-2)),
        Entry("Easter Monday", .easter(1)),
        Entry("Genocide Memorial Day", .date(month: 4, day: 7), 1995...2099),
        Entry("Labour Day", .date(month: 5, day: 1)),
        Entry("Independence Day", .date(month: 7, day: 1)),
        Entry("Liberation Day", .date(month: 7, day: 4), 1995...2099),
        Entry("Umuganura", .first(weekday: 5, month: 8)),
        Entry("Assumption", .date(month: 8, day: 15)),
        Entry("Christmas Day", .date(month: 12, day: 25)),
        Entry("Boxing Day", .date(month: 12, day: 26)),
        Entry("Eid al-Fitr", .islamic(month: 10, day: 1)),
        Entry("Eid al-Adha", .islamic(month: 12, day: 10)),
    ]

    private static let nigeria = [
        Entry("New Year's Day", .date(month: 1, day: 1)),
        Entry("Good Friday", .easter(-2)),
        Entry("Easter Monday", .easter(1)),
        Entry("Workers' Day", .date(month: 5, day: 1)),
        Entry("Democracy Day in May", .date(month: 5, day: 29), 2000...2018),
        Entry("Democracy Day", .date(month: 6, day: 12), 2019...2099),
        Entry("Independence Day", .date(month: 10, day: 1)),
        Entry("Christmas Day", .date(month: 12, day: 25)),
        Entry("Boxing Day", .date(month: 12, day: 26)),
        Entry("Eid al-Fitr", .islamic(month: 10, day: 1)),
        Entry("Eid al-Adha", .islamic(month: 12, day: 10)),
        Entry("Mawlid", .islamic(month: 3, day: 12)),
    ]

    private static let ghana = [
        Entry("New Year's Day", .date(month: 1, day: 1)),
        Entry("Constitution Day", .date(month: 1, day: 7), 2019...2099),
        Entry("Independence Day", .date(month: 3, day: 6)),
        Entry("Good Friday", .easter(-2)),
        Entry("Easter Monday", .easter(1)),
        Entry("Workers' Day", .date(month: 5, day: 1)),
        Entry("African Union Day", .date(month: 5, day: 25), 2002...2018),
        Entry("Republic Day", .date(month: 7, day: 1), 1960...2018, 2025...2099),
        Entry("Founders' Day", .date(month: 8, day: 4), 2019...2024),
        Entry("Kwame Nkrumah Memorial Day", .date(month: 9, day: 21), 2009...2099),
        Entry("Farmers' Day", .first(weekday: 5, month: 12)),
        Entry("Christmas Day", .date(month: 12, day: 25)),
        Entry("Boxing Day", .date(month: 12, day: 26)),
        Entry("Eid al-Fitr", .islamic(month: 10, day: 1)),
        Entry("Eid al-Adha", .islamic(month: 12, day: 10)),
    ]

    private static let ethiopia = [
        Entry("Genna", .date(month: 1, day: 7)),
        Entry("Timkat", .timkat),
        Entry("Adwa Victory Day", .date(month: 3, day: 2)),
        Entry("Siklet", .orthodoxEaster(-2)),
        Entry("Fasika", .orthodoxEaster(0)),
        Entry("Labour Day", .date(month: 5, day: 1)),
        Entry("Patriots' Victory Day", .date(month: 5, day: 5)),
        Entry("Downfall of the Derg", .date(month: 5, day: 28), 1992...2024),
        Entry("Enkutatash", .ethiopianYear(0)),
        Entry("Meskel", .ethiopianYear(16)),
        Entry("Eid al-Fitr", .islamic(month: 10, day: 1)),
        Entry("Eid al-Adha", .islamic(month: 12, day: 10)),
        Entry("Mawlid", .islamic(month: 3, day: 12)),
    ]

    private static let senegal = [
        Entry("New Year's Day", .date(month: 1, day: 1)),
        Entry("Easter Monday", .easter(1)),
        Entry("Independence Day", .date(month: 4, day: 4)),
        Entry("Labour Day", .date(month: 5, day: 1)),
        Entry("Ascension", .easter(39)),
        Entry("Whit Monday", .easter(50)),
        Entry("Assumption", .date(month: 8, day: 15)),
        Entry("All Saints' Day", .date(month: 11, day: 1)),
        Entry("Christmas Day", .date(month: 12, day: 25)),
        Entry("Korité", .islamic(month: 10, day: 1)),
        Entry("Tabaski", .islamic(month: 12, day: 10)),
        Entry("Tamkharit", .islamic(month: 1, day: 10)),
        Entry("Gamou", .islamic(month: 3, day: 12)),
        Entry("Magal of Touba", .islamic(month: 2, day: 18)),
    ]
}
