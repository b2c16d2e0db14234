import Wire

/// Why a table does not fit a model.
public enum FeatureColumnsError: Error, Equatable, Sendable {
    case missing([String])
    case repeated(String)
    /// The model's lists of categories fit these features in more than one way; where none is named
    /// they fit in no way.
    case categories([String])
    /// The header is no UTF-8.
    case encoding
    /// The table is no text in UTF-8 by its first bytes.
    case foreign(ForeignText)
    /// The header is one field with something else than commas in it.
    case separated(by: String)

    public var message: String {
        switch self {
        case .encoding: return "the header " + CSVReader.notUTF8
        case .foreign(let text): return "the table " + text.advice
        case .separated(let mark):
            return "its fields are separated by \(mark): save it with commas"
        case .repeated(let name): return "the column \(name) is there twice"
        case .missing(let names):
            return "the table has no column \(Self.list(names))"
        case .categories(let names):
            return (names.isEmpty
                ? "the model's lists of categories (pandas_categorical) do not fit its features"
                : "which of the model's lists of categories (pandas_categorical) are of "
                    + "\(Self.list(names)) cannot be told, so that its codes are unknown")
                + ": fit it again with all columns of categories of pandas' type category and "
                + "no other column named in categorical_feature"
        }
    }

    private static func list(_ names: [String]) -> String {
        var list = ""
        for name in names.prefix(8) { list += (list.isEmpty ? "" : ", ") + name }
        return list + (names.count > 8 ? " and \(names.count - 8) more" : "")
    }
}
