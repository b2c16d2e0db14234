import Foundation
import Testing

@testable import Storage

/// A real file system of its own for one test: only root can mount one.
@Suite(.enabled(if: SmallDisk.isPossible, "mounting needs root")) struct DiskTests {
    @Test func aFullDiskRefusesTheWriteAndLosesNothingThatWasAnswered() async throws {
        try await SmallDisk.with(megabytes: 24) { disk in
            let location = try DatabaseLocation(disk.folder + "/books")
            let database = try await openDatabase(
                at: location, migrations: SampleSchema.migrations)
            let content = Value.bytes([UInt8](repeating: 7, count: 1 << 20))
            var answered: Int64 = 0
            var fault: StorageFault?
            while fault == nil, answered < 100 {
                let id = answered + 1
                do {
                    try await database.write {
                        try $0.execute(
                            "INSERT INTO sample (id, content) VALUES ($1, $2)",
                            [.integer(id), content])
                    }
                    answered = id
                } catch let refused as StorageFault {
                    fault = refused
                }
            }
            #expect(answered > 0)
            #expect(fault?.description.contains("full") == true, "\(String(describing: fault))")
            #expect(try await database.number("SELECT COUNT(*) FROM sample") == answered)
            await database.close()
            // Room again: everything that was answered is there, and writing goes on.
            try disk.grow(megabytes: 96)
            let again = try await openDatabase(at: location, migrations: SampleSchema.migrations)
            let sound = try await again.read {
                try $0.first("SELECT integrity_check FROM pragma_integrity_check") {
                    try $0.text(0)
                }
            }
            #expect(sound == "ok")
            #expect(try await again.number("SELECT COUNT(*) FROM sample") == answered)
            try await again.addAccount("after")
            await again.close()
        }
    }

    @Test func aDiskWithoutRoomIsRefusedBeforeAnythingIsWritten() async throws {
        try await SmallDisk.with(megabytes: 8) { disk in
            let fault = await #expect(throws: StorageFault.self) {
                _ = try await openDatabase(
                    at: DatabaseLocation(disk.folder + "/books"), migrations: [])
            }
            #expect(fault?.description.contains("is full") == true)
            let made = try FileManager.default.contentsOfDirectory(atPath: disk.folder + "/books")
            #expect(made == [])
        }
    }

    @Test func aDiskThatCannotBeWrittenIsRefusedByName() async throws {
        try await SmallDisk.with(megabytes: 32) { disk in
            try FileManager.default.createDirectory(
                atPath: disk.folder + "/books", withIntermediateDirectories: false)
            try disk.forbidWriting()
            let fault = await #expect(throws: StorageFault.self) {
                _ = try await openDatabase(
                    at: DatabaseLocation(disk.folder + "/books"), migrations: [])
            }
            #expect(fault?.description.contains(disk.folder) == true)
            #expect(fault?.description.contains("Read-only") == true)
        }
    }

    @Test func anObjectThatDoesNotFitLeavesNothingBehind() async throws {
        try await SmallDisk.with(megabytes: 4) { disk in
            let store = try FolderObjectStore(folder: disk.folder + "/objects")
            let small = try await store.put([1, 2, 3])
            await #expect(throws: ObjectFault.self) {
                try await store.put([UInt8](repeating: 9, count: 8 << 20))
            }
            let left = try FileManager.default.contentsOfDirectory(
                atPath: disk.folder + "/objects/incoming")
            #expect(left == [])
            #expect(try await store.get(small) == [1, 2, 3])
            try await store.put([UInt8](repeating: 9, count: 1 << 20))
        }
    }
}
