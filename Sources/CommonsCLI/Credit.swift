import ArgumentParser
import Commons
import Foundation
import Insight
import Ledger
import Wire

/// `commons credit`: scores from the books, of one business or customer.
struct Credit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credit", _superCommandName: "commons",
        abstract: "Score a business or a customer from the books, and take its score along.",
        discussion: """
            commons score scores the rows of a table; this scores who is in the books, by the \
            model that is live there. Whoever can be scored is called by id or by a part of the \
            name.
            """,
        subcommands: [CreditList.self, CreditShow.self, CreditPack.self, CreditOffline.self])
}

/// Who asks, and where.
struct CreditOptions: ParsableArguments {
    @OptionGroup var place: DataOption
    @Option(name: .customLong("as"), help: "The address of the member who asks.")
    var email: String
    @Option(help: "The organisation's name or a part of it, for a member of several.")
    var organisation: String?

    func desk(on node: Node) async throws -> ScoreDesk {
        try await ScoreDesk(as: email, of: organisation, with: node.executor)
    }
}

/// A verb of `commons credit` that works on the books.
protocol CreditVerb: FolderVerb {
    var options: CreditOptions { get }
}

extension CreditVerb {
    var place: DataOption { options.place }
}

struct CreditList: CreditVerb {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List whom you may score, with their newest scores.")

    @OptionGroup var options: CreditOptions
    @Option(help: "Only who has this in the name.") var search: String?
    @Flag(help: "Print one JSON object a line.") var json = false

    func perform(on node: Node, at terminal: any Terminal) async throws {
        try await options.desk(on: node).list(search: search) { one in
            terminal.show(
                json ? String(decoding: try WireEncoder.encode(one), as: UTF8.self) : line(one))
        }
    }

    private func line(_ one: ScoredEntity) -> String {
        let said: String
        if let points = one.points, let band = one.band {
            said = "\(points) points, band \(band.rawValue)"
        } else if let abstained = one.abstained {
            said = ScoreLanguage.english.text(of: abstained)
        } else {
            said = "not scored yet"
        }
        return "\(one.entity.id)  \(one.entity.name)  \(said)"
    }
}

struct CreditShow: CreditVerb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a score with its reasons and what would help; made when inputs changed.")

    @OptionGroup var options: CreditOptions
    @Argument(help: "Its id, or a part of its name.") var who: String
    @Option(help: "The last day that counts, as 2026-11-23; today unless given.")
    var asOf: String?
    @Option(help: "Of the reasons: en, sw, fr or ar; your own unless given.")
    var language: String?
    @Flag(help: "Print one JSON object.") var json = false

    func validate() throws {
        if let asOf, Day(iso: asOf) == nil {
            throw ValidationError("--as-of must be a day such as 2026-11-23")
        }
        try language.map(CreditLanguage.check)
    }

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let desk = try await options.desk(on: node)
        let record = try await desk.score(
            try await desk.find(who), asOf: asOf.flatMap { Day(iso: $0) },
            language: CreditLanguage.of(language))
        terminal.show(
            json
                ? String(decoding: try WireEncoder.encode(record), as: UTF8.self)
                : ScoreText(record).lines)
    }
}

struct CreditPack: CreditVerb {
    static let configuration = CommandConfiguration(
        commandName: "pack",
        abstract: "Write today's score to a file: model, inputs and words, signed and logged.")

    @OptionGroup var options: CreditOptions
    @Argument(help: "Its id, or a part of its name.") var who: String
    @Option(help: "Where the file goes.") var output: String
    @Option(help: "Of the reasons: en, sw, fr or ar; your own unless given.")
    var language: String?

    func validate() throws { try language.map(CreditLanguage.check) }

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let desk = try await options.desk(on: node)
        let entity = try await desk.find(who)
        let pack = try await desk.pack(entity, language: CreditLanguage.of(language))
        try await terminal.write(try WireEncoder.encode(pack), to: output)
        terminal.show(
            "The score of \(entity.name) is in \(output); anywhere: commons credit offline "
                + "\(output) --issuer KEY")
    }
}

/// Needs no books: what the file says is verified, then scored again.
struct CreditOffline: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "offline",
        abstract: "Verify a score that was taken along and make it again, without a network.")

    @Argument(help: "A file that commons credit pack wrote.") var file: String
    @OptionGroup var trust: TrustOptions
    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
        guard let content = FileManager.default.contents(atPath: file) else {
            throw UnusableFile(description: "There is no readable file \(file).")
        }
        let packed = try PackedScore(
            Array(content), trusted: try trust.issuers(), now: SystemClockwork().now(),
            maximumStatusAge: try trust.maximumStatusAge())
        print(json ? try jsonLine(packed) : ScoreText(packed).lines)
    }

    private func jsonLine(_ packed: PackedScore) throws -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("entity")
        writer.string(packed.entity.name)
        writer.key("as_of")
        writer.string(packed.asOf.iso)
        writer.key("model_sha256")
        writer.string(packed.modelSha256)
        writer.key("snapshot_sha256")
        writer.string(packed.snapshot.hash.hex)
        packed.score.writeMembers(to: &writer)
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

enum CreditLanguage {
    /// What `check` has let through; nil: the member's own.
    static func of(_ code: String?) -> ScoreLanguage? {
        code.flatMap { ScoreLanguage(rawValue: $0) }
    }

    static func check(_ code: String) throws {
        guard ScoreLanguage(rawValue: code) != nil else {
            throw ValidationError(
                "there is no language \(code): "
                    + ScoreLanguage.allCases.map(\.rawValue).joined(separator: ", "))
        }
    }
}
