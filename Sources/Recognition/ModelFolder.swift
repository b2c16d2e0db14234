import Foundation
import Insight

/// Where the weights of the networks lie that read print.
public enum ModelFolder {
    /// The folder that `COMMONS_MODELS` names; else `../share/commons/models` or `models` beside
    /// the running program, or in a folder above it, as in a checkout. nil when there is none.
    public static func find() -> String? {
        if let named = ProcessInfo.processInfo.environment["COMMONS_MODELS"] {
            return isComplete(named) ? named : nil
        }
        guard let program = Bundle.main.executableURL?.resolvingSymlinksInPath() else {
            return nil
        }
        var folder = program.deletingLastPathComponent()
        let shared = folder.deletingLastPathComponent().appendingPathComponent("share/commons")
        var places = [shared.appendingPathComponent("models").path]
        for _ in 0..<deepestBuild {
            places.append(folder.appendingPathComponent("models").path)
            folder.deleteLastPathComponent()
        }
        return places.first(where: isComplete)
    }

    /// Says what words mean by their place, for `FieldExtraction`; its weights are loaded once,
    /// when the first paper is read. nil where they are not installed: the rules decide alone.
    public static let layoutReader: LayoutReader? = {
        guard let folder = find(),
            let content = FileManager.default.contents(atPath: layoutWeights(in: folder))
        else { return nil }
        do throws(SafetensorsError) {
            return LayoutReader(try LayoutNetwork(Safetensors([UInt8](content))))
        } catch {
            FileHandle.standardError.write(Data("commons: \(folder): \(error.message)\n".utf8))
            return nil
        }
    }()

    /// Where the weights of the layout reader lie, if they do.
    public static func layoutWeights(in folder: String) -> String {
        "\(folder)/layout-reader/layout-reader.safetensors"
    }

    /// `.build/x86_64-unknown-linux-gnu/debug` of a checkout.
    private static let deepestBuild = 5

    private static func isComplete(_ folder: String) -> Bool {
        ["line-finder", "line-reader"].allSatisfy { name in
            FileManager.default.fileExists(atPath: "\(folder)/\(name)/\(name).safetensors")
        }
    }
}
