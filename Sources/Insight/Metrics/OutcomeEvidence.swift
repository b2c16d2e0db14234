/// How many known outcomes a fitted model should rest on.
public enum OutcomeEvidence {
    /// With fewer an expert's scorecard serves better.
    public static let enough = 500
}
