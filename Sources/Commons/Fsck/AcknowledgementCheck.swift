import Ledger
import Storage
import Wire

/// What a buyer was asked about is still what its hash is of.
struct AcknowledgementCheck {
    let snapshot: any Snapshot

    func run(_ report: inout FsckReport) throws {
        var (count, found) = (0, [Finding]())
        try snapshot.each(
            "SELECT id, content, content_sha256 FROM acknowledgement ORDER BY id", []
        ) { row in
            count += 1
            guard sha256(Array(try row.text(1).utf8)).hex != (try row.text(2)) else { return }
            found.append(
                Finding(
                    .books, "acknowledgement_differs",
                    Subject(kind: "acknowledgement", id: try row.text(0)),
                    "What the buyer was asked about does not fit its hash."))
        }
        report.add(.books, checked: count, found)
    }
}
