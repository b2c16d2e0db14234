/// A feature that the law protects, and what says so.
public struct ProtectedFeature: Sendable, Equatable {
    public let name: String
    /// Its categories, where its name says nothing.
    public let values: ProtectedValues?

    public var description: String { values.map { "\(name) (\($0.description))" } ?? name }
}

extension LightGBMModel {
    /// Features that by their names or by the texts of their categories hold what the law protects
    /// (`ProtectedName`, `ProtectedValues`). Texts of a feature of which nobody can tell whose they
    /// are say nothing: such a feature cannot be scored either.
    public var protectedFeatures: [ProtectedFeature] {
        let lists = (try? CategoryColumns(self))?.lists ?? []
        return featureNames.enumerated().compactMap { place, name in
            if ProtectedName.matches(name) { return ProtectedFeature(name: name, values: nil) }
            guard place < lists.count, let list = lists[place],
                let values = ProtectedValues(pandasCategories[list].texts)
            else { return nil }
            return ProtectedFeature(name: name, values: values)
        }
    }
}
