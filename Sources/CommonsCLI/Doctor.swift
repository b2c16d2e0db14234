import ArgumentParser
import Commons
import Foundation
import Recognition
import Storage
import Wire

/// Looks at everything the product stands on and names what is missing, with the way to get it.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the installation; what is missing is named with the way to get it.")

    @OptionGroup var place: DataOption
    @Flag(help: "Print one JSON object a check.") var json = false

    func run() async throws {
        let configuration = try place.configuration()
        var checks = [Self.folder(configuration), await Self.database(configuration)]
        checks += [await Self.reader(configuration), Self.poppler(), Self.web(configuration)]
        for check in checks { print(json ? check.json : check.text) }
        if !json { print("\n" + configuration.description) }
        if checks.contains(where: { !$0.isSound }) { throw ExitCode(1) }
    }

    private static func folder(_ configuration: Configuration) -> Check {
        let folder = configuration.folder
        let files = FileManager.default
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: folder, isDirectory: &isFolder) else {
            return Check("data folder", true, "\(folder) will be made at the first start")
        }
        guard isFolder.boolValue, files.isWritableFile(atPath: folder) else {
            return Check(
                "data folder", false, "\(folder) is not a folder that this user can write")
        }
        let attributes = try? files.attributesOfFileSystem(forPath: folder)
        let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
        let megabytes = free >> 20
        return Check(
            "data folder", megabytes >= 512,
            "\(folder) has \(megabytes) MB free" + (megabytes < 512 ? "; make room" : ""))
    }

    /// A database that a running server holds is sound: it answers somebody else.
    private static func database(_ configuration: Configuration) async -> Check {
        guard configuration[.database] != nil
            || FileManager.default.fileExists(
                atPath: configuration.folder + "/" + DatabaseLocation.fileName)
        else { return Check("database", true, "will be made at the first start") }
        do {
            let node = try await Node.open(configuration)
            await node.close()
            return Check("database", true, "\(node.database.engine.rawValue) answers")
        } catch StorageFault.owned(let reason) {
            return Check("database", true, reason)
        } catch {
            return Check("database", false, "\(error)")
        }
    }

    private static func reader(_ configuration: Configuration) async -> Check {
        var settings = ReaderPool.Configuration()
        settings.executable = configuration[.reader]
        let pool = ReaderPool(configuration: settings)
        defer { Task { await pool.shutDown() } }
        do {
            _ = try await pool.read(bytes: BlankPicture.tiff(side: 256))
            return Check("reader of pictures", true, "answers")
        } catch {
            return Check("reader of pictures", false, error.message)
        }
    }

    private static func poppler() -> Check {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let missing = ["pdftoppm", "pdftotext", "pdfdetach"].filter { tool in
            !path.split(separator: ":").contains {
                FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)")
            }
        }
        return Check(
            "tools for PDF", missing.isEmpty,
            missing.isEmpty
                ? "found"
                : "\(missing.joined(separator: ", ")) missing: apt-get install poppler-utils")
    }

    private static func web(_ configuration: Configuration) -> Check {
        let folder = configuration[.web] ?? Installed.folder("web") ?? "web/dist"
        let isThere = FileManager.default.fileExists(atPath: folder + "/index.html")
        return Check(
            "web application", isThere,
            isThere ? folder : "\(folder) holds no index.html: run `make build`, or give --web")
    }
}

private struct Check {
    let name: String
    let isSound: Bool
    let finding: String

    init(_ name: String, _ isSound: Bool, _ finding: String) {
        self.name = name
        self.isSound = isSound
        self.finding = finding
    }

    var text: String { (isSound ? "ok      " : "MISSING ") + "\(name): \(finding)" }

    var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("check")
        writer.string(name)
        writer.key("sound")
        writer.bool(isSound)
        writer.key("finding")
        writer.string(finding)
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
