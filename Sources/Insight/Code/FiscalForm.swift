import Wire

/// Codes in forms that tax authorities prescribe.
enum FiscalForm {
    /// Saudi Arabia, ZATCA phase 1 and 2: base64 of tag, length, value; 1 seller, 2 VAT number,
    /// 3 time, 4 total with VAT, 5 VAT.
    static func saudi(_ bytes: [UInt8]) -> CodeFacts? {
        guard let content = Base64.decode(CodeText.string(bytes)), content.first == 1 else {
            return nil
        }
        var values: [UInt8: String] = [:]
        var place = 0
        while place + 2 <= content.count {
            let end = place + 2 + Int(content[place + 1])
            guard end <= content.count else { return nil }
            values[content[place]] = CodeText.value(content[(place + 2)..<end])
            place = end
        }
        guard let taxID = values[2], let total = CodeText.amount(values[4]) else { return nil }
        var facts = CodeFacts(.fiscal, form: "ZATCA")
        facts.supplier = values[1]
        facts.supplierTaxID = taxID
        facts.date = CodeText.day(values[3])
        facts.total = total
        facts.tax = CodeText.amount(values[5])
        facts.currency = "SAR"
        return facts
    }

    /// Portugal, ordinance 195/2020: `A:509442013*B:999999990*...*H:CSDF7T5H-35*O:12.30*Q:kl9Z`.
    static func portuguese(_ bytes: [UInt8]) -> CodeFacts? {
        guard bytes.starts(with: Array("A:".utf8)) else { return nil }
        var values: [String: String] = [:]
        for part in CodeText.split(bytes, "*") {
            guard let colon = part.firstIndex(of: UInt8(ascii: ":")), colon <= 2 else { return nil }
            values[CodeText.string(part[..<colon])] = CodeText.value(part[(colon + 1)...])
        }
        guard values["B"] != nil, values["Q"] != nil, let total = CodeText.amount(values["O"])
        else { return nil }
        var facts = CodeFacts(.fiscal, form: "AT")
        facts.supplierTaxID = values["A"]
        facts.date = CodeText.day(values["F"])
        facts.number = values["G"]
        facts.total = total
        facts.tax = CodeText.amount(values["N"])
        facts.controlCode = values["H"]
        facts.currency = "EUR"
        return facts
    }

    /// Austria, RKSV: `_R1-AT1_till_number_time_` and five amounts by rate, then `..._signature`.
    static func austrian(_ bytes: [UInt8]) -> CodeFacts? {
        guard bytes.starts(with: Array("_R1-AT".utf8)) else { return nil }
        let parts = CodeText.split(bytes, "_").map { CodeText.string($0) }
        guard parts.count >= 13, let total = CodeText.sum(Array(parts[5..<10])) else { return nil }
        var facts = CodeFacts(.fiscal, form: "RKSV")
        facts.number = parts[3]
        facts.date = CodeText.day(parts[4])
        facts.total = total
        facts.currency = "EUR"
        facts.controlCode = parts[12]
        return facts
    }

    /// Germany, KassenSichV (DSFinV-K annex I): `V0;till;Kassenbeleg-V1;Beleg^75.33_7.99_0.00_0.00_
    /// 0.00^10.00:Bar;transaction;counter;start;end;...`.
    static func german(_ bytes: [UInt8]) -> CodeFacts? {
        let parts = CodeText.split(bytes, ";").map { CodeText.string($0) }
        guard parts.count >= 11, parts[0] == "V0", parts[2] == "Kassenbeleg-V1" else { return nil }
        let process = CodeText.split(Array(parts[3].utf8), "^")
        guard process.count == 3, process[0].elementsEqual("Beleg".utf8),
            let total = CodeText.sum(CodeText.split(process[1], "_").map { CodeText.string($0) })
        else { return nil }
        var facts = CodeFacts(.fiscal, form: "KassenSichV")
        facts.date = CodeText.day(parts[7])
        facts.total = total
        facts.currency = "EUR"
        facts.controlCode = parts[10]
        return facts
    }

    /// India, e-invoice: a JWT whose payload holds the invoice as JSON in `data`.
    static func indian(_ bytes: [UInt8]) -> CodeFacts? {
        let parts = CodeText.split(bytes, ".")
        guard parts.count == 3, let content = Base64URL.decode(CodeText.string(parts[1])),
            let payload = try? JSONValue.parse(content),
            let data = payload["data"]?.string, let invoice = try? JSONValue.parse(data)
        else { return nil }
        var facts = CodeFacts(.fiscal, form: "e-invoice IRP")
        facts.supplierTaxID = invoice["SellerGstin"]?.string
        facts.number = invoice["DocNo"]?.string
        facts.date = CodeText.day(invoice["DocDt"]?.string)
        facts.total = CodeText.amount(NamedValues.text(invoice["TotInvVal"]))
        facts.currency = "INR"
        facts.controlCode = invoice["Irn"]?.string
        return facts.controlCode == nil ? nil : facts
    }
}
