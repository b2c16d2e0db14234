import Foundation

/// In which zone a country's business day begins, when nobody says. Countries with several zones
/// have the one of their commercial capital.
enum CountryZone {
    private static let zones: [String: String] = [
        "KE": "Africa/Nairobi", "UG": "Africa/Kampala", "TZ": "Africa/Dar_es_Salaam",
        "RW": "Africa/Kigali", "BI": "Africa/Bujumbura", "ET": "Africa/Addis_Ababa",
        "SO": "Africa/Mogadishu", "SS": "Africa/Juba", "SD": "Africa/Khartoum",
        "NG": "Africa/Lagos", "GH": "Africa/Accra", "SN": "Africa/Dakar",
        "CI": "Africa/Abidjan", "ML": "Africa/Bamako", "BF": "Africa/Ouagadougou",
        "BJ": "Africa/Porto-Novo", "TG": "Africa/Lome", "NE": "Africa/Niamey",
        "CM": "Africa/Douala", "GA": "Africa/Libreville", "CD": "Africa/Kinshasa",
        "ZM": "Africa/Lusaka", "ZW": "Africa/Harare", "MW": "Africa/Blantyre",
        "MZ": "Africa/Maputo", "ZA": "Africa/Johannesburg", "BW": "Africa/Gaborone",
        "NA": "Africa/Windhoek", "MG": "Indian/Antananarivo", "EG": "Africa/Cairo",
        "MA": "Africa/Casablanca", "TN": "Africa/Tunis", "DZ": "Africa/Algiers",
        "IN": "Asia/Kolkata", "MY": "Asia/Kuala_Lumpur", "SG": "Asia/Singapore",
        "ID": "Asia/Jakarta", "PH": "Asia/Manila", "BD": "Asia/Dhaka", "PK": "Asia/Karachi",
        "GB": "Europe/London", "FR": "Europe/Paris", "DE": "Europe/Berlin",
        "US": "America/New_York", "BR": "America/Sao_Paulo", "MX": "America/Mexico_City",
    ]

    static func of(_ country: String) -> String { zones[country] ?? "Etc/UTC" }

    static func isKnown(_ zone: String) -> Bool { TimeZone(identifier: zone) != nil }
}
