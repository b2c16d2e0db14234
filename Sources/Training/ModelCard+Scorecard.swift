import Foundation
import Insight

extension ModelCard {
    /// The points of each bin, as a loan officer reads them.
    static func pointsTable(
        _ card: Scorecard, calibratedBy calibration: Calibration, _ table: [String: [String]]
    ) -> String {
        var text = "\n\n## Points\n\nThe sum of one line of each characteristic: 600 points are 30 "
        text += "good to 1 bad, 20 more double that.\n"
        var line = PlattCalibration.identity
        if case .platt(let fitted) = calibration { line = fitted }
        let points = card.points(PointScale(), calibratedBy: line)
        let errors = card.regression.standardErrors.dropFirst()
        for (place, characteristic) in card.characteristics.enumerated() {
            let slope = card.regression.slopes[place + 1]
            text += "\n### `\(characteristic.name)`\n\nInformation value "
            text += String(format: "%.3f", characteristic.informationValue)
            text += String(
                format: ", slope %.3f (standard error %.3f)\n\n", slope, errors[place + 1])
            text += "| Bin | Rows | Share of events | Weight of evidence | Points |\n"
            text += "|---|---|---|---|---|\n"
            for (bin, own) in zip(characteristic.bins, points[place]) {
                text += "| \(words(bin.attribute, table[characteristic.name])) "
                text += "| \(bin.counts.rows) "
                text += String(
                    format: "| %.1f%% | %.3f | %d |\n", bin.counts.badShare * 100, bin.weight, own)
            }
        }
        return text
    }

    private static func words(
        _ attribute: Characteristic.Attribute, _ categories: [String]?
    ) -> String {
        switch attribute {
        case .missing: "missing"
        case .special(let value): "is \(value)"
        case .through(.infinity): "above"
        case .through(let border): "up to \(border)"
        case .categories(let codes):
            codes.map { code in
                (categories ?? []).indices.contains(code) ? categories?[code] ?? "" : "\(code)"
            }.joined(separator: ", ").replacing("|", with: "/")
                .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                .joined(separator: " ")
        }
    }
}
