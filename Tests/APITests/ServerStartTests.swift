import API
import Foundation
import Testing

@Suite struct ServerStartTests {
    @Test(arguments: [
        (EADDRINUSE, "another program has it"), (EACCES, "this user may not"),
        (EADDRNOTAVAIL, "no address of this machine"), (EMFILE, "Too many open files"),
    ])
    func `Before it listens a server says why it cannot, and afterwards nothing of its port`(
        code: CInt, reason: String
    ) {
        let start = ServerStart(host: "127.0.0.1", port: 8080)
        let words = start.fault(code) ?? ""
        #expect(words.contains("Port 8080 of 127.0.0.1") && words.contains(reason), "\(words)")
        start.finish()
        #expect(start.fault(code) == nil)
    }
}
