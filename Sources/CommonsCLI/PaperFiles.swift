import Foundation

/// The papers that a command line names: files as they are, folders with everything in them that
/// may be a paper.
enum PaperFiles {
    private static let endings: Set<String> = ["jpg", "jpeg", "png", "tif", "tiff", "pdf", "xml"]

    static func find(_ arguments: [String]) -> [String] {
        arguments.flatMap { argument -> [String] in
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(
                atPath: argument, isDirectory: &isFolder)
            guard exists, isFolder.boolValue else { return [argument] }
            let names = FileManager.default.enumerator(atPath: argument)?
                .compactMap { $0 as? String } ?? []
            return names.filter { endings.contains(($0 as NSString).pathExtension.lowercased()) }
                .sorted()
                .map { (argument as NSString).appendingPathComponent($0) }
        }
    }
}
