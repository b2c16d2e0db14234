import Storage

/// The database's own check of its pages and indices: what an index hides, no statement finds.
struct IntegrityCheck {
    let database: any Database

    func run(_ report: inout FsckReport) async throws {
        let found = try await database.checkIntegrity()
        report.add(
            .storage, checked: found.checked,
            found.faults.map { fault in
                Finding(
                    .storage, "damaged",
                    Subject(kind: "database", id: database.engine.rawValue), fault)
            })
        if let reason = found.notChecked { report.notes.append(reason) }
    }
}
