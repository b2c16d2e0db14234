import Insight
import Ledger
import Recognition

/// Reads the business terms (EN 16931-1, BT numbers) of an electronic invoice. What a machine
/// wrote needs no recognition: every value has confidence 1.
enum ElectronicInvoice {
    static func paper(from bytes: [UInt8]) throws(RecognitionFailure) -> ExtractedPaper {
        let root = try XMLTree.read(bytes)
        let paper: ExtractedPaper
        switch root.name {
        case "Invoice", "CreditNote", "Order":
            paper = checked(UniversalBusinessLanguage.paper(root))
        case "CrossIndustryInvoice", "CrossIndustryDocument", "SCRDMCCBDACIOMessageStructure":
            paper = checked(CrossIndustryInvoice.paper(root))
        default:
            throw RecognitionFailure(
                .xmlUnsupported,
                "<\(root.name.prefix(40))> is neither a UBL invoice nor a Cross Industry Invoice.")
        }
        let substance = [FieldName.number, .date, .supplier, .total]
        guard substance.contains(where: { paper[$0].value != nil }) else {
            throw RecognitionFailure(
                .xmlUnsupported, "The XML states no number, day, seller or total of an invoice.")
        }
        return paper
    }

    /// A machine wrote the values, but not always right ones: a field that no book can take stays
    /// empty, and a warning quotes what was there.
    private static func checked(_ paper: ExtractedPaper) -> ExtractedPaper {
        var paper = paper
        func drop(_ name: FieldName, unless isUsable: (String) -> Bool, _ reason: String) {
            guard let value = paper[name].value, !isUsable(value) else { return }
            paper[name] = ExtractedField()
            paper.warnings.append(
                ExtractionWarning(
                    code: "value_unusable",
                    message: "The electronic invoice says \(value.prefix(40)), which is \(reason).",
                    field: name))
        }
        for name in [FieldName.date, .dueDate] {
            drop(name, unless: { Day(iso: $0) != nil }, "no day")
        }
        drop(.currency, unless: { Currency(code: $0) != nil }, "no currency in use")
        guard let currency = paper.currency.value.flatMap({ Currency(code: $0) }) else {
            return paper
        }
        for name in [FieldName.subtotal, .tax, .total] {
            drop(
                name, unless: { (try? Money(decimal: $0, currency: currency)) != nil },
                "no amount in \(currency.code)")
        }
        return paper
    }

    static func field(_ value: String?) -> ExtractedField {
        guard let value else { return ExtractedField() }
        return ExtractedField(value: value, confidence: 1, source: .xml)
    }

    /// xs:decimal without the sign of a positive number and without exponent; nil otherwise.
    static func amount(_ element: XMLElement?) -> String? {
        guard let text = element?.value else { return nil }
        let plain = text.hasPrefix("+") ? String(text.dropFirst()) : text
        let digits = plain.drop { $0 == "-" }
        let valid = digits.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
        guard valid, digits.utf8.contains(where: { $0 != 0x2E }),
            plain.utf8.count - digits.utf8.count <= 1,
            digits.utf8.count(where: { $0 == 0x2E }) <= 1
        else { return nil }
        return plain.hasPrefix(".") ? "0" + plain : plain
    }
}
