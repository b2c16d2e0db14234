/// What a new password must be: long enough, and none of those that whoever guesses tries first.
enum PasswordRule {
    static let length = 10...200

    static func check(
        _ password: String, email: String, at pointer: String = "/password"
    ) throws(Refusal) {
        guard length.contains(password.unicodeScalars.count) else {
            throw Refusal(
                .weakPassword,
                "Use \(length.lowerBound) to \(length.upperBound) characters, such as a sentence.",
                at: pointer)
        }
        let lower = password.lowercased()
        let name = email.split(separator: "@").first.map(String.init) ?? email
        guard !isGuessable(lower), !lower.contains(name) || name.utf8.count < 4 else {
            throw Refusal(
                .weakPassword, "This one is easily guessed; a short sentence is good.", at: pointer)
        }
    }

    private static func isGuessable(_ lower: String) -> Bool {
        let characters = Array(lower)
        return Set(characters).count < 5 || isRepetition(characters) || isRun(characters)
            || isCommon(lower)
    }

    /// A word of fewer than ten characters said again, such as `kenya1kenya1`.
    private static func isRepetition(_ text: [Character]) -> Bool {
        (1..<length.lowerBound).contains { period in
            period <= text.count / 2
                && text.dropFirst(period).elementsEqual(text.dropLast(period))
        }
    }

    /// At most three pieces, and a rest of two, of what stands in a row on the keyboard, in the
    /// alphabet or in counting, such as `qwerty12345`.
    private static func isRun(_ text: [Character]) -> Bool {
        var rest = text[...]
        for _ in 0..<3 {
            guard let piece = rows.map({ longestStart(of: rest, in: $0) }).max(), piece >= 3 else {
                return false
            }
            rest = rest.dropFirst(piece)
            if rest.count < 3 { return true }
        }
        return false
    }

    private static func longestStart(
        of text: ArraySlice<Character>, in row: [Character]
    ) -> Int {
        row.indices.map { start in
            zip(text, row[start...]).prefix { $0 == $1 }.count
        }.max() ?? 0
    }

    /// A common word with little more than figures and signs about it or in the place of letters,
    /// such as `P@ssw0rd2026!`, or said twice.
    private static func isCommon(_ lower: String) -> Bool {
        let core = lower.trimming { !$0.isLetter }
        return [lower, core].contains { text in
            readings.contains { reading in
                let word = text.map { reading[$0] ?? $0 }.filter(\.isLetter)
                let isAdorned = lower.count - word.count <= 8
                return isAdorned && (words.contains(String(word)) || isSaidAgain(word))
            }
        }
    }

    private static func isSaidAgain(_ word: [Character]) -> Bool {
        word.count >= 6 && isRepetition(word)
    }

    /// Which letters figures and signs stand for; a one is read both ways.
    private static let readings: [[Character: Character]] = {
        let usual: [Character: Character] = [
            "0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s",
            "!": "i", "€": "e",
        ]
        return [usual.merging(["1": "l"]) { $1 }, usual.merging(["1": "i"]) { $1 }]
    }()

    private static let rows: [[Character]] = {
        let rows = [
            "12345678901234567890", "1234567891011121314", "qwertyuiop", "asdfghjkl", "zxcvbnm",
            "azertyuiop", "qwertzuiop", "abcdefghijklmnopqrstuvwxyz", "1q2w3e4r5t6y7u8i9o0p",
            "1qaz2wsx3edc4rfv",
        ].map { Array($0) }
        return rows + rows.map { $0.reversed() }
    }()

    /// Our own list: what people are known to choose everywhere, and what is near at hand where
    /// this is used. Shorter than a dictionary, for it is the first guesses that count: the
    /// others are slowed.
    private static let words: Set<String> = [
        "password", "passwords", "passwort", "passcode", "passphrase", "motdepasse", "contrasena",
        "mypassword", "thepassword", "yourpassword", "newpassword", "neno", "nenosiri",
        "siri", "siriyangu", "letmein", "letmeinnow", "openup", "opensesame", "welcome",
        "welcomeback", "karibu", "karibusana", "bienvenue", "marhaba", "hello", "hellothere",
        "helloworld", "habari", "jambo", "bonjour", "salam", "admin", "administrator",
        "administrateur", "root", "superuser", "superadmin", "user", "username", "guest", "test",
        "testing", "tester", "testtest", "demo", "default", "changeme", "changeit", "changethis",
        "secret", "topsecret", "mysecret", "login", "signin", "access", "master", "system",
        "computer", "internet", "server", "database", "qwerty", "azerty", "qwertz", "asdfgh",
        "zxcvbn", "abc", "abcd", "abcdef", "iloveyou", "iloveu", "loveyou", "lovely", "nakupenda",
        "jetaime", "mylove", "mpenzi", "princess", "prince", "queen", "king", "sunshine", "monkey",
        "dragon", "tiger", "lion", "simba", "chui", "tembo", "shadow", "flower", "butterfly",
        "chocolate", "football", "soccer", "baseball", "basketball", "liverpool", "arsenal",
        "chelsea", "barcelona", "manchester", "realmadrid", "juventus", "superman", "batman",
        "spiderman", "pokemon", "starwars", "michael", "jordan", "ashley", "daniel", "jessica",
        "charlie", "mohamed", "mohammed", "muhammad", "jesus", "jesuschrist", "jesusislord",
        "mungu", "munguniwetu", "mungunimwema", "allah", "allahuakbar", "bismillah", "blessed",
        "blessing", "godisgood", "godislove", "godfirst", "amen", "freedom", "uhuru", "harambee",
        "hakunamatata", "pesa", "mpesa", "mpesapin", "pesapesa", "money", "mymoney", "bank",
        "mybank", "sacco", "chama", "duka", "dukani", "biashara", "shamba", "safaricom", "airtel",
        "kenya", "nairobi", "mombasa", "kisumu", "tanzania", "daressalaam", "dodoma", "zanzibar",
        "uganda", "kampala", "rwanda", "kigali", "africa", "afrika", "nigeria", "lagos", "ghana",
        "accra", "senegal", "dakar", "abidjan", "summer", "winter", "january", "december",
        "monday", "friday", "family", "familia", "mama", "baba", "mamababa", "babamama",
        "trustno", "whatever", "nothing", "google", "facebook", "whatsapp", "samsung", "android",
        "commons", "commonsledger", "ledger", "invoice", "accounting", "accountant",
    ]
}

extension String {
    /// Without the characters at both ends that are so.
    fileprivate func trimming(_ isOutside: (Character) -> Bool) -> String {
        let front = drop(while: isOutside)
        guard let last = front.lastIndex(where: { !isOutside($0) }) else { return "" }
        return String(front[...last])
    }
}
