extension SupplierTemplate {
    /// From this share of its words on, a paper is taken for one of this supplier.
    private static let enoughWords = 0.6

    /// How surely a paper is one of this supplier, by the words at its head; nil when it is not.
    public func share(of pages: [PageWords]) -> Double? {
        let share = TemplateReader(pages).share(of: self)
        return share >= Self.enoughWords ? share : nil
    }
}

extension ExtractedPaper {
    /// Fills in what the template of its supplier finds. What codes and electronic invoices state
    /// stays; where the rules surely read something else, a warning names both.
    ///
    /// - Parameter supplier: the name under which the supplier is booked.
    public mutating func apply(
        _ template: SupplierTemplate, of supplier: String, to pages: [PageWords]
    ) {
        let reader = TemplateReader(pages)
        for anchor in template.anchors {
            guard let found = reader.find(anchor), found.confidence >= 0.3 else { continue }
            take(found, anchor.field, papers: template.papers)
        }
        if self.supplier.source?.isMachineMade != true {
            self.supplier.value = supplier
            self.supplier.confidence = max(0.95, self.supplier.confidence)
            self.supplier.source = .template
        }
        warnings.removeAll { $0.code == "total_missing" && total.value != nil }
        warnings.removeAll { $0.code == "date_missing" && date.value != nil }
    }

    private mutating func take(_ found: FieldPlace, _ name: FieldName, papers: Int) {
        let read = self[name]
        guard read.source?.isMachineMade != true else { return }
        let trusted = papers > SupplierTemplate.fewestPapers ? 0.96 : 0.93
        if Self.agree(name, read.value, found.value) {
            // Two ways that do not know of each other lead to the same value.
            self[name].confidence = max(read.confidence, 0.97)
            self[name].source = .template
            return
        }
        if let other = read.value, read.confidence >= 0.8 {
            warnings.append(
                ExtractionWarning(
                    code: "template_disagrees",
                    message: "Where this supplier's papers carry it stands \(found.value); "
                        + "\(other) was read elsewhere.",
                    field: name, proposal: other))
        }
        self[name] = ExtractedField(
            value: found.value, confidence: trusted * min(1, 0.5 + found.confidence / 2),
            box: found.box, page: found.page, source: .template)
    }
}
