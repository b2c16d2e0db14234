/// What speaks for and against a value being the amount to pay. The order is that of the
/// coefficients in `TotalModel`.
struct AmountEvidence {
    /// Best label on any of its places.
    var isGrandTotal = false
    var isTotal = false
    var isSubtotal = false
    var isTax = false
    var isCash = false
    var isChange = false
    var isOther = false
    var labelIsExact = false
    /// How many places with a total label show it, at most 3.
    var totalPlaces = 0
    var places = 0
    /// Cash less change gives it.
    var isPaid = false
    /// Subtotal with tax, rounding, service or discount gives it.
    var isSummed = false
    /// The article lines add up to it.
    var isItemSum = false
    var isLargest = false
    /// Some amount with a total label is larger.
    var isBelowTotal = false
    /// The last different amount with a total label before the tax table.
    var isLastTotal = false
    var isFirstTotal = false
    var inSummary = false
    var hasCurrency = false
    var corrected = false
    var isInteger = false
    var isZero = false
    var confidence = 0.0
    /// 0 at the top of the paper, 1 at its end.
    var depth = 0.0
    var relativeHeight = 0.0
    /// Its label goes on to say what else is added up.
    var namesOther = false

    var vector: [Double] {
        func flag(_ value: Bool) -> Double { value ? 1 : 0 }
        return [
            flag(isGrandTotal), flag(isTotal), flag(isSubtotal), flag(isTax), flag(isCash),
            flag(isChange), flag(isOther), flag(labelIsExact), Double(min(totalPlaces, 3)),
            Double(min(places, 4)), flag(isPaid), flag(isSummed), flag(isItemSum),
            flag(isLargest), flag(isBelowTotal), flag(isLastTotal), flag(isFirstTotal),
            flag(inSummary), flag(hasCurrency), flag(corrected), flag(isInteger), flag(isZero),
            confidence, depth, relativeHeight, flag(isPaid && (isTotal || isGrandTotal)),
            flag(isCash && isPaid), flag(namesOther),
        ]
    }

    /// Nothing is taken for the total without a word or a sum that says so.
    var isJustified: Bool {
        isGrandTotal || isTotal || isPaid || isSummed || isItemSum || isSubtotal && isCash
    }
}
