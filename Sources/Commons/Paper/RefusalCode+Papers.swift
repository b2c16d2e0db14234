extension RefusalCode {
    public static let paperUnknown = RefusalCode("paper_unknown", 404, "No such paper")
    public static let paperEmpty = RefusalCode("paper_empty", 422, "The file is empty")
    public static let paperTooLarge = RefusalCode("paper_too_large", 413, "The file is too large")
    public static let paperTypeUnknown = RefusalCode(
        "paper_type_unknown", 415, "This kind of file is not a paper")
    public static let paperTypeMismatch = RefusalCode(
        "paper_type_mismatch", 415, "The file is not what it is said to be")
    public static let paperDamaged = RefusalCode("paper_damaged", 422, "The file is damaged")
    public static let paperPixels = RefusalCode(
        "paper_pixels", 422, "The picture is too large or too small")
    public static let paperState = RefusalCode(
        "paper_state", 409, "The paper is not in a state for this")
    public static let paperAccepted = RefusalCode(
        "paper_accepted", 409, "The paper has been accepted already")
    public static let paperPageUnknown = RefusalCode(
        "paper_page_unknown", 404, "The paper has no such page")
    public static let paperCreditNote = RefusalCode(
        "paper_credit_note", 422, "A supplier's credit note is no purchase")

    static let papers: [RefusalCode] = [
        .paperUnknown, .paperEmpty, .paperTooLarge, .paperTypeUnknown, .paperTypeMismatch,
        .paperDamaged, .paperPixels, .paperState, .paperAccepted, .paperPageUnknown,
        .templateUnknown, .templateUnfit, .paperSamePerson, .paperCreditNote,
    ]
}
