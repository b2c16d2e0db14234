import Foundation
import Testing

@testable import Storage

/// The signer against signatures that Amazon published.
@Suite struct RequestSignerTests {
    /// "Signature Calculations for the Authorization Header" and "Query Parameters", Amazon S3 API
    /// Reference: bucket `examplebucket`, 24 May 2013.
    static let s3 = RequestSigner(
        accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        region: "us-east-1")
    static let s3Time = SigningTime(stamp: "20130524T000000Z")
    static let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    static let host = (name: "host", value: "examplebucket.s3.amazonaws.com")

    @Test(
        arguments: [
            (
                "GET", "/test.txt", [], [("range", "bytes=0-9")], empty,
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
            ),
            (
                "PUT", "/test%24file.text", [],
                [
                    ("date", "Fri, 24 May 2013 00:00:00 GMT"),
                    ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
                ],
                "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
            ),
            (
                "GET", "/", [("lifecycle", "")], [], empty,
                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"
            ),
            (
                "GET", "/", [("prefix", "J"), ("max-keys", "2")], [], empty,
                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
            ),
        ] as [(String, String, [(String, String)], [(String, String)], String, String)])
    func theSignaturesOfTheStoreReferenceComeOut(
        _ example: (
            method: String, path: String, query: [(String, String)], headers: [(String, String)],
            payload: String, signature: String
        )
    ) {
        let headers = [
            Self.host, ("x-amz-content-sha256", example.payload),
            ("x-amz-date", Self.s3Time.stamp),
        ]
        let request = RequestSigner.Request(
            method: example.method, path: example.path,
            query: example.query.map { (name: $0.0, value: $0.1) },
            headers: headers + example.headers.map { (name: $0.0, value: $0.1) },
            payload: example.payload)
        let header = Self.s3.authorization(for: request, at: Self.s3Time)
        #expect(header.hasSuffix("Signature=\(example.signature)"))
        #expect(
            header.contains("Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request"))
    }

    @Test func thePresignedUrlOfTheStoreReferenceComesOut() {
        let request = RequestSigner.Request(
            method: "GET", path: "/test.txt", headers: [Self.host],
            payload: RequestSigner.unsignedPayload)
        let query = Self.s3.presignedQuery(for: request, at: Self.s3Time, seconds: 86_400)
        #expect(
            query == "X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524"
                + "%2Fus-east-1%2Fs3%2Faws4_request"
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature="
                + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404")
    }

    /// The general test suite of Signature Version 4 (30 August 2015, service `service`), which
    /// also has repeated headers, inner spaces and characters that need encoding.
    static let suite = RequestSigner(
        accessKey: "AKIDEXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        region: "us-east-1", service: "service")
    static let suiteTime = SigningTime(stamp: "20150830T123600Z")

    @Test(arguments: Vectors.all)
    func theSignaturesOfTheGeneralSuiteComeOut(_ vector: Vectors.Vector) {
        let request = RequestSigner.Request(
            method: vector.method, path: vector.path, query: vector.query, headers: vector.headers,
            payload: vector.payload)
        #expect(Self.suite.authorization(for: request, at: Self.suiteTime) == vector.authorization)
    }

    @Test func anInstantIsWrittenInUniversalTime() {
        let time = SigningTime(Date(timeIntervalSince1970: 1_440_938_160))
        #expect(time.stamp == "20150830T123600Z")
        #expect(time.day == "20150830")
    }
}
