import HTTPTypes
import Ledger
import Testing
import Wire

@testable import API
@testable import Commons

@Suite struct OpenAPITests {
    private func document(_ server: TestServer) async throws -> JSONValue {
        let answer = try await server.ask(.get, "/openapi.json")
        #expect(answer.status == 200)
        return answer.json
    }

    @Test func `The document tells exactly the routes that there are`() async throws {
        try await TestServer.with { server in
            let document = try await document(server)
            #expect(document["openapi"]?.string == "3.1.0")
            var told: Set<String> = []
            for (path, item) in document["paths"]?.members ?? [] {
                for (method, _) in item.members ?? [] {
                    told.insert(method.uppercased() + " " + path)
                }
            }
            let declarations =
                server.registry.operations.map(\.declaration)
                + server.registry.files.map(\.declaration)
            let routes = declarations.map {
                $0.route.method.rawValue + " " + OpenAPIDocument.template($0.route.path)
            }
            #expect(told == Set(routes))
            #expect(told.count >= 20)
        }
    }

    @Test func `Every reference leads somewhere and every path parameter is told`() async throws {
        try await TestServer.with { server in
            let document = try await document(server)
            var references: Set<String> = []
            collect(document, &references)
            #expect(references.count > 10)
            for reference in references {
                let parts = reference.split(separator: "/").dropFirst().map(String.init)
                let target = parts.reduce(Optional(document)) { $0?[$1] }
                #expect(target != nil, "\(reference)")
            }
            for (path, item) in document["paths"]?.members ?? [] {
                for (method, operation) in item.members ?? [] {
                    let told = (operation["parameters"]?.array ?? []).filter {
                        $0["in"]?.string == "path"
                    }
                    let named = path.split(separator: "/").filter { $0.hasPrefix("{") }
                    #expect(told.count == named.count, "\(method) \(path)")
                }
            }
        }
    }

    private func collect(_ json: JSONValue, _ references: inout Set<String>) {
        for (key, value) in json.members ?? [] {
            if key == "$ref", let text = value.string { references.insert(text) }
            collect(value, &references)
        }
        for value in json.array ?? [] { collect(value, &references) }
    }

    @Test func `Limits of fields are in their schemas`() async throws {
        try await TestServer.with { server in
            let put = try await document(server)["paths"]?["/api/notes/{name}"]?["put"]
            let schema = put?["requestBody"]?["content"]?["application/json"]?["schema"]
            #expect(schema?["properties"]?["text"]?["maxLength"]?.integer == 20)
            #expect(schema?["properties"]?["text"]?["minLength"]?.integer == 1)
            #expect(schema?["required"] == .array([.string("text")]))
            #expect(schema?["additionalProperties"] == .bool(false))
            #expect(put?["x-roles"] == .array([.string("accountant"), .string("owner")]))
            #expect(put?["responses"]?["201"] != nil)
        }
    }

    @Test func `A text is limited where it is sent, and as long as it is where it is answered`()
        throws
    {
        struct Words: Codable, Sendable { let text: String }
        let catalog = SchemaDecoder()
        _ = try catalog.schema(of: Words.self, direction: .reply)
        _ = try catalog.schema(of: Words.self, direction: .request)
        let limits = catalog.components.map {
            $0.schema["properties"]?["text"]?["maxLength"]?.integer
        }
        #expect(limits == [nil, 1_000])
    }

    @Test func `The documentation page needs no inline script and no other host`() async throws {
        try await TestServer.with { server in
            let plain = try await server.ask(.get, "/docs")
            #expect(plain.status == 200)
            #expect(plain.text.contains("/api/auth/login"))
            let start = try await server.ask(.get, "/docs/start.js")
            #expect(start.text.contains("/openapi.json"))
            #expect(!start.text.contains("http"))
            #expect(!plain.text.contains("<script>"))
        }
    }
}

@Suite struct TypeScriptTests {
    @Test func `Schemas become the types that they are`() throws {
        let schema = try JSONValue.parse(
            #"""
            {"type":"object","required":["id","tags"],"properties":{
             "id":{"type":"string"},"count":{"anyOf":[{"type":"integer"},{"type":"null"}]},
             "kind":{"type":"string","enum":["in","out"]},
             "tags":{"type":"array","items":{"$ref":"#/components/schemas/Tag"}},
             "either":{"type":"array","items":{"enum":["a","b"]}},
             "amount":{"type":"object","properties":{"text":{"type":"string"}},
              "anyOf":[{"properties":{"text":{"pattern":"^1$"}}}]},
             "extra":{},"map":{"type":"object","additionalProperties":{"type":"boolean"}}}}
            """#)
        #expect(
            TypeScriptTypes.type(of: schema, indent: "") == """
                {
                  id: string;
                  count?: number | null;
                  kind?: "in" | "out";
                  tags: Tag[];
                  either?: ("a" | "b")[];
                  amount?: {
                    text?: string;
                  };
                  extra?: unknown;
                  map?: Record<string, boolean>;
                }
                """)
    }

    @Test func `Each operation tells its body and reply`() throws {
        let document = try OpenAPIDocument.make(try CommandRegistry(Operations.all))
        let text = TypeScriptTypes.text(of: document)
        #expect(text.contains("export type Session = {\n  access_token?: string;"))
        #expect(
            text.contains(
                """
                  "auth.logout": {
                    method: "POST";
                    path: "/api/auth/logout";
                    parameters: Record<string, never>;
                    body: undefined;
                    reply: void;
                  };
                """))
        for operation in Operations.all {
            #expect(text.contains("  \"\(operation.declaration.name)\": {"))
            #expect(text.contains("  \"\(operation.declaration.name)\": \""))
        }
    }
}
