import Insight

/// What a feature of a score is: how it is made, from when, by whom, how far it is believed, and
/// what stands where it is missing.
public struct FeatureDefinition: Codable, Sendable {
    public let name: String
    public let meaning: String
    /// From when the rows are.
    public let window: String
    /// Who answers for the rows that it is made of.
    public let owner: String
    /// What stands behind it today.
    public let evidence: String
    /// When it is missing, and what that means for a score.
    public let missing: String
    /// Whether the books kept here can give it today.
    public let isAlive: Bool
    /// Of whom it can be known: a customer's own sales and cash are in no books here.
    public let kinds: [ScoreEntity.Kind]

    public static let all: [FeatureDefinition] = CreditFeature.allCases.map(definition)

    private init(
        _ feature: CreditFeature, _ meaning: String, window: String, owner: String,
        evidence: String, missing: String
    ) {
        name = feature.rawValue
        self.meaning = meaning
        self.window = window
        self.owner = owner
        self.evidence = evidence
        self.missing = missing
        isAlive = feature.isAlive
        kinds = ScoreEntity.Kind.allCases.filter { feature.subjects.contains($0.subject) }
    }

    private static let typed = "statement (0.6): payments are entered by hand"
    private static let papers = "by amount what stands behind each paper: statement (0.6), single "
        + "reading (0.8), two agreeing looks (0.85), electronic invoice or payment code (0.87), "
        + "code in a tax authority's form (0.88) or buyer's acknowledgement (0.9)"
    private static let year = "due days of the last 12 months"
    private static let waits = "always, until the books here hold it; the model's missing bin"

    private static func definition(_ feature: CreditFeature) -> FeatureDefinition {
        switch feature {
        case .onTimeShare:
            FeatureDefinition(
                feature, "Share, by amount, of what was owed that was settled by its due day: a "
                    + "business's bills, or our invoices to a customer.",
                window: year, owner: "accountant of the books", evidence: typed,
                missing: "under 5 papers due")
        case .daysBeyondTerms:
            FeatureDefinition(
                feature, "Mean days after the due day, weighted by amount; what is open counts to "
                    + "the day of the score, what came early as none.",
                window: year, owner: "accountant of the books", evidence: typed,
                missing: "under 5 papers due")
        case .buyerDelay:
            FeatureDefinition(
                feature, "The same of a business's own invoices: how late its buyers pay.",
                window: year, owner: "accountant of the books", evidence: typed,
                missing: "under 5 invoices due; for a customer")
        case .buyerConcentration:
            FeatureDefinition(
                feature, "The largest buyer's share of the invoices.", window: "12 months",
                owner: "accountant of the books", evidence: papers,
                missing: "under 5 invoices; for a customer")
        case .revenueTrend, .revenueVolatility, .creditNoteRate, .tenureMonths:
            trade(feature)
        case .cashBufferDays:
            FeatureDefinition(
                feature, "Cash, bank and mobile money over what leaves them on a mean day; "
                    + "transfers between them do not count; at most 365.",
                window: "90 days", owner: "accountant of the books", evidence: typed,
                missing: "under 10 movements out; for a customer")
        case .statementCoverage, .savingsRegularity, .guarantors, .pastLoanArrears:
            waiting(feature)
        }
    }

    private static func trade(_ feature: CreditFeature) -> FeatureDefinition {
        switch feature {
        case .revenueTrend:
            FeatureDefinition(
                feature, "Invoices of the last six months against the same six a year before; a "
                    + "customer's purchases stand for its trade.",
                window: "18 months", owner: "accountant of the books", evidence: papers,
                missing: "the first paper is younger than 18 months, or there were no sales in the "
                    + "months compared with")
        case .revenueVolatility:
            FeatureDefinition(
                feature, "Standard deviation of the months over their mean.",
                window: "12 months, at least 6", owner: "accountant of the books",
                evidence: papers,
                missing: "the first paper is younger than 6 months, or there were no "
                    + "sales in the months compared")
        case .creditNoteRate:
            FeatureDefinition(
                feature, "What credit notes took back over what was invoiced.",
                window: "12 months", owner: "accountant of the books", evidence: papers,
                missing: "under 5 invoices")
        default:
            FeatureDefinition(
                feature, "Whole months since the first issued paper.", window: "all",
                owner: "accountant of the books", evidence: papers, missing: "no paper yet")
        }
    }

    private static func waiting(_ feature: CreditFeature) -> FeatureDefinition {
        switch feature {
        case .statementCoverage:
            FeatureDefinition(
                feature, "Share of the money movements that an imported statement confirms.",
                window: "12 months", owner: "whoever imports statements",
                evidence: "statement (1.0)", missing: waits)
        case .savingsRegularity:
            FeatureDefinition(
                feature, "Share of the months with a deposit.", window: "12 months",
                owner: "teller of the SACCO", evidence: "statement (1.0): the lender's own books",
                missing: waits)
        case .guarantors:
            FeatureDefinition(
                feature, "Members who pledged free savings for the loan.", window: "today",
                owner: "loan officer", evidence: "paper (0.8)", missing: waits)
        default:
            FeatureDefinition(
                feature, "The most days that a past loan was late.", window: "36 months",
                owner: "loan officer", evidence: "statement (1.0): the lender's own books",
                missing: waits)
        }
    }
}

/// The catalogue of features.
public struct ListFeatures: Query {
    public init() {}

    public static let declaration = Declaration(
        "feature.list", "List what scores are made of, with definitions and missing rules.",
        .get("/api/score-features"), access: .action(.readScores))

    public func answer(in view: View) throws -> Listing<FeatureDefinition> {
        Listing(items: FeatureDefinition.all)
    }
}
