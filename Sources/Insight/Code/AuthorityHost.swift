/// The servers of tax authorities to which the codes on papers lead, and what only an address of
/// theirs says. The list names where an address leads; nothing is ever fetched from it.
enum AuthorityHost {
    private static let domains = [
        "kra.go.ke", "tra.go.tz", "ura.go.ug", "rra.gov.rw", "obr.gov.bi", "mor.gov.et",
        "gra.gov.gh", "firs.gov.ng", "zra.org.zm", "mra.mw", "zimra.co.zw", "dgi.gouv.ci",
        "impots.gouv.sn", "zatca.gov.sa", "afip.gob.ar", "arca.gob.ar", "sat.gob.mx",
        "agenciatributaria.gob.es", "fazenda.gov.br", "fazenda.sp.gov.br",
        "fazenda.rj.gov.br", "fazenda.mg.gov.br", "fazenda.pr.gov.br", "sefaz.rs.gov.br",
        "dian.gov.co", "dgii.gov.do", "sii.cl", "sri.gob.ec", "sunat.gob.pe", "purs.gov.rs",
        "porezna-uprava.hr",
        "nalog.ru", "gst.gov.in", "einvoice1.gst.gov.in", "fbr.gov.pk", "hasil.gov.my",
        "tax.gov.kh", "gdt.gov.vn", "eta.gov.eg", "tax.gov.ma", "gib.gov.tr", "mytax.gov.gr",
        "aade.gr", "nav.gov.hu", "fu.gov.si", "financnasprava.sk", "mf.gov.pl",
    ]

    static func isOne(_ host: String) -> Bool {
        domains.contains { domain in
            host == domain || host.utf8.count > domain.utf8.count
                && host.utf8.suffix(domain.utf8.count + 1)
                    .elementsEqual([UInt8(ascii: ".")] + Array(domain.utf8))
        }
    }

    /// What stands in an address of some authorities without a name of its own.
    static func complete(_ facts: inout CodeFacts, _ address: [UInt8]) {
        if facts.form.utf8.elementsEqual("etims.kra.go.ke".utf8) { kenyan(&facts, address) }
        if facts.form.utf8.elementsEqual("itax.kra.go.ke".utf8) {
            // Kenya's earlier devices number what they sign; the seller's own number is another.
            facts.controlCode = facts.number
            facts.number = nil
            facts.currency = "KES"
        }
        brazilian(&facts, address)
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

    /// Brazil's receipts are named by 44 figures: state, month, the seller's CNPJ, form, series,
    /// number, code.
    private static func brazilian(_ facts: inout CodeFacts, _ address: [UInt8]) {
        let runs = address.split { !Fold.isDigit($0) }
        guard let key = runs.first(where: { $0.count == 44 }).map({ Array($0) }) else { return }
        facts.supplierTaxID = CodeText.string(key[6..<20])
        facts.number = CodeText.string(key[25..<34].drop { $0 == 0x30 })
        facts.controlCode = CodeText.string(key)
        facts.currency = "BRL"
    }
}
