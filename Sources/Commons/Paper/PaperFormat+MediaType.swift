import Recognition

extension PaperFormat {
    /// Whether the media type that a sender declares may stand for this format. A type that says
    /// nothing about the content (`application/octet-stream`) is no contradiction.
    func agrees(withDeclared declared: String) -> Bool {
        let end = declared.firstIndex(of: ";") ?? declared.endIndex
        let name = declared[..<end].filter { $0 != " " }.lowercased()
        if name.isEmpty || name == "application/octet-stream" || name == rawValue { return true }
        switch self {
        case .jpeg: return name == "image/jpg"
        case .tiff: return name == "image/tif"
        case .xml: return name == "text/xml" || name.hasSuffix("+xml")
        case .png, .pdf: return false
        }
    }
}
