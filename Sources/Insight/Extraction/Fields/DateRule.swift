import Ledger

/// Finds the day on which the paper was made.
struct DateRule {
    struct Candidate {
        var day: Day
        var line: TextLine
        var box: Box
        var evidence: DateEvidence
    }

    let lines: [TextLine]
    let hints: ExtractionHints
    let order: DayOrder

    func candidates() -> [Candidate] {
        var reader = DayReader()
        reader.monthFirst = order.monthFirst
        let latest = hints.today.flatMap { Day(iso: $0) }
        var found: [Candidate] = []
        for line in lines {
            let folded = line.folded
            for printed in reader.days(in: folded) {
                var printed = printed
                if let latest, printed.day > latest {
                    // What has not come in one order may have come in the other one.
                    guard order.ground != .paper, let other = printed.other, other <= latest
                    else { continue }
                    printed.day = other
                }
                let evidence = evidence(of: printed, in: line, folded)
                if printed.format == .unseparated && !evidence.isLabelled { continue }
                if let known = found.firstIndex(where: { $0.day == printed.day }) {
                    found[known].evidence.add(evidence)
                } else {
                    found.append(
                        Candidate(
                            day: printed.day, line: line, box: box(of: printed, in: line),
                            evidence: evidence))
                }
            }
        }
        if let newest = found.map({ $0.day }).max(), let first = found.first?.day {
            for index in found.indices {
                found[index].evidence.isNewest = found[index].day == newest
                found[index].evidence.isFirst = found[index].day == first
                found[index].evidence.isAlone = found.count == 1
            }
        }
        return found.filter { !$0.evidence.isDue }
    }

    private func evidence(
        of printed: PrintedDay, in line: TextLine, _ folded: [UInt8]
    ) -> DateEvidence {
        var evidence = DateEvidence()
        let before = Fold.alphanumerics(folded[..<printed.range.lowerBound])
        let above = line.index > 0 ? Fold.alphanumerics(lines[line.index - 1].folded) : []
        evidence.isLabelled = Self.dateLabels.contains { Phrase.ends(before, near: $0) }
        evidence.isLabelledAbove = !evidence.isLabelled
            && Self.dateLabels.contains { Phrase.contains(above, $0) }
            && !(Self.otherLabels.contains { Phrase.contains(above, $0) })
        evidence.isOther = Self.otherLabels.contains { Phrase.contains(before, $0) }
        evidence.isDue = DueDateRule.labels.contains { Phrase.contains(before, $0) }
        evidence.hasTime = ClockTime.stands(in: folded, near: printed.range)
        evidence.isShortYear = printed.format == .shortYear
        evidence.hasMonthName = printed.format == .monthName
        evidence.isYearFirst = printed.format == .yearFirst
        evidence.corrected = printed.corrected
        evidence.isAmbiguous = printed.isAmbiguous
        evidence.confidence = line.confidence
        evidence.depth = Double(line.index) / Double(max(lines.count, 1))
        evidence.places = 1
        return evidence
    }

    private func box(of printed: PrintedDay, in line: TextLine) -> Box {
        line.box(ofBytes: printed.range)
    }

    static let dateLabels = Phrase.list(
        "DATE DATED TARIKH TAREHE INVOICEDATE BILLDATE DATETIME DATEDU ISSUED LE DT TRXDATE")
    static let otherLabels = Phrase.list(
        "EXPIRY EXP VALID UNTIL PRINTED PRINTDATE BIRTH DOB DELIVERY EXPIRE BESTBEFORE "
            + "PERIOD SINCE BORN WARRANTY")
}

/// What speaks for a day being the paper's. The order is that of `DateModel`.
struct DateEvidence {
    var isLabelled = false
    var isLabelledAbove = false
    var isOther = false
    var isDue = false
    var hasTime = false
    var isShortYear = false
    var hasMonthName = false
    var isYearFirst = false
    var corrected = false
    var isAmbiguous = false
    var isNewest = false
    var isFirst = false
    var isAlone = false
    var places = 0
    var confidence = 0.0
    var depth = 0.0

    /// The same day a second time: the better place speaks for it.
    mutating func add(_ other: DateEvidence) {
        places += 1
        isLabelled = isLabelled || other.isLabelled
        isLabelledAbove = isLabelledAbove || other.isLabelledAbove
        isOther = isOther && other.isOther
        isDue = isDue && other.isDue
        hasTime = hasTime || other.hasTime
        isShortYear = isShortYear && other.isShortYear
        corrected = corrected && other.corrected
        confidence = max(confidence, other.confidence)
    }

    var vector: [Double] {
        func flag(_ value: Bool) -> Double { value ? 1 : 0 }
        return [
            flag(isLabelled), flag(isLabelledAbove), flag(isOther), flag(hasTime),
            flag(isShortYear), flag(hasMonthName), flag(isYearFirst), flag(corrected),
            flag(isAmbiguous), flag(isNewest), flag(isFirst), flag(isAlone),
            Double(min(places, 3)), confidence, depth,
        ]
    }
}
