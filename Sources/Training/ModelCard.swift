import Foundation
import Insight
import Wire

/// What somebody who approves a model needs to know about it.
struct ModelCard {
    let model: TrainedModel
    let target: String
    /// The target's value for the event.
    let event: String
    let tableHash: String

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        model.writeMetrics(to: &writer)
        writer.key("kind")
        writer.string(model.kind.rawValue)
        writer.key("target")
        writer.string(target.withoutControls)
        writer.key("event")
        writer.string(event.withoutControls)
        writer.key("table_sha256")
        writer.string(tableHash)
        writer.key("seed")
        writer.integer(Int64(clamping: model.seed))
        writer.key("leaves")
        writer.integer(Int64(model.leaves))
        writer.key("features")
        writer.beginArray()
        for name in model.featureNames { writer.string(name) }
        writer.endArray()
        writer.key("groups")
        writer.beginArray()
        for group in model.groups { writer.integer(Int64(group)) }
        writer.endArray()
        if !model.missingWords.isEmpty {
            writer.key("missing_words")
            writer.beginObject()
            for (name, words) in model.missingWords.sorted(by: { $0.key < $1.key }) {
                writer.key(named: name)
                writer.beginArray()
                for word in words { writer.string(word) }
                writer.endArray()
            }
            writer.endObject()
        }
        writeDeclared(to: &writer)
        writer.key("limits")
        writer.string(StandardLimits.ofTable)
        writer.endObject()
        return writer.bytes
    }

    var markdown: String {
        let share = Double(model.eventCount) / Double(model.rowCount)
        var text = """
            # Model for \(target)

            \(kind) to \(model.rowCount) rows with \(model.eventCount) events \
            (\(Self.percent(share))), seed \(model.seed).
            Event, the bad outcome: `\(target)` = `\(event)` (\(model.eventCount) of \
            \(model.rowCount) rows).
            Table: SHA-256 `\(tableHash)`.

            All figures are out of fold (five folds): no tree, no bin and no calibration had seen \
            the row that it judged. The number of trees was chosen on the same folds.

            | Area under the curve | Kolmogorov-Smirnov | Gini | Brier | Log-loss |
            |---|---|---|---|---|
            | \(Self.short(model.discrimination.areaUnderCurve)) \
            | \(Self.short(model.discrimination.kolmogorovSmirnov)) \
            | \(Self.short(model.discrimination.gini)) | \(Self.short(model.brier)) \
            | \(Self.short(model.logLoss)) |

            ## Calibration (\(model.calibration.name))

            | Rows | Mean probability | Share of events |
            |---|---|---|

            """
        for bin in model.curve {
            text += "| \(bin.count) | \(Self.percent(bin.meanProbability)) "
            text += "| \(Self.percent(bin.share))\(bin.count < 20 ? " (few rows)" : "") |\n"
        }
        text += trials
        text += "\n## Features\n\n" + features
        if let card = model.scorecard {
            text += Self.pointsTable(card, calibratedBy: model.calibration, model.categories)
        }
        text += declared
        let findings = model.findings
        if !findings.isEmpty {
            text += "\n\n## Warnings\n\n"
            for finding in findings { text += "- \(finding.english)\n" }
        }
        text += """

            ## Limits of use

            \(StandardLimits.ofTable)

            """
        return text
    }

    private var kind: String {
        switch model.kind {
        case .scorecard:
            return "A scorecard of \(model.scorecard?.characteristics.count ?? 0) characteristics, "
                + "fitted"
        case .trees:
            return "\(model.treeCount) boosted trees with up to \(model.leaves) leaves each, "
                + "fitted by LightGBM"
        case .regression:
            return "A logistic regression, each column in steps, fitted"
        case .blend:
            return "\(model.treeCount) trees, boosted ones and those of a scorecard or a "
                + "regression, averaged in log-odds and fitted"
        }
    }

    private var features: String {
        func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
        let idle = model.featureNames.filter { !model.usedNames.contains($0) }
        return list(model.usedNames)
            + (idle.isEmpty ? "" : "\n\nNothing depends on these, which no tree asks for: ")
            + list(idle)
    }

    /// What competed, and how far apart it was.
    private var trials: String {
        guard !model.trials.isEmpty else { return "" }
        var text = "\n## What was tried\n\nThe simplest whose area under the curve is within "
        text += "\(AutomaticRun.closeness) of the best one's was taken.\n\n"
        text += "| Model | Area under the curve |\n|---|---|\n"
        for trial in model.trials { text += "| \(trial.name) | \(Self.short(trial.area)) |\n" }
        return text
    }

    private static func short(_ value: Double) -> String { String(format: "%.4f", value) }

    private static func percent(_ share: Double) -> String {
        String(format: "%.1f%%", share * 100)
    }
}

extension TrainedModel {
    /// The members that `commons train --json` prints and the card holds.
    public func writeMetrics(to writer: inout JSONWriter) {
        let numbers: [(StaticString, Double)] = [
            ("auc", discrimination.areaUnderCurve), ("ks", discrimination.kolmogorovSmirnov),
            ("gini", discrimination.gini), ("brier", brier), ("log_loss", logLoss),
        ]
        for (name, value) in numbers {
            writer.key(name)
            writer.double(value)
        }
        writer.key("calibration")
        writer.string(calibration.name)
        writer.key("curve")
        writer.beginArray()
        for bin in curve {
            writer.beginObject()
            writer.key("rows")
            writer.integer(Int64(bin.count))
            writer.key("mean_probability")
            writer.double(bin.meanProbability)
            writer.key("share")
            writer.double(bin.share)
            writer.endObject()
        }
        writer.endArray()
        writeBands(to: &writer)
        writeGains(to: &writer)
        writer.key("trials")
        writer.beginArray()
        for trial in trials {
            writer.beginObject()
            writer.key("model")
            writer.string(trial.name)
            writer.key("auc")
            writer.double(trial.area)
            writer.endObject()
        }
        writer.endArray()
        writer.key("rows")
        writer.integer(Int64(rowCount))
        writer.key("events")
        writer.integer(Int64(eventCount))
        writer.key("trees")
        writer.integer(Int64(treeCount))
        writer.key("warnings")
        writer.beginArray()
        for finding in findings { writer.string(finding.english) }
        writer.endArray()
        writer.key("findings")
        writer.beginArray()
        for finding in findings { finding.write(to: &writer) }
        writer.endArray()
    }

    private func writeBands(to writer: inout JSONWriter) {
        writer.key("bands")
        writer.beginArray()
        for band in bands {
            writer.beginObject()
            writer.key("from")
            writer.double(band.from)
            writer.key("through")
            writer.double(band.through)
            writer.key("rows")
            writer.integer(Int64(band.rows))
            writer.key("share")
            writer.double(Double(band.events) / Double(band.rows))
            writer.endObject()
        }
        writer.endArray()
    }

    private func writeGains(to writer: inout JSONWriter) {
        writer.key("gains")
        writer.beginArray()
        for point in gains?.points ?? [] {
            writer.beginObject()
            writer.key("rows")
            writer.double(point.rows)
            writer.key("bad")
            writer.double(point.bad)
            writer.key("good")
            writer.double(point.good)
            writer.endObject()
        }
        writer.endArray()
    }
}
