extension ExtractedPaper {
    /// Takes over what codes on the paper state. A code in an authority's form and the amount of a
    /// payment code fill what print leaves open and confirm what it says; other codes only confirm.
    /// A code proves no more than the print beside it, for whoever prints the one can print the
    /// other: where print was surely read as something else, it stands, and a warning names both
    /// and offers what the code says.
    public mutating func prefer(_ codes: [PrintedCode]) {
        for kind in [CodeKind.fiscal, .payment, .other] {
            for code in codes {
                guard let facts = code.facts, facts.kind == kind else { continue }
                for (name, value) in facts.fields { state(name, value, by: code, kind) }
            }
        }
        warnings.removeAll { $0.code == "total_missing" && total.value != nil }
        warnings.removeAll { $0.code == "date_missing" && date.value != nil }
        warnings.removeAll { $0.code == "no_text" && total.value != nil }
    }

    private mutating func state(
        _ name: FieldName, _ value: String, by code: PrintedCode, _ kind: CodeKind
    ) {
        let read = self[name]
        if Self.agree(name, read.value, value) {
            guard read.source?.isMachineMade != true else { return }
            self[name].confidence = max(read.confidence, kind.confidence)
            if let source = kind.source { self[name].source = source }
            return
        }
        let isMachineMade = read.source?.isMachineMade == true
        // A currency that stands nowhere is a guess: the organisation's own, and no print.
        let isPrinted = read.confidence >= Self.surelyRead && (name != .currency || read.box != nil)
        if read.value != nil, isMachineMade || kind.source == nil || isPrinted {
            // Names are spelled in many ways, and a till's code may carry the chain's. Days and
            // numbers of an electronic invoice and of a code may be of two things.
            if name == .total || !isMachineMade && name != .supplier {
                disagree(name, read, with: value)
            }
            return
        }
        guard let source = kind.source else { return }
        self[name] = ExtractedField(
            value: value, confidence: kind.confidence, box: code.box, page: code.page,
            source: source)
    }

    private mutating func disagree(
        _ name: FieldName, _ standing: ExtractedField, with stated: String
    ) {
        let printed = standing.value ?? ""
        let witness = standing.source?.isMachineMade == true
            ? "The paper states \(printed)" : "The print reads \(printed)"
        warnings.append(
            ExtractionWarning(
                code: "code_disagrees",
                message: "\(witness), the code on the paper says \(stated).", field: name,
                proposal: stated))
    }

    /// Print read with less than this is no witness against a code.
    private static let surelyRead = 0.5

    /// Warns where the words that people see differ from the electronic invoice beside them.
    ///
    /// - Parameter read: what was read from the visible pages.
    public mutating func warn(whereVisible read: ExtractedPaper) {
        for name in [FieldName.number, .date, .total] {
            let (stated, seen) = (self[name], read[name])
            guard let value = stated.value, let printed = seen.value,
                seen.confidence >= Self.surelySeen, !Self.agree(name, printed, value)
            else { continue }
            warnings.append(
                ExtractionWarning(
                    code: "xml_disagrees",
                    message: "The page shows \(printed), the electronic invoice says \(value).",
                    field: name, proposal: printed))
        }
    }

    /// Print seen with less than this says nothing against what a machine wrote for machines.
    private static let surelySeen = 0.6

    static func agree(_ name: FieldName, _ one: String?, _ other: String) -> Bool {
        guard let one else { return false }
        switch name {
        case .total, .tax, .subtotal:
            guard let left = AmountReader.number(Fold.upper(one)),
                let right = AmountReader.number(Fold.upper(other))
            else { return false }
            return left.thousandths == right.thousandths
        case .number: return NumberKey(one) == NumberKey(other)
        case .supplier:
            guard let left = SupplierKey(one), let right = SupplierKey(other) else { return false }
            return left.isAlike(right)
        default: return one == other
        }
    }
}

extension FieldSource {
    /// Written by a machine for machines: what is read from print does not replace it.
    var isMachineMade: Bool { self == .xml || self == .code || self == .paymentCode }
}

extension CodeKind {
    /// Of the fields that it fills; nil when it fills none.
    fileprivate var source: FieldSource? {
        switch self {
        case .fiscal: .code
        case .payment: .paymentCode
        case .other: nil
        }
    }

    /// A code is read whole or not at all (it checks itself); what is left is a code of another
    /// paper, or one that states something else than the field means.
    fileprivate var confidence: Double {
        switch self {
        case .fiscal: 0.99
        case .payment: 0.97
        case .other: 0.95
        }
    }
}

extension CodeFacts {
    /// The values that are fields of a paper.
    fileprivate var fields: [(FieldName, String)] {
        let all: [(FieldName, String?)] = [
            (.supplier, supplier), (.number, number), (.date, date), (.currency, currency),
            (.tax, tax), (.total, total),
        ]
        return all.compactMap { name, value in value.map { (name, $0) } }
    }
}
