/// Where a model stands between its upload and its end.
public enum ModelState: String, Codable, Sendable, CaseIterable {
    case draft, validated, approved, live, shadow, retired

    /// A draft skips nobody, what was checked is checked again when what is known of groups has
    /// changed, what is live steps back to approved, and a retired model stays so.
    var successors: Set<ModelState> {
        switch self {
        case .draft: [.validated, .retired]
        case .validated: [.validated, .approved, .retired]
        case .approved: [.live, .shadow, .retired]
        case .live: [.approved, .retired]
        case .shadow: [.live, .approved, .retired]
        case .retired: []
        }
    }
}
