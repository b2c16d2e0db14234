import Ledger
import Proof
import Storage
import Testing
import Wire

@testable import Commons

@Suite("The log") struct LogTests {
    @Test("takes in every event once, in order, and signs heads that a verifier accepts")
    func integrates() async throws {
        try await PaperDesk.with { desk in
            try await desk.upload(1)
            // What happened is not in the log until it has been taken in.
            try await desk.shop.refuses("log_empty") {
                _ = try await desk.executor.ask(LogHead(), as: .nobody)
            }
            try await desk.integrator.integrate()
            try await desk.upload(2)
            let count = try await desk.integrator.integrate()
            #expect(count == 1)
            let again = try await desk.integrator.integrate()
            #expect(again == 0)
            let head = try await desk.executor.ask(LogHead(), as: .nobody)
            let leaves = try await desk.database.read { snapshot in
                try snapshot.rows(
                    "SELECT leaf FROM log_entry ORDER BY position", [], { try $0.hash(0) })
            }
            #expect(Int(head.size) == leaves.count)
            // The reference tree of the pure room, over all leaves at once.
            #expect(head.root == MerkleTree.root(of: leaves).hex)
            let note = try #require(SignedNote(serialised: head.note))
            let line = try #require(note.signatures.first)
            #expect(
                Issuer.verify(
                    Array(note.text.utf8), signature: line.signature,
                    publicKey: desk.issuer.publicKey))
        }
    }

    @Test("proves each of its leaves at each size, across kept nodes") func proofs() async throws {
        try await PaperDesk.with { desk in
            try await desk.tamper("DELETE FROM log_entry")
            let count = 700
            let now = desk.shop.clock.now()
            let owner = desk.shop.owner.organisation
            try await desk.database.write { transaction in
                for index in 0..<count {
                    LogEntry.append(
                        LogEntry(
                            id: RandomIDSource().next(Paper.self, at: now).text,
                            organisation: owner, kind: "audit",
                            subject: Subject(kind: "test", id: "\(index)"),
                            leaf: MerkleTree.leafHash(Array("\(index)".utf8)).bytes,
                            recordedAt: now),
                        to: transaction)
                }
            }
            try await desk.integrator.integrate()
            try await desk.database.read { snapshot in
                let leaves = try snapshot.rows(
                    "SELECT leaf FROM log_entry ORDER BY position", [], { try $0.hash(0) })
                #expect(leaves.count == count)
                let tree = LogTree(snapshot: snapshot)
                for size in [1, 255, 256, 257, 512, 513, 700] {
                    let root = MerkleTree.root(of: Array(leaves[..<size]))
                    #expect(try tree.root(size: UInt64(size)) == root)
                    for index in stride(from: 0, to: size, by: 37) {
                        let proof = try #require(
                            try tree.inclusion(of: UInt64(index), size: UInt64(size)))
                        #expect(proof.proves(leaves[index], in: root))
                    }
                }
            }
        }
    }

    @Test("signs no new head while nothing happens, however often it is looked at")
    func idle() async throws {
        try await PaperDesk.with { desk in
            try await desk.upload()
            try await desk.integrator.integrate()
            let heads = try await desk.strings("SELECT note FROM log_checkpoint")
            #expect(!heads.isEmpty)
            for _ in 0..<50 { #expect(try await desk.integrator.integrate() == 0) }
            #expect(try await desk.strings("SELECT note FROM log_checkpoint") == heads)
        }
    }

    @Test("belongs to one issuer, whose keys rotate and are all remembered") func keys()
        async throws
    {
        try await PaperDesk.with { desk in
            let next = desk.issuer.rotated()
            let clock = desk.executor.clock
            try await LogIntegrator(database: desk.database, issuer: next, clock: clock)
                .registerKey()
            let retired = try await desk.strings(
                "SELECT key_id FROM issuer_key WHERE retired_at IS NOT NULL")
            #expect(retired == [desk.issuer.keyID])
            #expect(next.id == desk.issuer.id && next.keyID != desk.issuer.keyID)
            let stranger = Issuer(name: "Somebody else")
            await #expect(throws: IssuerFault.self) {
                try await LogIntegrator(database: desk.database, issuer: stranger, clock: clock)
                    .registerKey()
            }
        }
    }
}
