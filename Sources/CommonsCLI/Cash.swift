import ArgumentParser
import Commons
import Foundation
import Insight
import Ledger
import Wire

/// `commons cash ORGANISATION`: the coming weeks of an organisation's money, from its books.
struct Cash: FolderVerb {
    static let configuration = CommandConfiguration(
        commandName: "cash", _superCommandName: "commons",
        abstract: "Forecast an organisation's cash from its books.",
        discussion: """
            Prints for each week what may lie on the accounts at its end (one chance in ten to be \
            below p10, half to be below p50, one in ten to be above p90), the chance that money \
            has run out by then, and with --explain what moves each week. --scenario asks what \
            if: late:PARTY:DAYS, sales:PERCENT, purchases:PERCENT, skip:PAPER or skip:ITEM, \
            once:DAY:AMOUNT, with commas between them; parties, papers and items by name, \
            number or id, in quotation marks (each of its own twice) where a name has a comma or a \
            colon. --backtest tries the same on the organisation's own past.
            """)

    @OptionGroup var place: DataOption
    @Argument(help: "The organisation's name, a part of it, or its id.") var organisation: String
    @Option(help: "Weeks to forecast, 13 unless given.") var weeks: Int?
    @Option(help: "The last day that is known, as 2026-11-23; today unless given.")
    var asOf: String?
    @Option(help: "The organisation's own unless given.") var currency: String?
    @Option(help: "One money account alone, by its code, with the plans that name it.")
    var account: String?
    @Option(help: "What if.") var scenario: String?
    @Flag(help: "Name what moves each week.") var explain = false
    @Flag(help: "Try it on the past instead.") var backtest = false
    @Flag(help: "Print one JSON object.") var json = false

    func validate() throws {
        if let weeks, !CashBasis.weeksAllowed.contains(weeks) {
            throw ValidationError("--weeks must be from 1 to \(CashBasis.weeksAllowed.upperBound)")
        }
        if let asOf, Day(iso: asOf) == nil {
            throw ValidationError("--as-of must be a day such as 2026-11-23")
        }
        if let currency, Currency(code: currency) == nil {
            throw ValidationError("there is no currency \(currency)")
        }
        if backtest, scenario != nil {
            throw ValidationError("--scenario asks what comes, which --backtest does not tell")
        }
        if backtest, explain {
            throw ValidationError("--explain names what moves weeks to come, --backtest has none")
        }
    }

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let report = try await CashReport(
            organisation, weeks: weeks, asOf: asOf.flatMap { Day(iso: $0) },
            currency: currency.flatMap { Currency(code: $0) }, account: account, of: node.executor)
        let bytes = backtest ? try report.backtest() : try report.forecast(scenario ?? "")
        if json {
            terminal.show(String(decoding: bytes, as: UTF8.self))
        } else if backtest {
            terminal.show(text(try WireDecoder().decode(CashBacktestReply.self, from: bytes)))
        } else {
            let reply = try WireDecoder().decode(CashForecastReply.self, from: bytes)
            terminal.show(text(reply, of: report.organisation.name))
        }
    }

    private func text(_ reply: CashForecastReply, of name: String) -> String {
        var lines = [
            "\(name), \(reply.currency.code), from \(reply.opening.decimal) on \(reply.asOf.iso)",
            row(["week until", "p10", "p50", "p90", "expected", "ran out"]),
        ]
        for week in reply.weeks {
            lines.append(
                row([
                    week.end.iso, week.p10.decimal, week.p50.decimal, week.p90.decimal,
                    week.expected.decimal, percent(week.shortChance),
                ]))
            guard explain else { continue }
            for part in week.parts { lines.append("    \(part.amount.decimal)  \(cause(part))") }
        }
        lines.append(sentence(reply))
        lines += reply.basis.gaps.map { lacking($0, in: reply.basis) }
        return lines.joined(separator: "\n")
    }

    private func sentence(_ reply: CashForecastReply) -> String {
        guard let short = reply.shortage else { return "Money runs out in no possible course." }
        return "Money may run out around \(short.day.iso): \(percent(short.chance)) of the "
            + "courses, the middle one of which lacks \(short.amount.decimal) on its worst day."
    }

    private func lacking(_ gap: CashBasis.Gap, in basis: CashForecastReply.Basis) -> String {
        switch gap {
        case .tradeUnknown: "Trade is not counted: the books are too young."
        case .taxesUndeclared: "Taxes are not counted: nobody has declared them."
        case .loansUndeclared: "Instalments of loans are not counted: nobody has declared them."
        case .plansLeftOut:
            "Declared plans that name no account are not counted: look at all accounts together."
        case .notBooked:
            "Trade is not booked since \((basis.bookedUntil ?? basis.asOf).iso): what such days "
                + "usually bring is expected in the first week."
        case .doubtUntried:
            "The books are too young to try the forecast on them: the band is the model's alone."
        }
    }

    private func cause(_ part: CashForecastReply.Part) -> String {
        switch (part.cause, part.direction) {
        case (.papers, .in): "\(part.name): \(papers(part, "invoice"))"
        case (.papers, .out): "\(part.name): \(papers(part, "bill"))"
        case (.item, _): part.name.isEmpty ? "planned" : part.name
        case (.trade, .in): "sales still to come"
        case (.trade, .out): "purchases still to come"
        }
    }

    private func papers(_ part: CashForecastReply.Part, _ paper: String) -> String {
        "\(part.paperCount) open \(paper)\(part.paperCount == 1 ? "" : "s")"
    }

    private func text(_ reply: CashBacktestReply) -> String {
        guard let coverage = reply.coverage, let loss = reply.loss,
            let guessLoss = reply.guessLoss, let guessWins = reply.guessWins
        else { return "The books are too young to try the forecast on their past." }
        var lines = [row(["made on", "for", "p10", "p50", "p90", "came"])]
        for trial in reply.trials {
            lines.append(
                row([
                    trial.asOf.iso, trial.end.iso, trial.p10.decimal, trial.p50.decimal,
                    trial.p90.decimal, trial.actual.decimal,
                ]))
        }
        let guess = reply.guess == .unchanged
            ? "an unchanged balance" : "the same weeks a year before"
        lines.append(
            "\(reply.weeks) weeks: \(percent(coverage)) within p10 to p90 (80% promised); "
                + "pinball loss \(loss.decimal), of \(guess) \(guessLoss.decimal): "
                + (guessWins ? "the plain guess did better." : "the forecast did better."))
        return lines.joined(separator: "\n")
    }

    private func row(_ cells: [String]) -> String {
        cells.enumerated().map { index, cell in
            let space = String(repeating: " ", count: max(0, (index == 0 ? 10 : 16) - cell.count))
            return index == 0 ? cell + space : space + cell
        }.joined()
    }

    /// Rounded, except that what may happen is not called impossible, nor certain.
    private func percent(_ share: Double) -> String {
        if share > 0, share < 0.005 { return "<1%" }
        if share < 1, share > 0.995 { return ">99%" }
        return "\(Int((share * 100).rounded()))%"
    }
}
