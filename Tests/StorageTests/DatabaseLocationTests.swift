import Storage
import Testing

@Suite struct DatabaseLocationTests {
    @Test func aLocationNamesAFileAFolderOrAServer() throws {
        #expect(try DatabaseLocation("sqlite:/a/b.db") == .sqlite(path: "/a/b.db"))
        #expect(try DatabaseLocation("/a/b") == .sqlite(path: "/a/b/commons.sqlite"))
        #expect(try DatabaseLocation("data/") == .sqlite(path: "data/commons.sqlite"))
        let uri = "postgresql://me:secret@host:5433/books"
        #expect(try DatabaseLocation(uri) == .postgresql(uri: uri))
        #expect(try DatabaseLocation(uri).engine == .postgresql)
    }

    @Test func aPasswordIsNeverPrinted() throws {
        let location = try DatabaseLocation("postgresql://me:secret@host:5433/books")
        #expect("\(location)" == "postgresql://host:5433/books")
    }

    @Test(arguments: ["", "sqlite:", "sqlite::memory:", "mysql://host/books"])
    func anUnknownPlaceIsRefused(_ text: String) {
        #expect(throws: StorageFault.self) { try DatabaseLocation(text) }
    }
}
