import Foundation
import Testing

@testable import Storage

/// What holds for the SQLite file alone.
@Suite struct SQLiteTests {
    @Test func oneProcessOwnsAFileAndTheRefusalNamesIt() async throws {
        try await TestDatabase.withFolder { folder in
            let first = try await openDatabase(at: DatabaseLocation(folder), migrations: [])
            let fault = await #expect(throws: StorageFault.self) {
                _ = try await openDatabase(at: DatabaseLocation(folder), migrations: [])
            }
            guard case .owned(let text) = fault else {
                Issue.record("\(String(describing: fault))")
                return
            }
            #expect(text.contains("in use by process \(getpid())"))
            await first.close()
        }
    }

    @Test func closingGivesTheFileBack() async throws {
        try await TestDatabase.withFolder { folder in
            for _ in 1...3 {
                let database = try await openDatabase(
                    at: DatabaseLocation(folder), migrations: SampleSchema.migrations)
                await database.close()
            }
            for ending in ["-wal", "-shm"] {
                #expect(
                    !FileManager.default.fileExists(atPath: folder + "/commons.sqlite" + ending))
            }
        }
    }

    @Test func closingLeavesNoLogBehindWhoeverReadBefore() async throws {
        try await TestDatabase.withFolder { folder in
            let database = try await openDatabase(
                at: DatabaseLocation(folder), migrations: SampleSchema.migrations)
            try await database.addAccount("a")
            // Each reader has a connection of its own from its first read on.
            try await withThrowingTaskGroup(of: Int64?.self) { group in
                for _ in 1...16 {
                    group.addTask { try await database.number("SELECT COUNT(*) FROM account") }
                }
                for try await count in group { #expect(count == 1) }
            }
            let log = folder + "/commons.sqlite-wal"
            #expect(FileManager.default.fileExists(atPath: log))
            await database.close()
            #expect(!FileManager.default.fileExists(atPath: log))
            #expect(!FileManager.default.fileExists(atPath: folder + "/commons.sqlite-shm"))
        }
    }

    @Test func aNetworkFileSystemIsRecognisedByItsMount() {
        let mounts = """
            /dev/vda / ext4 rw 0 0
            server:/export /srv nfs4 rw 0 0
            me@host:/ /home/me/far\\040away fuse.sshfs rw 0 0
            /dev/sdb1 /media/stick fuseblk rw 0 0
            //nas/share /mnt cifs rw 0 0
            /dev/vdb /srv/local ext4 rw 0 0
            overlay /mnt/box overlay rw 0 0
            """
        let kinds = [
            "/data": nil, "/srv": "nfs4", "/srv/books": "nfs4", "/srv/local/books": nil,
            "/srvlocal": nil, "/home/me/far away/x": "fuse.sshfs", "/media/stick": nil,
            "/mnt": "cifs", "/mnt/box/a": nil,
        ]
        for (folder, kind) in kinds {
            #expect(DataFolder.networkName(of: folder, mounts: mounts) == kind, "\(folder)")
        }
    }

    @Test func aFolderThatCannotBeMadeIsRefusedByName() async throws {
        let fault = await #expect(throws: StorageFault.self) {
            _ = try await openDatabase(at: DatabaseLocation("/proc/nowhere"), migrations: [])
        }
        guard case .unusable(let text) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(text.contains("/proc/nowhere"))
    }

    @Test func aFileThatIsNoDatabaseIsRefused() async throws {
        try await TestDatabase.withFolder { folder in
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            let file = folder + "/" + DatabaseLocation.fileName
            try Data(repeating: 7, count: 8192).write(to: URL(fileURLWithPath: file))
            await #expect(throws: StorageFault.self) {
                _ = try await openDatabase(at: DatabaseLocation(folder), migrations: [])
            }
        }
    }

    @Test func everyConnectionIsSetForSafety() async throws {
        try await TestDatabase.with(.sqlite) { database in
            let wanted = ["foreign_keys": "1", "trusted_schema": "0"]
            for (name, value) in wanted {
                let sql = "SELECT CAST(\(name) AS TEXT) FROM pragma_\(name)"
                let read = try await database.read { try $0.first(sql) { try $0.text(0) } }
                let written = try await database.write { try $0.first(sql) { try $0.text(0) } }
                #expect(read == value)
                #expect(written == value)
            }
            let level = try await database.write { transaction in
                try transaction.first("SELECT synchronous FROM pragma_synchronous") {
                    try $0.integer(0)
                }
            }
            #expect(level == 2)
            let readerCheckpoint = try await database.read {
                try $0.first("PRAGMA wal_autocheckpoint") { try $0.integer(0) }
            }
            #expect(readerCheckpoint == 0)
        }
    }

    @Test func afterTheDiskWasFullTheNextWriteIsTriedAndNothingIsHalfWritten() async throws {
        try await TestDatabase.withFolder { folder in
            let location = try DatabaseLocation(folder)
            let database = try await openDatabase(
                at: location, migrations: SampleSchema.migrations)
            try await database.addAccount("a")
            // SQLite gives the full disk's own error where a file has reached its page limit.
            try await database.write { transaction in
                let pages =
                    try transaction.first("SELECT page_count FROM pragma_page_count") {
                        try $0.integer(0)
                    } ?? 0
                try transaction.execute("PRAGMA max_page_count = \(pages)")
            }
            let large = Value.bytes([UInt8](repeating: 1, count: 1 << 20))
            await #expect(throws: StorageFault.self) {
                try await database.write {
                    try $0.execute("INSERT INTO sample (id, content) VALUES (1, $1)", [large])
                }
            }
            // A small row still fits into the pages that there are.
            try await database.addAccount("b")
            #expect(try await database.number("SELECT COUNT(*) FROM account") == 2)
            await database.close()
            let again = try await openDatabase(at: location, migrations: SampleSchema.migrations)
            #expect(try await again.number("SELECT COUNT(*) FROM account") == 2)
            #expect(try await again.number("SELECT COUNT(*) FROM sample") == 0)
            await again.close()
        }
    }
}
