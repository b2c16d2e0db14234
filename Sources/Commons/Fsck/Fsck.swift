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
        var report = FsckReport()
        progress(.storage)
        try await IntegrityCheck(database: database).run(&report)
        let (first, parts) = (report, Self.parts)
        report = try await database.read { snapshot in
            var report = first
            let reading = FsckSnapshot(snapshot)
            for (area, check) in parts {
                progress(area)
                reading.area = area
                do { try check(reading, &report) } catch StorageFault.engine(let reason) {
                    report.add(
                        area, checked: 0,
                        [
                            Finding(
                                area, "unreadable", Subject(kind: "area", id: area.rawValue),
                                "It could not be checked to its end: \(reason)")
                        ])
                }
                report.add(area, checked: 0, reading.takeFindings())
            }
            return report
        }
        progress(.files)
        if let objects {
            try await FileCheck(database: database, objects: objects, stored: stored)
                .run(&report)
        }
        return report
    }

    private typealias Part = @Sendable (any Snapshot, inout FsckReport) throws -> Void

    private static let parts: [(FsckArea, Part)] = [
        (.books, { try checkBooks($0, &$1) }),
        (.books, { try AcknowledgementCheck(snapshot: $0).run(&$1) }),
        (.audit, { try AuditCheck(snapshot: $0).run(&$1) }),
        (.audit, { try TrailCheck(snapshot: $0).run(&$1) }),
        (.credit, { try CreditCheck(snapshot: $0).run(&$1) }),
        (.log, { try LogCheck(snapshot: $0).run(&$1) }),
        (.attestations, { try AttestationCheck(snapshot: $0).run(&$1) }),
        (.papers, { try PaperCheck(snapshot: $0).run(&$1) }),
    ]

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
