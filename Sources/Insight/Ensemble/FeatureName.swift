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

    /// Whether a header has nothing but white space, as that of an index which pandas wrote.
    public static func isNone(_ header: String) -> Bool {
        header.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }

    private static func isTaken(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", ",", ":", "[", "]", "{", "}": false
        default: !scalar.properties.isWhitespace
        }
    }
}
