import Testing

@testable import Commons

@Suite struct UnclearGroupTests {
    private static func report(women: Int64, approved: Int64) -> FairnessReport {
        FairnessReport(
            attribute: "gender",
            sums: [
                GroupSums(value: "men", people: 200, approved: 40),
                GroupSums(value: "women", people: women, approved: approved),
            ])
    }

    @Test func `Large groups whose interval is too wide are not too few`() {
        let report = Self.report(women: 100, approved: 15)
        #expect(report.unclear.map(\.value) == ["women"] && !report.isTold)
        let check = ModelCheck.fairness([report])
        #expect(check.isMet && check.finding?.code == .unclear)
        #expect(check.finding?.names == ["gender"])
        #expect(
            check.detail.hasPrefix(
                "gender: cannot be told yet: women would be approved 0.75 times as often as men "
                    + "(95% from 0.43 to 1.2"), "\(check.detail)")
    }

    @Test func `Few people are too few, whatever the interval`() {
        let report = Self.report(women: 12, approved: 4)
        #expect(report.groups.count == 2 && report.unclear.isEmpty)
        let check = ModelCheck.fairness([report])
        #expect(check.detail == "gender: too few to compare")
        #expect(check.finding?.code == .groups)
    }

    @Test func `Rounding is told as none, and a gap as it is`() {
        #expect(ModelFinding.gap(1.3322676295501878e-15, rows: 50).names == ["<0.000000001"])
        #expect(ModelFinding.gap(0.25, rows: 50).names == ["0.25"])
        #expect(ModelFinding.gap(.nan, rows: 50).names == ["nan"])
    }
}
