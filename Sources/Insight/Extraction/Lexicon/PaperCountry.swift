/// The country in which a paper was made, by what stands on it: places, legal forms, a postcode
/// behind its state, the form of a telephone number.
struct PaperCountry {
    /// ISO 3166 alpha-2; nil where nothing on the paper says.
    let code: String?
    /// How many lines say so.
    let witnesses: Int
    /// The first of them.
    let line: TextLine?

    init(_ lines: [TextLine]) {
        var counts: [(code: String, count: Int, line: TextLine)] = []
        for line in lines {
            let key = line.tokens.flatMap { $0.key }
            var named = Self.countries.filter { country in
                country.words.contains { Phrase.contains(key, $0) }
            }.map { $0.code }
            if named.isEmpty, Self.hasStateAndPostcode(line) || Self.hasAmericanPhone(line) {
                named = ["US"]
            }
            for code in named {
                if let known = counts.firstIndex(where: { $0.code == code }) {
                    counts[known].count += 1
                } else {
                    counts.append((code, 1, line))
                }
            }
        }
        // Of equal ones the first: the seller's place stands above the buyer's.
        var best: (code: String, count: Int, line: TextLine)?
        for found in counts where found.count > best?.count ?? 0 { best = found }
        code = best?.code
        witnesses = best?.count ?? 0
        line = best?.line
    }

    /// ISO 4217.
    var currency: String? { code.flatMap { Self.money[$0]?.code } }

    /// Whether a dollar sign may mean its own money; it stands on old Malaysian tills too.
    var writesDollar: Bool { code.flatMap { Self.money[$0]?.dollar } ?? false }

    /// Whether 3/4 is the fourth of March there; nil where people write both.
    var writesMonthFirst: Bool? {
        switch code {
        case nil, "CA": nil
        case "US", "PH": true
        default: false
        }
    }

    /// Whether thousands are parted by commas there, and decimals by a point.
    var writesDecimalPoint: Bool {
        code.map { Self.pointCountries.contains($0) } ?? false
    }

    private static let pointCountries = [
        "KE", "UG", "TZ", "RW", "MY", "SG", "US", "PH", "GB", "IN", "NG", "GH", "AU", "NZ",
    ]

    private static let money: [String: (code: String, dollar: Bool)] = [
        "MY": ("MYR", true), "KE": ("KES", false), "UG": ("UGX", false), "TZ": ("TZS", false),
        "RW": ("RWF", false), "US": ("USD", true), "CA": ("CAD", true), "AU": ("AUD", true),
        "NZ": ("NZD", true), "SG": ("SGD", true), "PH": ("PHP", false), "GB": ("GBP", false),
        "IN": ("INR", false), "NG": ("NGN", false), "GH": ("GHS", false), "ZA": ("ZAR", false),
        "DE": ("EUR", false), "FR": ("EUR", false), "ES": ("EUR", false), "IT": ("EUR", false),
        "CH": ("CHF", false), "ID": ("IDR", false), "KW": ("KWD", false),
    ]

    private static let countries: [(code: String, words: [[UInt8]])] = [
        ("MY", "SDNBHD SELANGOR JOHORBAHRU KUALALUMPUR MALAYSIA JALAN"),
        ("KE", "KENYA NAIROBI MOMBASA KISUMU NAKURU KRAPIN"),
        ("UG", "UGANDA KAMPALA ENTEBBE JINJA"),
        ("TZ", "TANZANIA DARESSALAAM ARUSHA DODOMA"),
        ("RW", "RWANDA KIGALI"),
        ("US", "UNITEDSTATES NEWYORKNY LOSANGELESCA"),
        ("CA", "CANADA ONTARIO TORONTO MONTREAL VANCOUVERBC"),
        ("AU", "AUSTRALIA SYDNEYNSW MELBOURNEVIC"),
        ("NZ", "NEWZEALAND AUCKLAND"),
        ("SG", "SINGAPORE"),
        ("PH", "PHILIPPINES MAKATI QUEZONCITY MANDALUYONG MANILA"),
        ("GB", "UNITEDKINGDOM LONDON MANCHESTER BIRMINGHAM"),
        ("IN", "GSTIN MUMBAI NEWDELHI BENGALURU CHENNAI KOLKATA"),
        ("NG", "NIGERIA LAGOS ABUJA"),
        ("GH", "GHANA ACCRA KUMASI"),
        ("ZA", "SOUTHAFRICA CAPETOWN JOHANNESBURG PRETORIA"),
        ("DE", "DEUTSCHLAND BERLIN HAMBURG MUENCHEN MUNCHEN STUTTGART"),
        ("FR", "FRANCE PARIS LYON MARSEILLE TOULOUSE"),
        ("ES", "ESPANA MADRID BARCELONA SEVILLA"),
        ("IT", "ITALIA MILANO ROMA TORINO NAPOLI"),
        ("CH", "SCHWEIZ SUISSE ZUERICH ZURICH"),
        ("ID", "INDONESIA JAKARTA SURABAYA BANDUNG"),
        ("KW", "KUWAIT"),
    ].map { ($0.0, Phrase.list($0.1)) }

    /// Without Delaware: `DE 10115` is a German postcode.
    private static let states = Phrase.list(
        "AL AK AZ AR CA CO CT FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
            + "NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC")

    /// `Austin TX 78701`, `CA 90012-1234`.
    private static func hasStateAndPostcode(_ line: TextLine) -> Bool {
        line.tokens.indices.dropLast().contains { place in
            let code = line.tokens[place + 1].key
            guard line.tokens[place].word != line.tokens[place + 1].word else { return false }
            return states.contains(line.tokens[place].key) && code.count == 5
                && code.allSatisfy(Fold.isDigit)
        }
    }

    /// `(512) 555-0134`.
    private static func hasAmericanPhone(_ line: TextLine) -> Bool {
        let digits = line.tokens.map { $0.key.allSatisfy(Fold.isDigit) ? $0.key.count : 0 }
        return line.tokens.indices.dropLast(2).contains { place in
            digits[place] == 3 && digits[place + 1] == 3 && digits[place + 2] == 4
                && line.words[line.tokens[place].word].folded.first == UInt8(ascii: "(")
        }
    }
}
