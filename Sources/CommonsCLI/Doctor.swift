import ArgumentParser
import Commons
import Foundation
import Recognition
import Storage
import Training
import Wire

/// Looks at everything the product stands on and names what is missing, with the way to get it.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", _superCommandName: "commons",
        abstract: "Check the installation; what is missing is named with the way to get it.")

    @OptionGroup var place: DataOption
    @Flag(help: "Print one JSON object a check.") var json = false

    func run() async throws {
        let configuration = try place.configuration()
        var checks = [Self.folder(configuration), Self.privacy(configuration)]
        checks += [await Self.database(configuration), await Self.files(configuration)]
        checks += [await Self.reader(configuration), Self.networks(), Self.layouts()]
        checks += [Self.poppler(), Self.languages(configuration)]
        checks += [await Self.redis(configuration), Self.web(configuration), Self.training()]
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

    private static func privacy(_ configuration: Configuration) -> Check {
        let open = FilePrivacy.openFiles(of: configuration.folder)
        return Check(
            "files of the owner alone", open.isEmpty,
            open.isEmpty
                ? "yes" : "others can reach \(open.joined(separator: ", ")); chmod go= each")
    }

    /// Looks and changes nothing. A database that a running server holds answers it.
    private static func database(_ configuration: Configuration) async -> Check {
        do {
            let location = try Node.location(configuration)
            switch try await DatabaseInspection.look(at: location) {
            case .missing: return Check("database", true, "will be made at the first start")
            case .owned(let owner): return Check("database", true, "\(owner) serves it")
            case .answers(let step):
                return Check(
                    "database", true,
                    "\(location.engine.rawValue) answers, its schema is at step \(step)")
            }
        } catch {
            return Check("database", false, "\(error)")
        }
    }

    /// The files of papers lie in the data folder unless told otherwise.
    private static func files(_ configuration: Configuration) async -> Check {
        if let folder = ObjectPlace.folder(configuration) {
            let files = FileManager.default
            guard files.fileExists(atPath: folder) else {
                return Check("store of files", true, "\(folder) will be made at the first start")
            }
            let isSound = files.isWritableFile(atPath: folder)
            return Check(
                "store of files", isSound,
                isSound ? folder : "\(folder) is not a folder that this user can write")
        }
        do {
            let store = try ObjectPlace.open(configuration)
            defer { Task { await store.close() } }
            try await store.check()
            return Check("store of files", true, "\(configuration[.objects] ?? "") answers")
        } catch {
            return Check("store of files", false, "\(error)")
        }
    }

    private static func reader(_ configuration: Configuration) async -> Check {
        var settings = ReaderPool.Configuration()
        settings.executable = configuration[.reader]
        let pool = ReaderPool(configuration: settings)
        defer { Task { await pool.shutDown() } }
        do {
            _ = try await pool.read(bytes: GreyTIFF.white(side: 256))
            return Check("reader of pictures", true, "answers")
        } catch {
            return Check(
                "reader of pictures", false,
                error.message + " It needs apt-get install tesseract-ocr-eng "
                    + "libopencv-imgproc-dev libopencv-imgcodecs-dev libtesseract-dev, and stands "
                    + "beside this program or where `reader` says.")
        }
    }

    private static func networks() -> Check {
        let folder = ModelFolder.find()
        return Check(
            "networks that read print", folder != nil,
            folder ?? "Tesseract reads everything, slower and less surely; they are `models` of "
                + "the source, beside this program, or where COMMONS_MODELS says")
    }

    private static func layouts() -> Check {
        Check(
            "network that reads layouts", ModelFolder.layoutReader != nil,
            ModelFolder.layoutReader != nil
                ? "marks addresses"
                : "a rule alone finds addresses, less surely; its weights are "
                    + "models/layout-reader of the source, beside those of the other networks")
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

    private static func languages(_ configuration: Configuration) -> Check {
        let wanted = (configuration[.languages] ?? "eng").split { "+, ".contains($0) }
        let missing = wanted.filter { language in
            !TesseractFolder.all.contains {
                FileManager.default.fileExists(atPath: "\($0)/\(language).traineddata")
            }
        }
        let packages = missing.map { "tesseract-ocr-\($0.replacing("_", with: "-"))" }
        return Check(
            "languages of pictures", missing.isEmpty,
            missing.isEmpty
                ? wanted.joined(separator: ", ")
                : "\(missing.joined(separator: ", ")) missing: apt-get install "
                    + packages.joined(separator: " "))
    }

    /// Nothing breaks without Redis, so it is told and is no failure.
    private static func redis(_ configuration: Configuration) async -> Check {
        guard let text = configuration[.redis] else { return Check("redis", true, "not used") }
        do {
            let location = try RedisLocation(text)
            await (try RedisCache.open(location)).close()
            return Check("redis", true, "\(location) answers")
        } catch {
            return Check("redis", false, "\(error)")
        }
    }

    /// Only `commons train` needs it, so it is told and is no failure, unless somebody named it.
    private static func training() -> Check {
        do {
            return Check("boosted trees", true, "LightGBM at \(try LightGBMLibrary().path)")
        } catch {
            let named = ProcessInfo.processInfo.environment["COMMONS_LIGHTGBM"]
            return Check(
                "boosted trees", named == nil,
                named.map { "COMMONS_LIGHTGBM names \($0), which is no LightGBM 4 library" }
                    ?? "not installed; commons train needs bin/setup, or apt-get install libgomp1 "
                    + "and pip install --no-deps lightgbm==4.7.0")
        }
    }

    private static func web(_ configuration: Configuration) -> Check {
        let folder = configuration[.web] ?? Installed.web() ?? "web/dist"
        let isThere = FileManager.default.fileExists(atPath: folder + "/index.html")
        return Check(
            "web application", isThere,
            isThere
                ? folder
                : "\(folder) holds no index.html: run `make build`, which needs "
                    + "apt-get install esbuild node-typescript node-react binaryen brotli; or "
                    + "give --web")
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

/// Where Debian and others keep Tesseract's languages.
private enum TesseractFolder {
    static var all: [String] {
        let own = ProcessInfo.processInfo.environment["TESSDATA_PREFIX"].map { [$0] } ?? []
        return own + [
            "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata",
            "/usr/share/tessdata", "/usr/local/share/tessdata",
        ]
    }
}
