import ArgumentParser
import Commons
import Foundation
import Storage
import Wire

/// Checks an installation against itself.
struct Fsck: FolderVerb {
    static let configuration = CommandConfiguration(
        commandName: "fsck", _superCommandName: "commons",
        abstract: "Derive books, audit, log and files anew and name what does not fit.")

    @OptionGroup var place: DataOption
    @Flag(help: "Print one JSON object.") var json = false

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let showsProgress = !json && terminal.showsProgress
        let report = try await Commons.Fsck(
            database: node.database, objects: node.installation.objects,
            stored: ObjectPlace.keys(node.configuration)
        ).run { area in
            if showsProgress { terminal.note("checking \(area.rawValue)") }
        }
        terminal.show(
            json ? String(decoding: try WireEncoder.encode(report), as: UTF8.self) : text(report))
        if !report.isSound { throw ExitCode(1) }
    }

    private func text(_ report: FsckReport) -> String {
        let areas = FsckArea.allCases.map {
            "\($0.rawValue): \(report.checked[$0.rawValue] ?? 0) checked"
        }
        let findings = report.findings.map {
            "\($0.area)/\($0.rule) \($0.subject.kind) \($0.subject.id): \($0.detail)"
        }
        let end = report.isSound
            ? "Everything fits." : "\(report.findings.count) things do not fit."
        return (areas + report.notes + findings + [end]).joined(separator: "\n")
    }
}
