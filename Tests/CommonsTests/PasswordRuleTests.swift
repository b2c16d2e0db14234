import Testing

@testable import Commons

@Suite struct PasswordRuleTests {
    private static func code(_ password: String) -> RefusalCode? {
        do {
            try PasswordRule.check(password, email: "wanjiku@example.org", at: "/here")
            return nil
        } catch {
            #expect(error.pointer == "/here")
            return error.code
        }
    }

    @Test(arguments: [
        "short one", "passwordpassword", "kenya1kenya1", "Kenya1Kenya1Kenya", "abcabcabcd",
        "aaaaaaaaaaaaaaa", "Password123!", "P@ssw0rd2026!", "pa$$word2026", "!!Adm1n1strator!!",
        "p.a.s.s.w.o.r.d", "password password 1", "Safaricom@254", "NAIROBI-2026", "nenosiri2026",
        "qwerty12345", "1234567890", "12345678910", "9876543210", "asdfghjkl;1", "1q2w3e4r5t6y",
        "abcdefghijk", "iloveyou12", "CommonsLedger1", "my name is wanjiku!", "letmein123",
    ])
    func `What is guessed first is refused`(_ password: String) {
        #expect(Self.code(password) == .weakPassword)
    }

    @Test(arguments: [
        "a long enough sentence", "correct-horse-battery-9", "another-horse-77x",
        "six tall herons dance", "tembo anatembea polepole", "correct horse correct horse",
        "kdf3-9dkw-23ld-mmxx", "hii ni siri yangu kubwa", "monkeys paint eleven doors",
        "dragon-K2vxq9!wz", "كلمة السر الطويلة جدا", "74928361552",
    ])
    func `What is not is taken`(_ password: String) {
        #expect(Self.code(password) == nil)
    }
}
