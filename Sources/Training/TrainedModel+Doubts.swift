import Insight

extension TrainedModel {
    /// Loans are never told apart so well by what is known when they are decided.
    static let goodEnough = 0.98

    /// What was found about its table, and then what is odd about the model itself.
    public var findings: [TableFinding] { tableFindings + ownFindings }

    /// The latter in English.
    public var doubts: [String] { ownFindings.map(\.english) }

    private var ownFindings: [TableFinding] {
        let area = discrimination.areaUnderCurve
        return area > Self.goodEnough ? [.tooGood(area)] : []
    }
}
