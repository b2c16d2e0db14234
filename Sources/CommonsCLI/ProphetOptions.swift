import ArgumentParser
import Foundation
import Insight

/// How `--model prophet` is to see the series; named as in Prophet.
struct ProphetOptions: ParsableArguments {
    @Option(help: "Of the Prophet model: linear, logistic (needs --capacity) or flat.")
    var growth = ProphetSettings.Growth.linear
    @Option(help: "What a logistic trend tends to.") var capacity: Double?
    @Option(help: "What a logistic trend comes from.") var floor = 0.0
    @Option(help: "Of the Prophet model's seasons: additive or multiplicative.")
    var seasonalityMode = ProphetSettings.Mode.additive
    @Option(help: "How many change points the Prophet model may have, or their days by commas.")
    var changepoints: String?
    @Option(help: "How freely the Prophet model's trend bends.") var changepointPriorScale = 0.05
    @Option(help: """
        For the Prophet model: a CSV with the columns holiday, ds and perhaps lower_window, \
        upper_window, prior_scale; past and future days. Or the code of a country: \
        \(HolidayCalendar.countries.joined(separator: ", ")).
        """)
    var holidays: String?
    @Option(help: """
        Further columns that the Prophet model's values lean on, by commas; later rows of the \
        table, with y empty, tell their future.
        """)
    var regressors: String?
    @Option(help: "Of the Prophet model's simulated futures.") var seed: UInt64 = 1

    var columns: [String] {
        (regressors ?? "").split(separator: ",")
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// Throws what the person who typed the options can mend.
    func settings() throws -> ProphetSettings {
        var settings = ProphetSettings()
        settings.growth = growth
        settings.capacity = capacity
        settings.floor = floor
        settings.seasonMode = seasonalityMode
        guard changepointPriorScale > 0, changepointPriorScale.isFinite else {
            throw ValidationError("--changepoint-prior-scale must be above 0")
        }
        settings.changepointPriorScale = changepointPriorScale
        settings.seed = seed
        settings.regressors = columns.map { .init($0, mode: seasonalityMode) }
        if let changepoints { try read(changepoints, into: &settings) }
        if let holidays, let calendar = HolidayCalendar(country: holidays.uppercased()) {
            settings.holidays = calendar.holidays(years: 1970...2099)
        } else if let holidays {
            guard let content = FileManager.default.contents(atPath: holidays) else {
                throw UnusableFile(description: "There is no readable file \(holidays).")
            }
            do throws(SeriesTableError) {
                settings.holidays = try ProphetHoliday.read(csv: Array(content))
            } catch {
                throw UnusableFile(description: "\(holidays): \(error.message).")
            }
        }
        return settings
    }

    private func read(_ text: String, into settings: inout ProphetSettings) throws {
        if let count = Int(text) {
            guard 0...1000 ~= count else {
                throw ValidationError("--changepoints must be from 0 to 1000, or days")
            }
            settings.changepointCount = count
            return
        }
        settings.changepoints = try text.split(separator: ",").map { part in
            guard let time = TimePoint(part.trimmingCharacters(in: .whitespaces)) else {
                throw ValidationError("--changepoints has \(part), which is no day")
            }
            return time.days
        }
    }
}

extension ProphetSettings.Growth: ExpressibleByArgument {}
extension ProphetSettings.Mode: ExpressibleByArgument {}
