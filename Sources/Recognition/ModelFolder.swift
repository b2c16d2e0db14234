import Foundation

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

    /// `.build/x86_64-unknown-linux-gnu/debug` of a checkout.
    private static let deepestBuild = 5

    private static func isComplete(_ folder: String) -> Bool {
        ["line-finder", "line-reader"].allSatisfy { name in
            FileManager.default.fileExists(atPath: "\(folder)/\(name)/\(name).safetensors")
        }
    }
}
