import ArgumentParser
import Foundation
import Insight

/// How `--model prophet` is to see the series; named as in Prophet.
struct ProphetOptions: ParsableArguments {
    @Option(help: "Of the Prophet model: linear (default), logistic (needs --capacity) or flat.")
    var growth: ProphetSettings.Growth?
    @Option(help: "What a logistic trend tends to.") var capacity: Double?
    @Option(help: "What a logistic trend comes from; 0 unless given.") var floor: Double?
    @Option(help: "Of the Prophet model's seasons: additive (default) or multiplicative.")
    var seasonalityMode: ProphetSettings.Mode?
    @Option(help: "How many change points the Prophet model may have, or their days by commas.")
    var changepoints: String?
    @Option(help: "How freely the Prophet model's trend bends; 0.05 unless given.")
    var changepointPriorScale: Double?
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
    @Option(help: "Of the Prophet model's simulated futures; 1 unless given.") var seed: UInt64?

    var columns: [String] {
        (regressors ?? "").split(separator: ",")
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// The options that were given, none of which means anything to another model.
    var given: [String] {
        [
            ("--growth", growth != nil), ("--capacity", capacity != nil), ("--floor", floor != nil),
            ("--seasonality-mode", seasonalityMode != nil), ("--changepoints", changepoints != nil),
            ("--changepoint-prior-scale", changepointPriorScale != nil),
            ("--holidays", holidays != nil), ("--regressors", regressors != nil),
            ("--seed", seed != nil),
        ].filter(\.1).map(\.0)
    }

    /// All but the holidays. Throws what the person who typed the options can mend.
    func settings() throws -> ProphetSettings {
        var settings = ProphetSettings()
        settings.growth = growth ?? .linear
        try readLimits(into: &settings)
        settings.seasonMode = seasonalityMode ?? .additive
        if let changepointPriorScale {
            guard ProphetSettings.priorScales ~= changepointPriorScale else {
                throw ValidationError(
                    "--changepoint-prior-scale must be from 0.000001 to 1000000")
            }
            settings.changepointPriorScale = changepointPriorScale
        }
        settings.seed = seed ?? 1
        settings.regressors = columns.map { .init($0, mode: settings.seasonMode) }
        if let changepoints { try read(changepoints, into: &settings) }
        if let holidays, isUnknownCountry(holidays) {
            throw ValidationError(
                "there are no holidays of \(holidays); there are those of "
                    + HolidayCalendar.countries.joined(separator: ", ") + ", or name a file")
        }
        return settings
    }

    private func readLimits(into settings: inout ProphetSettings) throws {
        guard settings.growth == .logistic else {
            for (name, value) in [("--capacity", capacity), ("--floor", floor)] where value != nil {
                throw ValidationError("\(name) needs --growth logistic")
            }
            return
        }
        guard let capacity else { throw ValidationError("--growth logistic needs --capacity") }
        settings.capacity = capacity
        settings.floor = floor ?? 0
        for (name, value) in [("--capacity", capacity), ("--floor", settings.floor)] {
            guard value.magnitude <= ProphetSettings.mostCapacity else {
                throw ValidationError(
                    "\(name) must be from -1,000,000,000,000,000 to 1,000,000,000,000,000")
            }
        }
        guard capacity > settings.floor else {
            throw ValidationError("--capacity must be above --floor")
        }
    }

    /// Two letters, as of a country, that name no file either.
    private func isUnknownCountry(_ text: String) -> Bool {
        text.count == 2 && text.allSatisfy(\.isLetter)
            && HolidayCalendar(country: text.uppercased()) == nil
            && !FileManager.default.fileExists(atPath: text)
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

    func settingsWithHolidays() throws -> ProphetSettings {
        var settings = try settings()
        guard let holidays else { return settings }
        if let calendar = HolidayCalendar(country: holidays.uppercased()) {
            settings.holidays = calendar.holidays(years: 1970...2099)
            return settings
        }
        guard let content = FileManager.default.contents(atPath: holidays) else {
            throw UnusableFile(
                description: "There is no readable file \(holidays), and no country of that code; "
                    + "there are " + HolidayCalendar.countries.joined(separator: ", ") + ".")
        }
        do throws(SeriesTableError) {
            settings.holidays = try ProphetHoliday.read(csv: Array(content))
        } catch {
            throw UnusableFile(description: "\(holidays): \(error.message).")
        }
        return settings
    }
}

extension ProphetSettings.Growth: ExpressibleByArgument {}
extension ProphetSettings.Mode: ExpressibleByArgument {}
