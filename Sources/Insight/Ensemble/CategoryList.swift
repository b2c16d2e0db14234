import Wire

/// One list of `pandas_categorical`: what a column's codes stand for, the first item for 0.
public struct CategoryList: Sendable {
    /// As JSON writes them.
    public let texts: [String]
    private var byText: [String: Double] = [:]
    private var byNumber: [Double: Double] = [:]
    private var byTruth: [Bool: Double] = [:]

    public var count: Int { texts.count }

    init(_ items: [JSONValue]) {
        texts = items.map { item in
            if case .string(let text) = item { return text }
            return String(decoding: item.bytes, as: UTF8.self)
        }
        for (code, item) in items.enumerated() {
            let text = texts[code]
            switch text {
            case "true" where item.string == nil: byTruth[true] = Double(code)
            case "false" where item.string == nil: byTruth[false] = Double(code)
            default:
                if item.string == nil, let number = DoubleText.parse(text) {
                    byNumber[number] = Double(code)
                }
                byText[text] = Double(code)
            }
        }
    }

    /// The code of a cell; nil for what is no category. Numbers are compared as numbers (pandas
    /// writes 1.0 in one file and 1 in another), and truth in whatever case (`true` in a model,
    /// `True` in pandas' tables).
    func code(of text: String, number: Double?) -> Double? {
        if let code = byText[text] { return code }
        if let number, let code = byNumber[number] { return code }
        guard !byTruth.isEmpty else { return nil }
        let bytes = text.utf8.filter { $0 != UInt8(ascii: " ") }
        let plain = String(decoding: bytes, as: UTF8.self)
        if Self.trueWords.contains(plain) { return byTruth[true] }
        return Self.falseWords.contains(plain) ? byTruth[false] : nil
    }

    private static let trueWords: Set = ["true", "True", "TRUE"]
    private static let falseWords: Set = ["false", "False", "FALSE"]
}
