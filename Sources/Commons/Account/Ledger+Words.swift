import Ledger

// The core's words travel as their raw values.
extension AccountKind: Codable {}
extension AccountRole: Codable {}
extension DocumentKind: Codable {}
extension DocumentState: Codable {}
extension TaxCategory: Codable {}
extension Document.Pricing: Codable, CaseIterable {
    public static let allCases: [Document.Pricing] = [.exclusive, .inclusive]
}
extension Document.TaxRounding: Codable, CaseIterable {
    public static let allCases: [Document.TaxRounding] = [.perCategory, .perLine]
}
