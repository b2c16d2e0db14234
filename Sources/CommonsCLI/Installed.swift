import Foundation

/// What is installed beside the executable.
enum Installed {
    /// The web application: installed, or built in the checkout that the executable was built in.
    static func web() -> String? {
        if let installed = folder("web") { return installed }
        var parent = Bundle.main.executableURL?.resolvingSymlinksInPath()
        for _ in 0..<depth {
            parent = parent?.deletingLastPathComponent()
            guard let built = parent?.appendingPathComponent("web/dist") else { return nil }
            if FileManager.default.fileExists(atPath: built.path + "/index.html") {
                return built.path
            }
        }
        return nil
    }

    /// From `.build/x86_64-unknown-linux-gnu/release/commons` to the checkout.
    private static let depth = 5

    /// `../share/commons/NAME` or `NAME` beside the executable, when there.
    static func folder(_ name: String) -> String? {
        guard let executable = Bundle.main.executableURL?.resolvingSymlinksInPath() else {
            return nil
        }
        let here = executable.deletingLastPathComponent()
        let places = [
            here.deletingLastPathComponent().appendingPathComponent("share/commons/\(name)"),
            here.appendingPathComponent(name),
        ]
        return places.map(\.path).first { FileManager.default.fileExists(atPath: $0) }
    }
}
