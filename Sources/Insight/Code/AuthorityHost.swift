/// The servers of tax authorities to which the codes on papers lead. The list names where an
/// address leads, for people who follow it; it makes no code an authority's (`AuthorityForm` does),
/// and nothing is ever fetched from it.
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
}
