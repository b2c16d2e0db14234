/// The lines that `pdfinfo` prints.
struct PDFInformation {
    private(set) var pageCount: Int?
    /// In points, of the largest page that was listed.
    private(set) var longestSide: Double?

    init(_ text: String) {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            if parts[0] == "Pages" {
                pageCount = Int(parts[1].drop { $0 == " " })
            } else if parts[0].hasPrefix("Page") && parts[0].hasSuffix("size") {
                let sides = parts[1].split(separator: " ").compactMap { Double($0) }
                longestSide = ([longestSide ?? 0] + sides).max()
            }
        }
    }
}
