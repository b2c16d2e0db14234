/// Finds the amount to pay by its label, by its place and by arithmetic.
struct TotalRule {
    struct Candidate {
        var thousandths: Int64
        /// The place that shows it best.
        var amount: PrintedAmount
        var evidence: AmountEvidence
    }

    private let lines: [TextLine]
    private let amounts: Amounts
    private let roles: AmountRoles

    init(_ lines: [TextLine], _ amounts: Amounts, _ roles: AmountRoles) {
        self.lines = lines
        self.amounts = amounts
        self.roles = roles
    }

    func candidates() -> [Candidate] {
        var found: [Candidate] = []
        var byValue: [Int64: Int] = [:]
        for place in roles.places where place.amount.thousandths >= 0 {
            let evidence = evidence(of: place)
            if let known = byValue[place.amount.thousandths] {
                merge(place.amount, evidence, into: &found[known])
            } else {
                byValue[place.amount.thousandths] = found.count
                found.append(
                    Candidate(
                        thousandths: place.amount.thousandths, amount: place.amount,
                        evidence: evidence))
            }
        }
        compare(&found)
        return found.filter { $0.evidence.isJustified }
    }

    private func evidence(of place: AmountRoles.Place) -> AmountEvidence {
        let amount = place.amount
        let line = lines[amount.line]
        var evidence = AmountEvidence()
        evidence.places = 1
        evidence.inSummary = place.inSummary
        switch place.label?.label {
        case .grandTotal: evidence.isGrandTotal = true
        case .total: evidence.isTotal = true
        case .subtotal: evidence.isSubtotal = true
        case .tax: evidence.isTax = true
        case .cash: evidence.isCash = true
        case .change: evidence.isChange = true
        case .rateTotal, .rounding, .discount, .service, .deposit, .extra, .count, .summary,
            .number:
            evidence.isOther = true
        case nil: break
        }
        let isTotal = evidence.isGrandTotal || evidence.isTotal
        evidence.labelIsExact = isTotal && place.label?.distance == 0
        evidence.namesOther = isTotal
            && place.label.map { amounts.namesOther($0, amount, in: lines) } ?? false
        evidence.totalPlaces = isTotal ? 1 : 0
        evidence.hasCurrency = amount.hasCurrency
        evidence.corrected = amount.corrected
        evidence.isInteger = amount.decimals == 0
        evidence.isZero = amount.thousandths == 0
        evidence.confidence = amount.confidence
        evidence.depth = Double(amount.line) / Double(max(lines.count, 1))
        evidence.relativeHeight = min(
            Double(line.height) / Double(max(roles.medianHeight, 1)), 3)
        return evidence
    }

    private func merge(
        _ amount: PrintedAmount, _ other: AmountEvidence, into candidate: inout Candidate
    ) {
        let known = candidate.evidence
        let better = rank(other) > rank(known)
        var evidence = better ? other : known
        evidence.isGrandTotal = known.isGrandTotal || other.isGrandTotal
        evidence.isTotal = known.isTotal || other.isTotal
        evidence.isSubtotal = known.isSubtotal || other.isSubtotal
        evidence.isTax = known.isTax || other.isTax
        evidence.isCash = known.isCash || other.isCash
        evidence.isChange = known.isChange || other.isChange
        evidence.isOther = known.isOther || other.isOther
        evidence.labelIsExact = known.labelIsExact || other.labelIsExact
        evidence.totalPlaces = known.totalPlaces + other.totalPlaces
        evidence.places = known.places + 1
        evidence.hasCurrency = known.hasCurrency || other.hasCurrency
        // A label that stands for the paper's own total anywhere is enough.
        evidence.namesOther = (known.totalPlaces == 0 || known.namesOther)
            && (other.totalPlaces == 0 || other.namesOther)
            && known.totalPlaces + other.totalPlaces > 0
        evidence.corrected = known.corrected && other.corrected
        evidence.inSummary = known.inSummary && other.inSummary
        evidence.confidence = max(known.confidence, other.confidence)
        evidence.relativeHeight = max(known.relativeHeight, other.relativeHeight)
        candidate.evidence = evidence
        if better { candidate.amount = amount }
    }

    private func rank(_ evidence: AmountEvidence) -> Double {
        (evidence.isGrandTotal ? 4 : evidence.isTotal ? 3 : evidence.isCash ? 1 : 0)
            - (evidence.inSummary ? 2 : 0) + evidence.confidence
    }

    /// What only shows beside the other candidates.
    private func compare(_ found: inout [Candidate]) {
        let labelled = found.filter { $0.evidence.totalPlaces > 0 && !$0.evidence.inSummary }
        let inOrder = labelled.sorted { $0.amount.line < $1.amount.line }
        let largest = found.filter { !$0.evidence.isCash }.map { $0.thousandths }.max()
        let largestTotal = labelled.map { $0.thousandths }.max() ?? 0
        for index in found.indices {
            let value = found[index].thousandths
            found[index].evidence.isLargest = value == largest
            found[index].evidence.isBelowTotal = value < largestTotal
            found[index].evidence.isLastTotal = value == inOrder.last?.thousandths
            found[index].evidence.isFirstTotal = value == inOrder.first?.thousandths
            guard value > 0 else { continue }
            found[index].evidence.isPaid = roles.paid.contains(value)
            found[index].evidence.isSummed = roles.sums.contains(value)
            found[index].evidence.isItemSum = roles.itemSum == value
        }
    }
}
