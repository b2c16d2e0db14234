import Wire

/// Codes that name their values, whatever their makers call them: the query of a web address, JSON,
/// or `name=value` pairs.
enum NamedValues {
    static func facts(_ bytes: [UInt8]) -> CodeFacts? {
        let host = host(of: bytes)
        var pairs = pairs(of: bytes)
        // A value may hold the whole content again, as JSON in base64.
        for (_, value) in pairs {
            guard let inner = Base64.decode(padded(value)), inner.first == UInt8(ascii: "{") else {
                continue
            }
            pairs += object(inner)
        }
        let form = host.flatMap { AuthorityForm.find($0, path: path(of: bytes), pairs) }
        let isRussian = host == nil && isRussian(pairs)
        var facts = CodeFacts(
            form != nil || isRussian ? .fiscal : .other, form: host == nil ? "values" : "URL")
        if isRussian {
            facts.form = "FNS"
            facts.currency = "RUB"
        }
        for (name, value) in pairs { facts.take(name, value) }
        let isOfAuthority = host.map(AuthorityHost.isOne) ?? false
        if isOfAuthority { facts.form = host ?? facts.form }
        if let form { form.complete(&facts, bytes) }
        if isOfAuthority, facts.controlCode == nil { facts.controlCode = CodeText.value(bytes) }
        return facts.kind == .other && facts.total == nil && facts.supplierTaxID == nil
            && !isOfAuthority ? nil : facts
    }

    /// Fiscal drives of the Russian form state time, sum, drive, document and sign, all by letters.
    private static func isRussian(_ pairs: [(name: String, value: String)]) -> Bool {
        ["t", "s", "fn", "i", "fp"].allSatisfy { name in pairs.contains { $0.name == name } }
    }

    private static func pairs(of bytes: [UInt8]) -> [(name: String, value: String)] {
        if bytes.first == UInt8(ascii: "{") { return object(bytes) }
        // Everything behind the last `?` or `#`, or the whole text when it is no address.
        var body = bytes[...]
        if host(of: bytes) != nil {
            guard let mark = bytes.lastIndex(where: { $0 == 0x3F || $0 == 0x23 }) else { return [] }
            body = bytes[(mark + 1)...]
        }
        let marks: [UInt8] = [0x26, 0x3B, 0x0A, 0x7C]
        return body.split { marks.contains($0) }.compactMap { part in
            guard let equal = part.firstIndex(where: { $0 == 0x3D || $0 == 0x3A }),
                let value = CodeText.value(CodeText.unescaped(part[(equal + 1)...]))
            else { return nil }
            return (name(part[..<equal]), value)
        }
    }

    private static func object(_ bytes: [UInt8]) -> [(name: String, value: String)] {
        guard let members = (try? JSONValue.parse(bytes, depthLimit: 8))?.members else { return [] }
        return members.compactMap { key, value in
            text(value).map { (name(key.utf8), $0) }
        }
    }

    static func text(_ value: JSONValue?) -> String? {
        switch value {
        case .string(let text): CodeText.value(text.utf8)
        case .number(let text): text
        default: nil
        }
    }

    /// Lower case, letters and figures alone.
    private static func name(_ bytes: some Sequence<UInt8>) -> String {
        let folded = Fold.upper(CodeText.string(bytes))
        let plain = Fold.alphanumerics(folded)
        return CodeText.string(plain.map { Fold.isLetter($0) ? $0 | 0x20 : $0 })
    }

    private static func padded(_ text: String) -> String {
        text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    }

    /// What follows the scheme of an address; nil for any other text.
    private static func address(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        for scheme in ["https://", "http://", "HTTPS://", "HTTP://"]
        where bytes.starts(with: Array(scheme.utf8)) {
            return bytes.dropFirst(scheme.utf8.count)
        }
        return nil
    }

    static func host(of bytes: [UInt8]) -> String? {
        address(bytes).map { address in
            var name = address.prefix { $0 != 0x2F && $0 != 0x3F && $0 != 0x23 }
            // What stands before an `@` is no server, however much it looks like one.
            if !name.contains(0x40) { name = name.prefix { $0 != 0x3A } }
            return CodeText.string(name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
        }
    }

    /// Of an address: from the first `/` to where its values begin, without a `/` at the end.
    private static func path(of bytes: [UInt8]) -> String {
        guard let address = address(bytes), let start = address.firstIndex(of: 0x2F) else {
            return ""
        }
        let end = address.lastIndex { $0 == 0x3F } ?? address.endIndex
        var path = start < end ? address[start..<end] : []
        while path.last == 0x2F { path = path.dropLast() }
        return CodeText.string(path)
    }
}

extension CodeFacts {
    /// Takes a value under the name that its maker gave it; the first one of a kind stays.
    fileprivate mutating func take(_ name: String, _ value: String) {
        switch name {
        case "total", "totalamount", "amount", "amt", "importe", "monto", "montototal", "tt", "vnf",
            "totinvval", "grandtotal", "invoicetotal", "totalvalue", "sum", "valor", "am":
            total = total ?? CodeText.amount(value)
        case "s" where form == "FNS": total = total ?? CodeText.amount(value)
        case "tax", "vat", "taxamount", "vatamount", "totaltax", "totalvat", "iva", "totaliva",
            "tva", "mwst", "ppn":
            tax = tax ?? CodeText.amount(value)
        case "date", "invoicedate", "issuedate", "docdate", "fecha", "datum", "data", "dt",
            "receiptdate", "tarih", "timestamp", "datetime":
            date = date ?? CodeText.day(value)
        case "t" where form == "FNS": date = date ?? CodeText.day(value)
        case "invoiceno", "invoicenumber", "invoice", "invno", "receiptno", "receiptnumber",
            "numserie", "docno", "docnumber", "number", "nrocmp", "folio", "billno", "invoiceid":
            number = number ?? value
        case "nif", "cuit", "re", "rfc", "pin", "tin", "taxid", "vatno", "vatnumber", "vkn", "bin",
            "gstin", "sellergstin", "sellertin", "suppliertin", "npwp", "cnpj", "taxnumber":
            supplierTaxID = supplierTaxID ?? value
        case "seller", "sellername", "supplier", "suppliername", "merchant", "merchantname":
            supplier = supplier ?? value
        case "currency", "moneda", "curr", "cur", "currencycode":
            currency = currency ?? Self.currency(value)
        case "antifakecode", "fp", "codaut", "irn", "controlcode", "signature", "atcud", "uuid",
            "verificationcode", "fiscalcode", "idocode":
            controlCode = controlCode ?? value
        default: break
        }
    }

    /// Argentina's customs have their own words for two of them.
    private static func currency(_ value: String) -> String? {
        switch value {
        case "PES": "ARS"
        case "DOL": "USD"
        default: value.utf8.count == 3 ? value.uppercased() : nil
        }
    }
}
