import Recognition
import Testing
import Wire

@Suite("A mail")
struct MailMessageTests {
    private static func mail(_ text: String) -> MailMessage {
        MailMessage(Array(text.replacing("\n", with: "\r\n").utf8))
    }

    private static let pdf = Base64.encode(Array("%PDF-1.4 invoice".utf8))

    @Test("gives its attachments with names in all the spellings that mails have")
    func attachments() {
        let mail = Self.mail(
            """
            From: =?utf-8?Q?Jos=C3=A9?= <jose@example.org>
            Subject: =?utf-8?B?SW52b2ljZXM=?= =?iso-8859-1?Q?_f=FCr_M=E4rz?=
            MIME-Version: 1.0
            Content-Type: multipart/mixed;
             boundary="the; line"

            a preamble that is no part
            --the; line
            Content-Type: text/plain

            Please find it attached.
            --the; line
            Content-Type: application/pdf; name="short.pdf"
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; filename*0*=utf-8''Rechnung%20M%C3;
             filename*1*=%A4rz.pdf

            \(Self.pdf.prefix(8))
            \(Self.pdf.dropFirst(8))
            --the; line
            Content-Type: multipart/related; boundary=inner

            --inner
            Content-Type: image/png
            Content-ID: <logo>
            Content-Disposition: inline; filename=logo.png

            png
            --inner--
            --the; line
            Content-Type: application/xml
            Content-Transfer-Encoding: quoted-printable

            <Invoice a=3D"1"/>=
            <!-- -->
            --the; line--
            an epilogue
            """)
        #expect(mail.sender == "José <jose@example.org>")
        #expect(mail.subject == "Invoices für März")
        #expect(mail.attachments.map(\.name) == ["Rechnung März.pdf", "logo.png", "attachment-3"])
        #expect(mail.attachments[0].bytes == Array("%PDF-1.4 invoice".utf8))
        #expect(mail.attachments.map(\.isInline) == [false, true, false])
        #expect(
            String(decoding: mail.attachments[2].bytes, as: UTF8.self)
                == "<Invoice a=\"1\"/><!-- -->")
    }

    @Test("that was forwarded inside another gives the inner one's attachments") func forwarded() {
        let mail = Self.mail(
            """
            Subject: Fwd
            Content-Type: multipart/mixed; boundary=o

            --o
            Content-Type: message/rfc822

            Subject: inner
            Content-Type: application/pdf; name=a.pdf
            Content-Transfer-Encoding: base64

            \(Self.pdf)
            --o--
            """)
        #expect(mail.attachments.map(\.name) == ["a.pdf"])
        #expect(mail.attachments.first?.bytes == Array("%PDF-1.4 invoice".utf8))
    }

    @Test("that is cut, nests without end or lies about itself gives what can be read, and ends")
    func hostile() {
        let cut = Self.mail(
            "Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: application/pdf\n"
                + "Content-Transfer-Encoding: base64\n\nJVBERi0x")
        #expect(cut.attachments.first?.bytes == Array("%PDF-1".utf8))
        var nested = "Content-Type: text/plain\n\nend"
        for depth in 0..<50 {
            nested = "Content-Type: multipart/mixed; boundary=b\(depth)\n\n--b\(depth)\n\(nested)\n"
                + "--b\(depth)--"
        }
        #expect(Self.mail(nested).attachments == [])
        let many = "Content-Type: multipart/mixed; boundary=o\n\n"
            + String(repeating: "--o\nContent-Type: application/pdf\n\nx\n", count: 5_000)
        #expect(Self.mail(many).attachments.count < 200)
        for text in ["", "\n", "no colon", ":\n:\n", "Content-Type: multipart/mixed\n\nx", "\0\0"] {
            #expect(Self.mail(text).attachments == [])
        }
    }
}
