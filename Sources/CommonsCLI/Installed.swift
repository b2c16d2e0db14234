import Foundation

/// What is installed beside the executable.
enum Installed {
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
