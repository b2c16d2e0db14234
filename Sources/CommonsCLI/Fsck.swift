import ArgumentParser
import Commons
import Foundation
import Storage
import Wire

/// Checks an installation against itself.
struct Fsck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Derive books, audit, log and files anew and name what does not fit.")

    @OptionGroup var place: DataOption
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let configuration = try place.configuration()
        let node = try await Node.open(configuration)
        let showsProgress = !json && isatty(2) == 1
        let report: FsckReport
        do {
            report = try await Commons.Fsck(
                database: node.database, objects: node.installation.objects,
                stored: ObjectPlace.keys(configuration)
            ).run { area in
                guard showsProgress else { return }
                FileHandle.standardError.write(Data("checking \(area.rawValue)\n".utf8))
            }
            await node.database.close()
        } catch {
            await node.database.close()
            throw error
        }
        print(json ? String(decoding: try WireEncoder.encode(report), as: UTF8.self) : text(report))
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
        return (areas + findings + [end]).joined(separator: "\n")
    }
}
