import Commons
import Foundation
import Storage

/// Where the files of an installation lie: a folder, or a bucket of an S3-compatible server.
enum ObjectPlace {
    static func open(_ configuration: Configuration) throws -> any ObjectStore {
        guard let text = configuration[.objects], text.hasPrefix("s3://") else {
            return try FolderObjectStore(folder: folder(configuration) ?? "")
        }
        let parts = text.dropFirst("s3://".count).split(separator: "/", maxSplits: 1)
        guard let bucket = parts.first else {
            throw ConfigurationFault("objects \(text) names no bucket; write s3://bucket/prefix")
        }
        let prefix = parts.count > 1 ? String(parts[1]) : ""
        return try S3ObjectStore(
            S3Configuration(
                endpoint: try configuration.text(.s3Endpoint),
                region: try configuration.text(.s3Region), bucket: String(bucket),
                accessKey: try configuration.text(.s3AccessKey),
                secretKey: try configuration.text(.s3SecretKey),
                prefix: prefix.isEmpty || prefix.hasSuffix("/") ? prefix : prefix + "/"))
    }

    /// Nil for a bucket.
    static func folder(_ configuration: Configuration) -> String? {
        guard let text = configuration[.objects] else {
            return configuration.folder + "/objects"
        }
        return text.hasPrefix("s3://") ? nil : text
    }

    /// Every object that the folder holds; nil for a bucket, which is not listed.
    static func keys(_ configuration: Configuration) -> [ObjectKey]? {
        guard let folder = folder(configuration),
            let files = FileManager.default.enumerator(atPath: folder)
        else { return nil }
        return files.compactMap { ($0 as? String).flatMap { ObjectKey(hex: lastPart(of: $0)) } }
            .sorted { $0.hex < $1.hex }
    }

    private static func lastPart(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? ""
    }
}
