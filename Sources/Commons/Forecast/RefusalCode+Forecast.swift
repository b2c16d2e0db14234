extension RefusalCode {
    public static let planUnknown = RefusalCode(
        "plan_unknown", 404, "No such plan")
    public static let planEndsFirst = RefusalCode(
        "plan_ends_first", 422, "It ends before it begins")
    public static let planOver = RefusalCode("plan_over", 422, "Its only day has come")
    public static let planReplacesNothing = RefusalCode(
        "plan_replaces_nothing", 422, "It cannot stand for that item")
    public static let scenarioUnknown = RefusalCode(
        "scenario_unknown", 422, "The scenario cannot be read")

    static let forecasts: [RefusalCode] = [
        .planUnknown, .planEndsFirst, .planOver, .planReplacesNothing, .scenarioUnknown,
    ]
}
