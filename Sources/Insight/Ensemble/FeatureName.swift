/// What a column is called in a model.
public enum FeatureName {
    /// LightGBM's text parts names by white space and takes no JSON characters in them: each of
    /// these is written as `_`.
    public static func plain(_ header: String) -> String {
        var name = String.UnicodeScalarView()
        for scalar in header.unicodeScalars {
            name.append(isTaken(scalar) ? scalar : "_")
        }
        return String(name)
    }

    /// The columns of what each feature adds and, behind them, of what every row starts from: no
    /// two of one name, so that a feature called `base` keeps its own.
    public static func contributions(of names: [String]) -> [String] {
        let columns = names.map { "contribution_" + $0 }
        var base = "contribution_base"
        while columns.contains(base) { base += "_value" }
        return columns + [base]
    }

    /// A name without what people write now so, now so: capitals, and blanks at the ends.
    static func near(_ header: String) -> String {
        var name = Substring(plain(header.lowercased()))
        while name.first == "_" { name = name.dropFirst() }
        while name.last == "_" { name = name.dropLast() }
        return String(name)
    }

    /// Whether a header has nothing but white space, as that of an index which pandas wrote.
    public static func isNone(_ header: String) -> Bool {
        header.unicodeScalars.allSatisfy(isSpace)
    }

    private static func isTaken(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", ",", ":", "[", "]", "{", "}": false
        default: !isSpace(scalar)
        }
    }

    /// Unicode's White_Space, without its tables, which are large in a browser.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F,
            0x205F, 0x3000:
            true
        default: false
        }
    }
}
