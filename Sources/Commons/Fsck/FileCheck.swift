import Storage

/// Every file that a row names is there and has the bytes of its name; every file that is there is
/// named by a row.
struct FileCheck {
    let database: any Database
    let objects: any ObjectStore
    let stored: [ObjectKey]?

    func run(_ report: inout FsckReport) async throws {
        let named = try await named()
        var findings: [Finding] = []
        for file in named {
            guard let key = ObjectKey(hex: file.hash) else {
                findings.append(file.finding("name_malformed", "its hash is not a SHA-256."))
                continue
            }
            switch try await objects.verify(key) {
            case .sound: break
            case .missing:
                findings.append(file.finding("file_missing", "\(key) is not in the store."))
            case .damaged(let actual):
                findings.append(
                    file.finding("file_changed", "\(key) holds bytes with the hash \(actual)."))
            }
        }
        let known = Set(named.map(\.hash))
        for key in stored ?? [] where !known.contains(key.hex) {
            findings.append(
                Finding(
                    .files, "file_orphaned", Subject(kind: "file", id: key.hex),
                    "No paper and no page names it; it may be removed."))
        }
        report.add(.files, checked: named.count, findings)
    }

    private struct NamedFile: Sendable {
        let hash: String
        let owner: Subject

        func finding(_ rule: String, _ detail: String) -> Finding {
            Finding(.files, rule, owner, "Its file " + detail)
        }
    }

    private func named() async throws -> [NamedFile] {
        try await database.read { snapshot in
            try snapshot.rows(
                """
                SELECT sha256, 'paper', id FROM paper
                UNION ALL
                SELECT sha256, 'reading', reading_id FROM reading_page WHERE sha256 IS NOT NULL
                ORDER BY 2, 3
                """, []
            ) { row in
                NamedFile(
                    hash: try row.text(0),
                    owner: Subject(kind: try row.text(1), id: try row.text(2)))
            }
        }
    }
}
