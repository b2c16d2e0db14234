import Foundation
import Insight

/// Forecasts many series, as many at a time as there are cores.
struct ForecastRun: Sendable {
    typealias Outcome = Result<NamedForecast, ForecastRefusal>

    var series: [SeriesTable.Series]
    var horizon: Int
    var model: ForecastModel
    var frequency: Frequency?
    var season: Int?
    var prophet = ProphetSettings()
    var triesPast = true

    /// In the order of the series.
    func results() async -> [Outcome] {
        let workers = max(1, min(ProcessInfo.processInfo.activeProcessorCount, series.count))
        var results = [Outcome?](repeating: nil, count: series.count)
        var progress = ForecastProgress(count: series.count)
        await withTaskGroup(of: [(Int, Outcome)].self) { group in
            var next = 0
            // Few series at a time, so that long ones do not leave a core idle at the end.
            func hand() {
                guard next < series.count else { return }
                let range = next..<min(next + 8, series.count)
                next = range.upperBound
                group.addTask { range.map { ($0, outcome(of: series[$0])) } }
            }
            for _ in 0..<(2 * workers) { hand() }
            for await part in group {
                for (index, outcome) in part { results[index] = outcome }
                progress.step(by: part.count)
                hand()
            }
        }
        progress.end()
        return results.compactMap { $0 }
    }

    private func outcome(of series: SeriesTable.Series) -> Outcome {
        Result { () throws(ForecastRefusal) in
            try NamedForecast(
                series, horizon: horizon, model: model, frequency: frequency, season: season,
                prophet: prophet, triesPast: triesPast)
        }
    }
}

/// Counts on a terminal that waits; silent elsewhere.
private struct ForecastProgress {
    let count: Int
    private var done = 0
    private let isShown = isatty(STDERR_FILENO) != 0

    init(count: Int) { self.count = count }

    mutating func step(by steps: Int) {
        done += steps
        show("\r\u{1B}[K\(done)/\(count) series")
    }

    func end() { show("\r\u{1B}[K") }

    private func show(_ text: String) {
        guard isShown, count > 50 else { return }
        Console.error.write(Data(text.utf8))
    }
}
