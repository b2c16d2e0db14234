import Ledger
import Storage
import Wire

extension TrailCheck {
    /// Every subject whose row is known here is as its last event left it.
    func subjects() throws -> [Finding] {
        let checks = Dictionary(uniqueKeysWithValues: SubjectCheck.all.map { ($0.kind, $0) })
        var findings: [Finding] = []
        try TrailWord.each(checks.keys.sorted(), in: snapshot) { word in
            guard let check = checks[word.kind] else { return }
            if let finding = try finding(of: word, by: check) { findings.append(finding) }
        }
        for check in SubjectCheck.all {
            guard let sql = check.untraced else { continue }
            findings += try snapshot.rows(sql) { row in
                Finding(
                    .audit, "trace_missing", Subject(kind: check.kind, id: try row.text(1)),
                    "It is there, and nobody has entered it.")
            }
        }
        return findings
    }

    private func finding(of word: TrailWord, by check: SubjectCheck) throws -> Finding? {
        let subject = Subject(kind: word.kind, id: word.id)
        var comparison: TrailComparison?
        var isThere = false
        try snapshot.each(check.sql, [.text(word.organisation), .text(word.id)]) { row in
            isThere = true
            var found = TrailComparison()
            try check.compare(row, word, &found)
            comparison = found
        }
        if word.isRemoved {
            return isThere
                ? Finding(
                    .audit, "subject_differs", subject,
                    "The trail says that it was removed, and it is there.") : nil
        }
        guard isThere else {
            return Finding(
                .audit, "subject_missing", subject,
                "The trail says that it was entered, and it is gone.")
        }
        guard let names = comparison?.names, !names.isEmpty else { return nil }
        return Finding(
            .audit, "subject_differs", subject,
            "It is not what the trail says was entered: \(names.joined(separator: ", ")).")
    }

    /// An account's second factor is as it was set up or removed last, in whatever organisation.
    func users() throws -> [Finding] {
        var known: [String: Bool] = [:]
        try TrailWord.each(["user"], apart: false, in: snapshot) { word in
            known[word.id] = word.said["totp"]?.bool
        }
        var findings: [Finding] = []
        try snapshot.each(
            "SELECT id, totp_confirmed_at FROM user_account ORDER BY id", []
        ) { row in
            let id = try row.text(0)
            guard row.isNull(1) == (known[id] ?? false) else { return }
            findings.append(
                Finding(
                    .audit, "subject_differs", Subject(kind: "user", id: id),
                    "Its second factor is not as the trail says that it was set up or removed."))
        }
        return findings
    }

    /// An entry by hand was taken back by the entry and on the day that the trail says.
    func reversals() throws -> [Finding] {
        var findings: [Finding] = []
        try TrailWord.each(["entry"], in: snapshot) { word in
            guard let said = word.last(saying: "reversed_by") else { return }
            let actual = try snapshot.first(
                "SELECT id, day FROM entry WHERE organisation_id = $1 AND reverses_id = $2",
                [.text(word.organisation), .text(word.id)]
            ) { (id: try $0.text(0), day: try $0.text(1)) }
            let isSame = actual?.id == said["reversed_by"]?.string
                && (said["day"] == nil || actual?.day == said["day"]?.string)
            guard !isSame else { return }
            findings.append(
                Finding(
                    .audit, "subject_differs", Subject(kind: "entry", id: word.id),
                    "It was not taken back as the trail says."))
        }
        return findings
    }

    /// What was read of a paper, and what a person made of it, is what its events took the hash of.
    func readings() throws -> [Finding] {
        var findings: [Finding] = []
        func check(_ hash: JSONValue?, _ actual: String?, _ word: TrailWord, _ what: String) {
            guard let hash = hash?.string, hash != actual else { return }
            findings.append(
                Finding(
                    .audit, "subject_differs", Subject(kind: "paper", id: word.id),
                    "\(what) not what the trail took the hash of."))
        }
        try TrailWord.each(["paper"], in: snapshot) { word in
            let key = Value.text(word.organisation)
            if let reading = word.said["reading_id"]?.string {
                let text = try snapshot.first(
                    "SELECT fields FROM reading WHERE organisation_id = $1 AND id = $2",
                    [key, .text(reading)]
                ) { try $0.text(0) }
                check(
                    word.said["reading_sha256"], text.map { sha256(Array($0.utf8)).hex }, word,
                    "What was read of it is")
            }
            guard word.said["fields_sha256"] != nil else { return }
            check(
                word.said["fields_sha256"],
                try AcceptedFields.hash(of: word.id, word.organisation, in: snapshot), word,
                "The fields that were accepted are")
        }
        return findings
    }

    /// Whatever bears a name and a moment was made by an event of that person at that moment.
    func authors() throws -> [Finding] {
        let made = [
            ("entry", "entry", "user_id", "recorded_at"),
            ("document", "document", "created_by", "created_at"),
            ("payment", "payment", "created_by", "created_at"),
            ("document_event", "document_event", "user_id", "at"),
            ("attestation", "attestation", "created_by", "created_at"),
        ]
        return try made.flatMap { kind, table, user, at in
            try snapshot.rows(
                """
                SELECT t.organisation_id, t.id FROM \(table) t
                LEFT JOIN (SELECT DISTINCT organisation_id, user_id, at FROM audit) e
                    ON e.organisation_id = t.organisation_id AND e.at = t.\(at)
                        AND e.user_id = t.\(user)
                WHERE e.at IS NULL ORDER BY t.organisation_id, t.id
                """
            ) { row in
                Finding(
                    .audit, "author_differs", Subject(kind: kind, id: try row.text(1)),
                    "Nobody of its name did anything at its moment.")
            }
        }
    }
}
