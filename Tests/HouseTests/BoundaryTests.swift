import Foundation
import Testing

@Suite("Rooms keep their boundaries")
struct BoundaryTests {
    static let pure = [
        "Wire": Set<String>(),
        "Ledger": [],
        "Insight": ["Ledger", "Wire"],
        "Proof": ["Ledger", "Wire"],
        "Browser": ["Insight", "Ledger", "Proof", "Wire"],
    ]

    @Test("Pure rooms import only what the plan lets them", arguments: pure.keys.sorted())
    func pureRoomsAreAlone(room: String) {
        let files = Checkout.swift.filter { $0.path.hasPrefix("Sources/\(room)/") }
        #expect(!files.isEmpty)
        for file in files {
            for module in file.imports where Self.pure[room]?.contains(module) != true {
                Issue.record("\(file) imports \(module)")
            }
        }
    }

    @Test("Engines are imported in their own room only", arguments: [
        ("GRDB", "Storage"), ("CPostgres", "Storage"), ("CHiredis", "Storage"),
        ("CVision", "Reader"), ("CArgon2", "Commons"), ("Hummingbird", "API"),
    ])
    func enginesStayInTheirRoom(engine: String, room: String) {
        var importers = 0
        for file in Checkout.swift where file.imports.contains(engine) {
            importers += 1
            #expect(file.path.hasPrefix("Sources/\(room)/"), "\(file) imports \(engine)")
        }
        #expect(importers > 0, "nobody imports \(engine)")
    }

    @Test("Pure rooms have no key paths, which embedded Swift does not know")
    func keyPaths() throws {
        let keyPath = try Regex(#"[ (\[,:]\\\.[a-z]"#)
        #expect("rows.map(\\.amount)".contains(keyPath))
        let rooms = ["Wire", "Ledger", "Insight", "Proof", "Browser"].map { "Sources/\($0)/" }
        for file in Checkout.swift where rooms.contains(where: { file.path.hasPrefix($0) }) {
            for line in file.lines where !line.contains("//") {
                #expect(!line.contains(keyPath), "\(file): \(line)")
            }
        }
    }

    @Test("Whatever changes who somebody is makes sessions forget")
    func sessionsForget() throws {
        let changes = try Regex(
            #"(INSERT INTO|UPDATE|DELETE FROM) membership\b|UPDATE organisation\b"#
                + #"|UPDATE user_account\s+SET (totp_confirmed_at|name|email|language)"#
                + #"|UPDATE device\s+SET revoked_at"#)
        // Makes people and organisations whom no session knows yet.
        let makers = [
            "Sources/Commons/Demo/DemoScribe.swift", "Sources/Commons/SignIn/Register.swift",
        ]
        var writers = 0
        for file in Checkout.swift where file.path.hasPrefix("Sources/Commons/") {
            let text = file.lines.joined(separator: "\n")
            guard text.contains(changes), !makers.contains(file.path) else { continue }
            writers += 1
            #expect(text.contains("SessionDirectory.forgetAfterCommit"), "\(file)")
        }
        #expect(writers > 5, "the pattern finds nobody")
    }

    @Test("What the law protects is read by the fairness reports alone")
    func protectedAttributesStayApart() {
        let readers = [
            "Sources/Commons/Score/Fairness.swift", "Sources/Commons/Model/ModelFairness.swift",
        ]
        let found = Checkout.swift.filter { file in
            file.lines.contains { $0.contains("protected_attribute") }
        }
        #expect(Set(found.map(\.path)) == Set(readers))
    }

    @Test("Foundation's JSON coders stay out of the server")
    func noFoundationJSON() {
        for file in Checkout.swift {
            for (number, line) in file.lines.enumerated()
            where line.contains("JSONEncoder(") || line.contains("JSONDecoder(") {
                Issue.record("\(file):\(number + 1) uses Foundation's JSON coder")
            }
        }
    }

    @Test("A feature of the web never imports another feature")
    func featuresAreIndependent() {
        for file in Checkout.web {
            let folders = file.path.split(separator: "/")
            guard folders.count > 3, folders[2] == "features" else { continue }
            for line in file.lines where line.contains("from \"") {
                guard let range = line.range(of: "features/") else { continue }
                let other = line[range.upperBound...].prefix { $0 != "/" && $0 != "\"" }
                #expect(other == folders[3], "\(file) imports the feature \(other)")
            }
        }
    }
}
