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
    /// stays; where the rules surely read something else, a warning names both and neither is
    /// shown as sure. A paper on which not all labels stand may be of a form that has changed, so
    /// what stands by the others is believed less.
    ///
    /// - Parameter supplier: the name under which the supplier is booked.
    public mutating func apply(
        _ template: SupplierTemplate, of supplier: String, to pages: [PageWords]
    ) {
        let reader = TemplateReader(pages)
        let found = template.anchors.compactMap { anchor in
            reader.find(anchor).map { (field: anchor.field, place: $0) }
        }
        let trust = Self.trust(template, hasAll: found.count == template.anchors.count)
        for (field, place) in found where place.confidence >= 0.3 {
            take(place, field, trust: trust)
        }
        if self.supplier.source?.isMachineMade != true {
            self.supplier.value = supplier
            self.supplier.confidence = max(0.95, self.supplier.confidence)
            self.supplier.source = .template
        }
        warnings.removeAll { $0.code == "total_missing" && total.value != nil }
        warnings.removeAll { $0.code == "date_missing" && date.value != nil }
    }

    private static func trust(_ template: SupplierTemplate, hasAll: Bool) -> Double {
        let trust = template.papers > SupplierTemplate.fewestPapers ? 0.96 : 0.93
        return hasAll ? trust : trust * 0.9
    }

    /// The most for a value beside which the rules surely read another one.
    private static let doubtful = 0.7

    private mutating func take(_ found: FieldPlace, _ name: FieldName, trust: Double) {
        let read = self[name]
        guard read.source?.isMachineMade != true else { return }
        if Self.agree(name, read.value, found.value) {
            // Two ways that do not know of each other lead to the same value.
            self[name].confidence = max(read.confidence, 0.97)
            self[name].source = .template
            return
        }
        var most = trust
        if let other = read.value, read.confidence >= 0.8 {
            most = Self.doubtful
            warnings.append(
                ExtractionWarning(
                    code: "template_disagrees",
                    message: "Where this supplier's papers carry it stands \(found.value); "
                        + "\(other) was read elsewhere.",
                    field: name, proposal: other))
        }
        self[name] = ExtractedField(
            value: found.value, confidence: most * min(1, 0.5 + found.confidence / 2),
            box: found.box, page: found.page, source: .template)
    }
}
