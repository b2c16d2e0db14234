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
        if byTruth.isEmpty { readTruths() }
    }

    /// One text that is true and one that is false, and no numbers beside them, are that in any
    /// spelling, and are 1 and 0.
    private mutating func readTruths() {
        let codes = [1.0, 0].map { truth in
            texts.indices.filter { Cell.truth(texts[$0]) == truth }.map(Double.init)
        }
        guard codes.allSatisfy({ $0.count == 1 }),
            texts.allSatisfy({ DoubleText.parse($0) == nil })
        else { return }
        byTruth = [true: codes[0][0], false: codes[1][0]]
        byNumber = [1: codes[0][0], 0: codes[1][0]]
    }

    /// The code of a cell; nil for what is no category. Numbers are compared as numbers (pandas
    /// writes 1.0 in one file and 1 in another), and truth in whatever case (`true` in a model,
    /// `True` in pandas' tables).
    func code(of text: String, number: Double?) -> Double? {
        if let code = byText[text] { return code }
        if let number, let code = byNumber[number] { return code }
        guard !byTruth.isEmpty else { return nil }
        return Cell.truth(text).flatMap { byTruth[$0 == 1] }
    }
}
