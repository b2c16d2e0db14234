import Testing

@testable import Commons

@Suite("An e-mail address") struct EmailAddressTests {
    @Test(
        "is taken as people write it, in lower case, and fits what clients are told",
        arguments: [
            "wanjiku@example.org", "Wanjiku.Kamau@mail.dept.uonbi.ac.ke", "o'neill+sacco@a-b.co",
            "a.b.c.d@x.io", "communications-department-of-the-sacco@umoja.coop",
        ])
    func taken(_ text: String) throws {
        #expect(try EmailAddress(text, at: "/email").text == text.lowercased())
        let pattern = try Regex(EmailAddress.pattern)
        #expect(text.wholeMatch(of: pattern) != nil)
    }

    @Test("may have letters of any script", arguments: ["用户@例子.广告", "élodie@société.fr"])
    func otherScripts(_ text: String) throws {
        #expect(try EmailAddress(text, at: "/email").text == text)
    }

    @Test(
        "that nobody can have is refused at its field",
        arguments: [
            "", "wanjiku", "@example.org", "a@b", "a@@b.org", "a@b@c.org", "a b@c.org", "a@b..org",
            "a@.org", "a@b.org.", ".a@b.org", "a.@b.org", "a..b@c.org", "a@-b.org", "a@b-.org",
            "a@b_c.org", "<a@b.org>", "a,b@c.org", "a\u{200B}b@c.org", "a\u{A0}b@c.org",
            "a@b.org\n", String(repeating: "a", count: 65) + "@b.org",
            "a@" + String(repeating: "b", count: 64) + ".org",
        ])
    func refused(_ text: String) throws {
        let refusal = #expect(throws: Refusal.self) {
            _ = try EmailAddress(text, at: "/email")
        }
        #expect(refusal?.code == .invalidRequest)
        #expect(refusal?.pointer == "/email")
        let pattern = try Regex(EmailAddress.pattern)
        #expect(text.wholeMatch(of: pattern) == nil)
    }
}
