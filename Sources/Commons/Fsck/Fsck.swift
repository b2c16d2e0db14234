import Ledger
import Storage

/// Derives everything that an installation claims from what it keeps, and names what does not
/// fit: balances, the audit trail, scores and models, the log's root and signatures, and every
/// stored file.
public struct Fsck: Sendable {
    let database: any Database
    let objects: (any ObjectStore)?
    /// Every key that the store holds, where it can be listed: what no row names is an orphan.
    let stored: [ObjectKey]?

    public init(
        database: any Database, objects: (any ObjectStore)?, stored: [ObjectKey]? = nil
    ) {
        self.database = database
        self.objects = objects
        self.stored = stored
    }

    /// - Parameter progress: called before each area.
    public func run(
        progress: @escaping @Sendable (FsckArea) -> Void = { _ in }
    ) async throws -> FsckReport {
        var report = try await database.read { snapshot in
            var report = FsckReport()
            progress(.books)
            try Self.checkBooks(snapshot, &report)
            try AcknowledgementCheck(snapshot: snapshot).run(&report)
            progress(.audit)
            try AuditCheck(snapshot: snapshot).run(&report)
            try TrailCheck(snapshot: snapshot).run(&report)
            progress(.credit)
            try CreditCheck(snapshot: snapshot).run(&report)
            progress(.log)
            try LogCheck(snapshot: snapshot).run(&report)
            progress(.attestations)
            try AttestationCheck(snapshot: snapshot).run(&report)
            progress(.papers)
            try PaperCheck(snapshot: snapshot).run(&report)
            return report
        }
        progress(.files)
        if let objects {
            try await FileCheck(database: database, objects: objects, stored: stored)
                .run(&report)
        }
        return report
    }

    private static func checkBooks(
        _ snapshot: any Snapshot, _ report: inout FsckReport
    ) throws {
        let found = try BooksCheck.run(snapshot).map {
            Finding(.books, $0.rule, $0.subject, $0.detail)
        }
        let entries = try snapshot.first(
            "SELECT COUNT(*) FROM entry", [], { Int(try $0.integer(0)) }) ?? 0
        report.add(.books, checked: entries, found)
    }
}
