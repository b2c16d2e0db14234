import Foundation
import Recognition

/// A folder into which a scanner or a mail program drops files. Each file is taken once and then
/// moved to `taken`; what cannot be a paper is moved to `refused` with the reason beside it.
/// Nothing is ever deleted, and a file that is still being written is left until it rests.
///
/// A process that dies between taking and moving takes the file again: whoever takes it must know
/// a file by its content.
public struct WatchedFolder: Sendable {
    /// One file, or one attachment of a mail.
    public struct Item: Sendable {
        /// The name of the file; of an attachment `mail/attachment`.
        public let name: String
        public let mediaType: String
        public let bytes: [UInt8]
    }

    public enum Verdict: Sendable, Equatable {
        case taken
        /// It will never be taken: a code and a sentence for who looks into `refused`.
        case refused(code: String, reason: String)
    }

    let path: String

    /// Time between two looks; a file rests when two of them see it alike.
    public static let pace = Duration.seconds(2)

    public init(_ path: String) { self.path = path }

    static let taken = "taken"
    static let refused = "refused"
    /// Larger files are refused without being read.
    static let sizeLimit = 64 << 20

    /// How a file looked the last time; it rests when it looks the same again.
    public struct Glance: Hashable, Sendable {
        let size: Int
        let changed: Date
    }

    /// Looks once. Files that look as in `before` are taken, the others are returned for the next
    /// look. An error of `take` leaves its file where it is, and the others are still looked at.
    ///
    /// - Parameter said: told what became of each file.
    public func look(
        before: [String: Glance],
        said: @Sendable (String, Verdict) async -> Void = { _, _ in },
        take: @Sendable (Item) async throws -> Verdict
    ) async throws -> [String: Glance] {
        for folder in [Self.taken, Self.refused] {
            try FileManager.default.createDirectory(
                atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
        }
        var seen: [String: Glance] = [:]
        for name in try names() {
            guard let glance = Self.glance("\(path)/\(name)") else { continue }
            seen[name] = glance
            guard before[name] == glance, !Task.isCancelled else { continue }
            guard let verdict = try? await settle(name, glance, take) else { continue }
            try move(name, verdict)
            seen[name] = nil
            await said(name, verdict)
        }
        return seen
    }

    /// Plain files here, and the mails of a Maildir.
    private func names() throws -> [String] {
        let files = FileManager.default
        var names = try files.contentsOfDirectory(atPath: path)
        for box in ["new", "cur"] where names.contains(box) {
            let mails = (try? files.contentsOfDirectory(atPath: "\(path)/\(box)")) ?? []
            names += mails.map { "\(box)/\($0)" }
        }
        return names.filter { !$0.hasPrefix(".") && !$0.contains("/.") }.sorted()
    }

    /// nil for folders, links, pipes and what has gone meanwhile.
    private static func glance(_ path: String) -> Glance? {
        guard let facts = try? FileManager.default.attributesOfItem(atPath: path),
            facts[.type] as? FileAttributeType == .typeRegular,
            let size = facts[.size] as? Int, let changed = facts[.modificationDate] as? Date
        else { return nil }
        return Glance(size: size, changed: changed)
    }

    private func settle(
        _ name: String, _ glance: Glance, _ take: @Sendable (Item) async throws -> Verdict
    ) async throws -> Verdict {
        guard glance.size <= Self.sizeLimit else {
            return .refused(
                code: "file_too_large",
                reason: "The file is larger than \(ByteCount.text(Self.sizeLimit)).")
        }
        guard let content = FileManager.default.contents(atPath: "\(path)/\(name)") else {
            return .refused(code: "file_missing", reason: "The file cannot be read.")
        }
        let bytes = Array(content)
        guard name.contains("/") || name.hasSuffix(".eml") else {
            return try await take(
                Item(name: name, mediaType: "application/octet-stream", bytes: bytes))
        }
        return try await mail(name, bytes, take)
    }

    /// All that is in a mail is taken before it is moved; one bad attachment sets the mail aside
    /// with its name, and the others stay taken.
    private func mail(
        _ name: String, _ bytes: [UInt8], _ take: @Sendable (Item) async throws -> Verdict
    ) async throws -> Verdict {
        let attachments = MailMessage(bytes).attachments.filter { !$0.isInline }
        guard !attachments.isEmpty else {
            return .refused(code: "mail_without_papers", reason: "The mail has no attachment.")
        }
        var reasons: [String] = []
        for attachment in attachments {
            let verdict = try await take(
                Item(
                    name: "\((name as NSString).lastPathComponent)/\(attachment.name)",
                    mediaType: "application/octet-stream", bytes: attachment.bytes))
            if case .refused(let code, let reason) = verdict {
                reasons.append("\(attachment.name): \(code): \(reason)")
            }
        }
        guard reasons.isEmpty else {
            return .refused(code: "mail_attachment", reason: reasons.joined(separator: "\n"))
        }
        return .taken
    }

    private func move(_ name: String, _ verdict: Verdict) throws {
        let files = FileManager.default
        let base = (name as NSString).lastPathComponent
        let folder = verdict == .taken ? Self.taken : Self.refused
        var target = "\(path)/\(folder)/\(base)"
        var count = 1
        // Two scans may have one name; the earlier is not written over.
        while files.fileExists(atPath: target) {
            count += 1
            target = "\(path)/\(folder)/\(count)-\(base)"
        }
        if case .refused(let code, let reason) = verdict {
            try Data("\(code)\n\(reason)\n".utf8).write(
                to: URL(fileURLWithPath: target + ".reason.txt"), options: .atomic)
        }
        try files.moveItem(atPath: "\(path)/\(name)", toPath: target)
    }
}
