import Ledger

/// Whether 3/4 is the third of April or the fourth of March on a paper: what its other days say,
/// then its country, then who captured it.
struct DayOrder: Equatable {
    var monthFirst: Bool
    var ground: Ground

    enum Ground: Equatable {
        /// Another day of the paper, or where it was made.
        case paper
        /// The country of the organisation that captured it, which also gets papers from abroad.
        case hint
        case nothing
    }

    init(monthFirst: Bool, ground: Ground) {
        self.monthFirst = monthFirst
        self.ground = ground
    }

    /// - Parameter readings: the lines of each reading of the paper.
    init(_ readings: [[TextLine]], hints: ExtractionHints) {
        for lines in readings {
            if let monthFirst = Self.byOtherDays(lines) ?? Self.byPlace(lines) {
                self.init(monthFirst: monthFirst, ground: .paper)
                return
            }
        }
        self.init(
            monthFirst: hints.writesMonthFirst, ground: hints.country == nil ? .nothing : .hint)
    }

    /// A day that exists in one order only, or one written out that equals one reading of another.
    private static func byOtherDays(_ lines: [TextLine]) -> Bool? {
        let days = lines.flatMap { DayReader().days(in: $0.folded) }
        let plain = days.compactMap { $0.onlyMonthFirst }
        if let first = plain.first { return plain.allSatisfy { $0 == first } ? first : nil }
        let written = days.filter { $0.format == .monthName || $0.format == .yearFirst }
            .map { $0.day }
        for day in days {
            guard let other = day.other else { continue }
            if written.contains(day.day) { return false }
            if written.contains(other) { return true }
        }
        return nil
    }

    private static func byPlace(_ lines: [TextLine]) -> Bool? {
        let country = PaperCountry(lines)
        if let monthFirst = country.writesMonthFirst { return monthFirst }
        // Money and tax words of countries that write the day first.
        let isElsewhere = lines.contains { line in
            line.tokens.contains { token in
                dayFirstWords.contains(token.key)
                    || CurrencyMark.code(of: token.key).map { !open.contains($0) } ?? false
            }
        }
        return isElsewhere && country.code == nil ? false : nil
    }

    /// Currencies of places where people write both orders, or that travel.
    private static let open = ["USD", "CAD", "PHP"]
    private static let dayFirstWords = Phrase.list(
        """
        GST VAT TVA MWST IVA SST TAREHE TARIKH JUMLA JUMLAH DATUM FECHA BHD GMBH SARL \
        RECHNUNG FACTURE FACTURA TUNAI RESIT RISITI
        """)
}

extension ExtractedPaper {
    /// Says where a day can be read in two ways, and how sure that leaves it.
    mutating func settle(_ order: inout DayOrder, in readings: [[TextLine]]) {
        let days = readings.flatMap { $0 }.flatMap { line in
            DayReader(monthFirst: order.monthFirst).days(in: line.folded)
        }
        func other(_ field: ExtractedField) -> Day? {
            guard let value = field.value, let day = Day(iso: value),
                days.allSatisfy({ $0.day != day || $0.other != nil })
            else { return nil }
            return days.first { $0.day == day }?.other
        }
        guard let turned = other(date) else { return }
        // One has to pay after the day of the paper, so the wrong order may show.
        if let due = dueDate.value.flatMap({ Day(iso: $0) }), let own = date.value,
            let day = Day(iso: own), due < day
        {
            let turnedDue = other(dueDate)
            if turned <= turnedDue ?? due {
                if order.ground == .paper {
                    order.ground = .nothing
                } else {
                    order = DayOrder(monthFirst: !order.monthFirst, ground: .paper)
                    date.value = turned.iso
                    if let turnedDue { dueDate.value = turnedDue.iso }
                    date.confidence = min(date.confidence, Self.likelyOrder)
                    return
                }
            }
        }
        switch order.ground {
        case .paper: return
        case .hint: date.confidence = min(date.confidence, Self.likelyOrder)
        case .nothing:
            date.confidence = min(date.confidence, Self.openOrder)
            if other(dueDate) != nil {
                dueDate.confidence = min(dueDate.confidence, Self.openOrder)
            }
            warnings.append(
                ExtractionWarning(
                    code: "date_ambiguous",
                    message: "Day and month may be meant the other way round: \(turned.iso).",
                    field: .date, proposal: turned.iso))
        }
    }

    /// Shown where only the organisation's country, or only the day to pay by, tells the order.
    private static let likelyOrder = 0.8
    /// Shown where nothing tells it.
    private static let openOrder = 0.6
}
