import Wire

/// A feature that the law protects, and what says so.
public struct ProtectedFeature: Sendable, Equatable {
    public let name: String
    /// Its categories, where its name says nothing.
    public let values: ProtectedValues?
    /// Whether its name says so and can mean nothing else; such a one nobody declares away.
    public let isPlain: Bool

    public var description: String { values.map { "\(name) (\($0.description))" } ?? name }
}

extension LightGBMModel {
    /// Features that by their names or by the texts of their categories hold what the law protects
    /// (`ProtectedName`, `ProtectedValues`). Texts of a feature of which nobody can tell whose they
    /// are say nothing: such a feature cannot be scored either.
    public var protectedFeatures: [ProtectedFeature] {
        let lists = (try? CategoryColumns(self))?.lists ?? []
        return featureNames.enumerated().compactMap { place, name in
            if let ground = ProtectedName.ground(of: name) {
                return ProtectedFeature(name: name, values: nil, isPlain: ground == .plain)
            }
            guard place < lists.count, let list = lists[place],
                let values = ProtectedValues(pandasCategories[list].texts)
            else { return nil }
            return ProtectedFeature(name: name, values: values, isPlain: false)
        }
    }

    /// The same without those of which the card says that they are not about people.
    public func protectedFeatures(by card: JSONValue?) -> [ProtectedFeature] {
        let declared = ProtectedDeclaration.reasons(in: card)
        return protectedFeatures.filter { $0.isPlain || declared[$0.name] == nil }
    }
}
