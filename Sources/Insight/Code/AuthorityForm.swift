/// The addresses that tax authorities prescribe for the codes of papers: server, path and values.
/// Another address on the same server is none of them, whatever it is called with.
struct AuthorityForm {
    private enum Country { case kenya, kenyaBefore, brazil, rwanda, other }

    private let hosts: [String]
    private let path: String
    /// Its values, each once and no others, by their names in small letters.
    private let values: [String]
    private let country: Country

    private init(
        _ hosts: [String], _ path: String, _ values: [String], _ country: Country = .other
    ) {
        (self.hosts, self.path, self.values, self.country) = (hosts, path, values, country)
    }

    /// As the authorities have published them for those who print the codes.
    private static let all = [
        AuthorityForm(
            ["etims.kra.go.ke"], "/common/link/etims/receipt/indexEtimsReceiptData", ["data"],
            .kenya),
        AuthorityForm(
            ["itax.kra.go.ke"], "/KRA-Portal/invoiceChk.htm", ["actioncode", "invoiceno"],
            .kenyaBefore),
        AuthorityForm(
            ["myrra.rra.gov.rw"], "/common/link/ebm/receipt/indexEbmReceiptData", ["data"],
            .rwanda),
        AuthorityForm(
            ["efris.ura.go.ug"], "/site_mobile/#/invoiceValidation",
            ["invoiceno", "antifakecode"]),
        AuthorityForm(
            ["www2.agenciatributaria.gob.es"], "/wlpl/TIKE-CONT/ValidarQR",
            ["nif", "numserie", "fecha", "importe"]),
        AuthorityForm(
            ["www2.agenciatributaria.gob.es"], "/wlpl/TIKE-CONT/ValidarQRNoVerifactu",
            ["nif", "numserie", "fecha", "importe"]),
        AuthorityForm(
            ["verificacfdi.facturaelectronica.sat.gob.mx"], "/default.aspx",
            ["id", "re", "rr", "tt", "fe"]),
        AuthorityForm(
            ["www.afip.gob.ar", "www.arca.gob.ar"], "/fe/qr",
            [
                "p", "ver", "fecha", "cuit", "ptovta", "tipocmp", "nrocmp", "importe", "moneda",
                "ctz", "tipodocrec", "nrodocrec", "tipocodaut", "codaut",
            ]),
    ]

    /// Argentina's values that a receipt to a nameless buyer in pesos may leave out.
    private static let optional = ["ctz", "tipodocrec", "nrodocrec", "tipocodaut"]

    static func find(
        _ host: String, path: String, _ pairs: [(name: String, value: String)]
    ) -> AuthorityForm? {
        if isTanzanian(host, path, pairs) { return AuthorityForm([host], path, []) }
        if isBrazilian(host, path, pairs) { return AuthorityForm([host], path, [], .brazil) }
        return all.first { form in
            form.hosts.contains(host) && form.path == path && form.hasValues(pairs)
        }
    }

    private func hasValues(_ pairs: [(name: String, value: String)]) -> Bool {
        values.allSatisfy { name in
            let count = pairs.count { $0.name == name }
            return count == 1 || count == 0 && Self.optional.contains(name)
        } && pairs.allSatisfy { values.contains($0.name) }
    }

    /// `https://verify.tra.go.tz/5D3C5B12345_143059`: the receipt's code and its time of day.
    private static func isTanzanian(
        _ host: String, _ path: String, _ pairs: [(name: String, value: String)]
    ) -> Bool {
        guard host == "verify.tra.go.tz", pairs.isEmpty, path.utf8.first == 0x2F else {
            return false
        }
        let parts = path.utf8.dropFirst().split(separator: 0x5F, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count >= 6, parts[1].count == 6 else { return false }
        return parts[0].allSatisfy { Fold.isLetter($0) || Fold.isDigit($0) }
            && CodeText.isFigures(parts[1])
    }

    /// Each state has a server of its own; common to all are `/nfce` or `/qrcode` in the path and
    /// the receipt's key, which checks itself.
    private static func isBrazilian(
        _ host: String, _ path: String, _ pairs: [(name: String, value: String)]
    ) -> Bool {
        guard AuthorityHost.isOne(host), host.utf8.suffix(7).elementsEqual(".gov.br".utf8),
            CodeText.contains(path, "nfce") || CodeText.contains(path, "qrcode")
        else { return false }
        // The form with a name for each value is older than the one with bars between them.
        let old = ["chnfe", "nversao", "tpamb", "cdest", "dhemi", "vnf", "vicms", "digval",
            "cidtoken", "chashqrcode"]
        let keys = pairs.filter { $0.name == "chnfe" || $0.name == "p" }
        guard keys.count == 1, pairs.allSatisfy({ $0.name == "p" || old.contains($0.name) }),
            pairs.count(where: { $0.name == "vnf" }) <= 1, let value = keys.first?.value
        else { return false }
        return brazilianKey(Array(value.utf8)) != nil
    }

    /// 44 figures: state, month, the seller's CNPJ, form, series, number, manner, code, check.
    private static func brazilianKey(_ text: [UInt8]) -> [UInt8]? {
        let key = Array(text.prefix { Fold.isDigit($0) })
        guard key.count == 44 else { return nil }
        var (sum, weight) = (0, 2)
        for figure in key.dropLast().reversed() {
            sum += Int(figure - 0x30) * weight
            weight = weight == 9 ? 2 : weight + 1
        }
        let rest = sum % 11
        return Int(key[43] - 0x30) == (rest < 2 ? 0 : 11 - rest) ? key : nil
    }

    /// What stands in an address without a name of its own.
    func complete(_ facts: inout CodeFacts, _ address: [UInt8]) {
        switch country {
        case .kenya: Self.kenyan(&facts, address)
        case .kenyaBefore:
            // Kenya's earlier devices number what they sign; the seller's own number is another.
            facts.controlCode = facts.number
            facts.number = nil
            facts.currency = "KES"
        case .rwanda: facts.currency = "RWF"
        case .brazil: Self.brazilian(&facts, address)
        case .other: break
        }
    }

    /// `...?Data=` then the seller's PIN, its branch and the receipt's signature in one word.
    private static func kenyan(_ facts: inout CodeFacts, _ address: [UInt8]) {
        facts.currency = "KES"
        guard let mark = address.lastIndex(of: UInt8(ascii: "=")) else { return }
        let data = address[(mark + 1)...]
        let pin = Array(data.prefix(11))
        guard pin.count == 11, Fold.isLetter(pin[0]), Fold.isLetter(pin[10]),
            CodeText.isFigures(pin[1..<10])
        else { return }
        facts.supplierTaxID = CodeText.string(pin)
        facts.controlCode = CodeText.value(data.dropFirst(13))
    }

    private static func brazilian(_ facts: inout CodeFacts, _ address: [UInt8]) {
        let runs = address.split { !Fold.isDigit($0) }
        guard let key = runs.first(where: { $0.count == 44 }).map({ Array($0) }) else { return }
        facts.supplierTaxID = CodeText.string(key[6..<20])
        facts.number = CodeText.string(key[25..<34].drop { $0 == 0x30 })
        facts.controlCode = CodeText.string(key)
        facts.currency = "BRL"
    }
}
