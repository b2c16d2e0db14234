import Foundation
import Testing

@testable import Storage

@Suite struct ObjectStoreTests {
    @Test func aFolderKeepsThePromises() async throws {
        try await TestDatabase.withFolder { folder in
            try await exercise(try FolderObjectStore(folder: folder))
        }
    }

    /// The server checks the signature of every request here.
    @Test func aBucketKeepsThePromises() async throws {
        let server = try S3Server()
        defer { server.stop() }
        let store = try S3ObjectStore(try await server.checkSignatures())
        try await store.prepare()
        try await store.prepare()
        try await exercise(store)
    }

    /// What every store promises.
    private func exercise(_ store: any ObjectStore) async throws {
        let photo = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let key = try await store.put(photo)
        #expect(key == ObjectKey(of: photo))
        #expect(try await store.put(photo) == key)
        #expect(try await store.get(key) == photo)
        #expect(try await store.size(key) == photo.count)
        #expect(try await store.exists(key))
        #expect(try await store.verify(key) == .sound)

        let nothing = try await store.put([])
        #expect(try await store.get(nothing) == [])
        #expect(try await store.size(nothing) == 0)

        let absent = ObjectKey(of: [1])
        #expect(try await !store.exists(absent))
        #expect(try await store.verify(absent) == .missing)
        await #expect(throws: ObjectFault.missing(absent)) { try await store.get(absent) }

        try await TestDatabase.withFolder { folder in
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            // Larger than any one chunk in which files are read.
            let film = (0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            try Data(film).write(to: URL(fileURLWithPath: folder + "/film"))
            let key = try await store.put(file: folder + "/film")
            #expect(key == ObjectKey(of: film))
            #expect(try await store.get(key) == film)
            await #expect(throws: ObjectFault.self) {
                try await store.put(file: folder + "/nothing")
            }
        }

        try await withThrowingTaskGroup(of: ObjectKey.self) { writers in
            for _ in 0..<8 { writers.addTask { try await store.put([9, 9, 9]) } }
            for try await written in writers { #expect(written == ObjectKey(of: [9, 9, 9])) }
        }
        #expect(try await store.verify(ObjectKey(of: [9, 9, 9])) == .sound)

        try await store.remove(key)
        try await store.remove(key)
        #expect(try await !store.exists(key))
        await store.close()
    }

    @Test func aDamagedFileIsNamedAndMadeGoodByTheSameBytes() async throws {
        try await TestDatabase.withFolder { folder in
            let store = try FolderObjectStore(folder: folder)
            let key = try await store.put([1, 2, 3])
            let place = URL(fileURLWithPath: "\(folder)/\(key.path)")
            try Data([1, 2, 3, 4]).write(to: place)
            let actual = ObjectKey(of: [1, 2, 3, 4])
            #expect(try await store.verify(key) == .damaged(actual: actual))
            await #expect(throws: ObjectFault.damaged(key, actual: actual)) {
                try await store.get(key)
            }
            try await store.put([1, 2, 3])
            #expect(try await store.verify(key) == .sound)
        }
    }

    @Test func nothingIsLeftOfAWriteThatFailed() async throws {
        try await TestDatabase.withFolder { folder in
            let store = try FolderObjectStore(folder: folder)
            let key = ObjectKey(of: [5])
            // A file stands where the folder of the object should be.
            try Data().write(to: URL(fileURLWithPath: "\(folder)/\(key.hex.prefix(2))"))
            await #expect(throws: ObjectFault.self) { try await store.put([5]) }
            let incoming = try FileManager.default.contentsOfDirectory(atPath: folder + "/incoming")
            #expect(incoming == [])
        }
    }

    @Test func aWrongSecretIsRefusedInTheStoresWords() async throws {
        let server = try S3Server()
        defer { server.stop() }
        var configuration = try await server.checkSignatures()
        configuration.secretKey += "x"
        let store = try S3ObjectStore(configuration)
        let fault = await #expect(throws: ObjectFault.self) {
            try await store.get(ObjectKey(of: []))
        }
        guard case .refused(let status, let code, _) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(status == 403)
        #expect(code == "SignatureDoesNotMatch")
        await store.close()
    }

    @Test func aServerThatIsAwayIsSaidToBeUnavailable() async throws {
        let server = try S3Server()
        let store = try S3ObjectStore(server.configuration())
        try await store.prepare()
        try await store.check()
        server.stop()
        func isUnavailable(_ body: () async throws -> Void) async -> Bool {
            do { try await body() } catch ObjectFault.unavailable { return true } catch {}
            return false
        }
        #expect(await isUnavailable { try await store.check() })
        #expect(await isUnavailable { _ = try await store.get(ObjectKey(of: [1])) })
        #expect(await isUnavailable { _ = try await store.put([1]) })
        await store.close()
    }

    @Test func aBrowserUploadsAndDownloadsThroughPresignedAddresses() async throws {
        let server = try S3Server()
        defer { server.stop() }
        let store = try S3ObjectStore(server.configuration())
        try await store.prepare()
        let photo: [UInt8] = [1, 2, 3]
        let key = ObjectKey(of: photo)
        let upload = try #require(store.presignedUpload(key, expiresIn: 60))
        #expect(try await HTTP.send("PUT", upload, body: photo).status == 200)
        #expect(try await store.verify(key) == .sound)
        let download = try #require(store.presignedDownload(key, expiresIn: 60))
        #expect(try await HTTP.send("GET", download).body == photo)
        // The store itself does not look at the bytes; verify does.
        let other = ObjectKey(of: [4])
        let wrong = try #require(store.presignedUpload(other, expiresIn: 60))
        _ = try await HTTP.send("PUT", wrong, body: photo)
        #expect(try await store.verify(other) == .damaged(actual: key))
        await #expect(throws: ObjectFault.damaged(other, actual: key)) {
            try await store.get(other)
        }
        await store.close()
    }

    @Test func aStoreThatIsNotThereIsUnavailable() async throws {
        let port = try TestServer.freePort()
        let store = try S3ObjectStore(
            S3Configuration(
                endpoint: "http://127.0.0.1:\(port)", bucket: "b", accessKey: "a", secretKey: "s"))
        let fault = await #expect(throws: ObjectFault.self) { try await store.put([1]) }
        guard case .unavailable = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        await store.close()
    }

    @Test(arguments: [
        "minio:9000", "ftp://host", "http://", "http://me:pw@host", "https://host/path",
    ])
    func anEndpointThatIsNoServerIsRefused(_ endpoint: String) {
        #expect(throws: ObjectFault.self) {
            try S3ObjectStore(
                S3Configuration(endpoint: endpoint, bucket: "b", accessKey: "a", secretKey: "s"))
        }
    }

    @Test func aSecretIsNeverPrinted() {
        let configuration = S3Configuration(
            endpoint: "http://host", bucket: "b", accessKey: "a", secretKey: "hidden")
        #expect(!"\(configuration)".contains("hidden"))
    }

    @Test(arguments: [
        "", "abc", String(repeating: "A", count: 64), String(repeating: "g", count: 64),
    ])
    func aKeyIs64LowerCaseHexadecimalDigits(_ text: String) {
        #expect(ObjectKey(hex: text) == nil)
        #expect(ObjectKey(hex: ObjectKey(of: [1]).hex) != nil)
    }
}
