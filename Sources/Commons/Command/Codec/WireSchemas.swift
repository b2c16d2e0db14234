import Wire

/// Component schemas that leaves refer to.
public enum WireSchemas {
    public static let shared: [(String, JSONValue)] = PricedText.components
}
