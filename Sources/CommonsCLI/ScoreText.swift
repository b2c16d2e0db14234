import Commons
import Foundation
import Insight
import Ledger

/// A score as lines to read: the number with its doubt, what costs most, what would help.
struct ScoreText {
    private let heading: String
    private let number: [String]
    private let reasons: [(text: String, points: Double)]
    private let actions: [(text: String, points: Int64, probability: Double)]
    private let features: [(label: String, shown: String, proof: Double)]

    init(_ record: ScoreRecord) {
        heading = Self.heading(record.entity.name, record.asOf, record.model.name)
        if let points = record.points, let probability = record.probability {
            number = Self.number(
                points: points, proven: record.evidencePoints, band: record.band,
                probability: probability, low: record.probabilityLow,
                high: record.probabilityHigh)
        } else {
            number = ["No number: " + (record.abstainedText ?? "")]
        }
        reasons = record.reasons.map { ($0.text, $0.points) }
        actions = record.actions.map { ($0.text, $0.points, $0.probability) }
        features = record.features.map { ($0.label, $0.shown, $0.proof) }
    }

    init(_ packed: PackedScore) {
        let (score, language) = (packed.score, packed.language)
        heading = Self.heading(packed.entity.name, packed.asOf, packed.modelName)
        if let abstention = score.abstention {
            number = ["No number: " + language.text(of: abstention)]
            reasons = []
            actions = []
        } else {
            number = Self.number(
                points: Int64(score.points), proven: Int64(score.evidencePoints),
                band: score.band, probability: score.probability, low: score.interval?.low,
                high: score.interval?.high)
            reasons = score.reasons.map { ($0.text(in: language), $0.points) }
            actions = score.actions.map {
                ($0.text(in: language), Int64($0.points), $0.probability)
            }
        }
        features = packed.snapshot.items.map {
            (
                CreditScore.name(of: $0.name, in: language),
                CreditScore.text($0.value, of: $0.name, in: language), $0.proof
            )
        }
    }

    var lines: String {
        var all = [heading] + number
        if !reasons.isEmpty {
            all.append("What costs most:")
            all += reasons.map { "  \(Self.signed(-$0.points))  \($0.text)" }
        }
        if !actions.isEmpty {
            all.append("What would help:")
            all += actions.map {
                "  \($0.points) points, \(Self.percent($0.probability))  \($0.text)"
            }
        }
        all.append("From:")
        all += features.map {
            "  \($0.label): \($0.shown)"
                + ($0.proof > 0 ? ", proven to \(Self.percent($0.proof))" : "")
        }
        return all.joined(separator: "\n")
    }

    private static func heading(_ name: String, _ day: Day, _ model: String) -> String {
        "\(name), as of \(day.iso), by \(model)"
    }

    private static func number(
        points: Int64, proven: Int64?, band: ScoreBand?, probability: Double, low: Double?,
        high: Double?
    ) -> [String] {
        var first = "\(points) points"
        if let band { first += ", band \(band.rawValue)" }
        if let proven, proven != points { first += ", \(proven) as far as it is proven" }
        var second = "Probability of default \(percent(probability))"
        if let low, let high {
            second += " (95%: \(percent(low)) to \(percent(high)))"
        }
        return [first, second]
    }

    private static func percent(_ share: Double) -> String {
        let shown = share * 100
        return String(format: shown < 10 ? "%.1f%%" : "%.0f%%", shown)
    }

    private static func signed(_ points: Double) -> String {
        let whole = Int(points.rounded())
        let text = whole > 0 ? "+\(whole)" : "\(whole)"
        return String(repeating: " ", count: max(0, 4 - text.count)) + text
    }
}
