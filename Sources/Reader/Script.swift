/// Which of Tesseract's languages are written in letters that the line reader knows.
enum Script {
    private static let latin: Set<String> = [
        "afr", "cat", "dan", "deu", "eng", "eus", "fin", "fra", "fry", "gle", "glg", "ind", "isl",
        "ita", "lat", "ltz", "msa", "nld", "nor", "oci", "por", "spa", "swa", "swe",
    ]

    /// All of them, joined by `+`.
    static func isLatin(_ languages: String) -> Bool {
        languages.split(separator: "+").allSatisfy { latin.contains(String($0)) }
    }
}
