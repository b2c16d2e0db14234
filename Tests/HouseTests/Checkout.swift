import Foundation

/// The files of this checkout that git tracks or would track.
struct Checkout {
    struct File: CustomStringConvertible {
        let path: String
        let lines: [Substring]
        /// The modules that it imports.
        let imports: [String]
        var description: String { path }
        var name: String { String(path.split(separator: "/").last ?? "") }

        init(path: String, text: String) {
            self.path = path
            lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            imports = lines.filter { $0.contains("import ") }.compactMap { line in
                let words = line.split(separator: " ").drop {
                    $0.hasPrefix("@") || $0 == "internal"
                }
                guard words.first == "import", let module = words.dropFirst().last else {
                    return nil
                }
                return module.split(separator: ".").first.map(String.init)
            }
        }
    }

    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every text file below `folder` with one of the endings, by path.
    static func files(below folder: String, endings: [String]) -> [File] {
        let base = root.appendingPathComponent(folder)
        guard let walk = FileManager.default.enumerator(atPath: base.path) else { return [] }
        var found: [File] = []
        for case let path as String in walk {
            guard endings.contains(where: path.hasSuffix), !path.contains("node_modules"),
                let text = try? String(
                    contentsOf: base.appendingPathComponent(path), encoding: .utf8)
            else { continue }
            found.append(File(path: folder + "/" + path, text: text))
        }
        return found.sorted { $0.path < $1.path }
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    static let swift = files(below: "Sources", endings: [".swift"])
    static let web = files(below: "web/src", endings: [".ts", ".tsx"])
}
