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

    @Test func writingGoesOnByItselfWhenThereIsRoomAgain() async throws {
        try await SmallDisk.with(megabytes: 24) { disk in
            let location = try DatabaseLocation(disk.folder + "/books")
            let database = try await openDatabase(
                at: location, migrations: SampleSchema.migrations)
            let filling = disk.folder + "/filling"
            let kilobyte = Value.bytes([UInt8](repeating: 7, count: 1_024))
            func keep(_ id: Int64) async throws {
                try await database.write {
                    try $0.execute(
                        "INSERT INTO sample (id, content) VALUES ($1, $2)",
                        [.integer(id), kilobyte])
                }
            }
            try await keep(0)
            #expect(database.writeFault == nil)
            disk.fill(filling)
            // Many at once, so that whole groups meet it, and one by one.
            var answered: Set<Int64> = [0]
            try await withThrowingTaskGroup(of: Int64?.self) { tasks in
                for id in 1...200 as ClosedRange<Int64> {
                    tasks.addTask {
                        do { try await keep(id) } catch StorageFault.full { return nil }
                        return id
                    }
                }
                for try await id in tasks { if let id { answered.insert(id) } }
            }
            #expect(answered.count < 100)
            guard case .full? = database.writeFault else {
                Issue.record("\(String(describing: database.writeFault))")
                return
            }
            #expect(try await database.number("SELECT COUNT(*) FROM sample") == answered.count)
            try FileManager.default.removeItem(atPath: filling)
            try await database.tryWriting()
            #expect(database.writeFault == nil)
            try await keep(1_000)
            await database.close()
            let again = try await openDatabase(at: location, migrations: SampleSchema.migrations)
            let kept = try await again.read {
                try $0.rows("SELECT id FROM sample") { try $0.integer(0) }
            }
            #expect(Set(kept) == answered.union([1_000]))
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
            let fault = await #expect(throws: ObjectFault.self) {
                try await store.put([UInt8](repeating: 9, count: 8 << 20))
            }
            if case .full? = fault {} else { Issue.record("\(String(describing: fault))") }
            try await store.check()
            disk.fill(disk.folder + "/filling")
            let unready = await #expect(throws: ObjectFault.self) { try await store.check() }
            if case .full? = unready {} else { Issue.record("\(String(describing: unready))") }
            try FileManager.default.removeItem(atPath: disk.folder + "/filling")
            let left = try FileManager.default.contentsOfDirectory(
                atPath: disk.folder + "/objects/incoming")
            #expect(left == [])
            #expect(try await store.get(small) == [1, 2, 3])
            try await store.put([UInt8](repeating: 9, count: 1 << 20))
        }
    }
}
