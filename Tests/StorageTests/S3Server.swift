import Foundation

@testable import Storage

/// A real S3 server (moto's) on a free port, for one test.
struct S3Server {
    private let server: TestServer
    private let endpoint: String

    init() throws {
        let port = try TestServer.freePort()
        do {
            server = try TestServer(
                ["python3", "-u", "-m", "moto.server", "-H", "127.0.0.1", "-p", "\(port)"],
                readyWhen: "Running on")
        } catch {
            throw TestServer.Failure(
                description: "The S3 server did not start. Install it with: "
                    + "pip install 'moto[server]'. \(error)")
        }
        endpoint = "http://127.0.0.1:\(port)"
    }

    func stop() { server.stop(SIGKILL) }

    func configuration(accessKey: String = "key", secretKey: String = "secret") -> S3Configuration {
        S3Configuration(
            endpoint: endpoint, bucket: "papers", accessKey: accessKey, secretKey: secretKey,
            prefix: "commons/")
    }

    /// Makes a user who may do everything in S3; from then on every request's signature is checked.
    func checkSignatures() async throws -> S3Configuration {
        _ = try await identity("Action=CreateUser&UserName=commons")
        let allowed = #"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#
        let policy = #"{"Version":"2012-10-17","Statement":[\#(allowed)]}"#
        _ = try await identity(
            "Action=PutUserPolicy&UserName=commons&PolicyName=all&PolicyDocument="
                + RequestSigner.encode(policy))
        let answer = try await identity("Action=CreateAccessKey&UserName=commons")
        _ = try await HTTP.send("POST", endpoint + "/moto-api/reset-auth", body: Array("0".utf8))
        return configuration(
            accessKey: try element("AccessKeyId", answer),
            secretKey: try element("SecretAccessKey", answer))
    }

    private func identity(_ form: String) async throws -> String {
        let time = SigningTime(Date())
        let host = String(endpoint.dropFirst("http://".count))
        let signer = RequestSigner(
            accessKey: "key", secretKey: "secret", region: "us-east-1", service: "iam")
        let headers = [(name: "host", value: host), (name: "x-amz-date", value: time.stamp)]
        let body = Array((form + "&Version=2010-05-08").utf8)
        let authorization = signer.authorization(
            for: .init(
                method: "POST", path: "/", headers: headers, payload: ObjectKey(of: body).hex),
            at: time)
        let answer = try await HTTP.send(
            "POST", endpoint + "/",
            headers: [
                ("x-amz-date", time.stamp), ("authorization", authorization),
                ("content-type", "application/x-www-form-urlencoded"),
            ], body: body)
        return String(decoding: answer.body, as: UTF8.self)
    }

    private func element(_ name: String, _ text: String) throws -> String {
        guard let start = text.range(of: "<\(name)>"), let end = text.range(of: "</\(name)>") else {
            throw TestServer.Failure(description: "No \(name) in \(text)")
        }
        return String(text[start.upperBound..<end.lowerBound])
    }
}
