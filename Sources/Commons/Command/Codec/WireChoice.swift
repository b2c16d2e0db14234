/// Enumerations with a text for each case.
enum WireChoice {
    /// The texts of the cases, or nil when the type is no such enumeration.
    static func texts(of type: Any.Type) -> [String]? {
        guard let choice = type as? any CaseIterable.Type else { return nil }
        return texts(ofCases: choice)
    }

    private static func texts<C: CaseIterable>(ofCases type: C.Type) -> [String]? {
        var texts: [String] = []
        for value in type.allCases {
            guard let raw = (value as? any RawRepresentable)?.rawValue as? String else {
                return nil
            }
            texts.append(raw)
        }
        return texts.isEmpty ? nil : texts
    }

    static func firstCase<T>(of type: T.Type) -> T? {
        guard let choice = type as? any CaseIterable.Type else { return nil }
        func open<C: CaseIterable>(_ choice: C.Type) -> T? { choice.allCases.first as? T }
        return open(choice)
    }
}

/// Dictionaries keyed by text.
protocol WireMap {
    static var valueType: any Decodable.Type { get }
}

extension Dictionary: WireMap where Key == String, Value: Decodable {
    static var valueType: any Decodable.Type { Value.self }
}
