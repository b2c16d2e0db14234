/// A till's receipt as a one-page PDF: a narrow roll, set in the fonts that every reader has.
/// The same lines give the same bytes.
struct ReceiptPage {
    enum Style: Hashable {
        case title, body, strong
    }

    struct Line {
        let left: String
        var right = ""
        var style = Style.body
        var isCentred = false
    }

    let lines: [Line]

    /// 80 mm, in points.
    private static let width = 227
    private static let margin = 12
    private static let leading = 14

    var pdf: [UInt8] {
        let height = Self.margin * 2 + Self.leading * (lines.count + 1)
        let content = content(height: height)
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            """
            << /Type /Page /Parent 2 0 R /MediaBox [0 0 \(Self.width) \(height)] \
            /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> /Contents 4 0 R >>
            """,
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold >>",
        ]
        return Self.file(objects)
    }

    /// Objects with the table of their places, which readers begin with.
    private static func file(_ objects: [String]) -> [UInt8] {
        var bytes = Array("%PDF-1.4\n".utf8)
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(bytes.count)
            bytes += Array("\(index + 1) 0 obj\n\(object)\nendobj\n".utf8)
        }
        let start = bytes.count
        var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for place in places { table += "\(padded(place)) 00000 n \n" }
        table += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\n"
        table += "startxref\n\(start)\n%%EOF\n"
        return bytes + Array(table.utf8)
    }

    private static func padded(_ place: Int) -> String {
        let digits = String(place)
        return String(repeating: "0", count: 10 - digits.count) + digits
    }

    private func content(height: Int) -> String {
        var operators: [String] = []
        for (index, line) in lines.enumerated() {
            let top = height - Self.margin - Self.leading * (index + 1)
            let size = line.style == .title ? 13 : 9
            let font = line.style == .body ? "F1" : "F2"
            func show(_ text: String, at x: Int) {
                if text.isEmpty { return }
                operators.append(
                    "BT /\(font) \(size) Tf \(x) \(top) Td (\(Self.escaped(text))) Tj ET")
            }
            let room = Self.width - 2 * Self.margin
            // Courier's letters are six tenths of their size wide.
            func width(_ text: String) -> Int { text.count * size * 6 / 10 }
            show(
                line.left,
                at: Self.margin + (line.isCentred ? max(0, (room - width(line.left)) / 2) : 0))
            show(line.right, at: Self.margin + max(0, room - width(line.right)))
        }
        return operators.joined(separator: "\n")
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            if "()\\".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
        return escaped
    }
}
