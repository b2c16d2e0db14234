import Wire

/// The types of an OpenAPI document as TypeScript, for the web app: one type for each component,
/// `Operations`, which tells for each operation its method, path, parameters, body and reply, and
/// `addresses`, the method and path of each as a value.
public enum TypeScriptTypes {
    public static func text(of document: JSONValue) -> String {
        var text = "// Made from /openapi.json by `commons openapi --typescript`; never edited.\n\n"
        for (name, schema) in document["components"]?["schemas"]?.members ?? [] {
            text += "export type \(name) = \(type(of: schema, indent: ""));\n\n"
        }
        text += "export interface Operations {\n"
        for (path, item) in document["paths"]?.members ?? [] {
            for (method, operation) in item.members ?? [] {
                text += self.operation(operation, method, path)
            }
        }
        return text + "}\n\n" + addresses(of: document)
    }

    private static func addresses(of document: JSONValue) -> String {
        var text = "export const addresses: Record<keyof Operations, string> = {\n"
        for (path, item) in document["paths"]?.members ?? [] {
            for (method, operation) in item.members ?? [] {
                let name = quoted(operation["operationId"]?.string ?? "")
                text += "  \(name): \(quoted("\(method.uppercased()) \(path)")),\n"
            }
        }
        return text + "};\n"
    }

    private static func operation(
        _ operation: JSONValue, _ method: String, _ path: String
    ) -> String {
        let name = operation["operationId"]?.string ?? ""
        let parameters = (operation["parameters"]?.array ?? [])
            .filter { $0["in"]?.string != "header" }
        let success = operation["responses"]?.members?.first { $0.0.hasPrefix("2") }?.1
        let reply = schema(of: success).map { type(of: $0, indent: "    ") } ?? "void"
        let body = schema(of: operation["requestBody"])
            .map { type(of: $0, indent: "    ") } ?? "undefined"
        return """
              \(quoted(name)): {
                method: \(quoted(method.uppercased()));
                path: \(quoted(path));
                parameters: \(parameterType(parameters));
                body: \(body);
                reply: \(reply);
              };

            """
    }

    private static func parameterType(_ parameters: [JSONValue]) -> String {
        guard !parameters.isEmpty else { return "Record<string, never>" }
        let members = parameters.map { parameter in
            let name = parameter["name"]?.string ?? ""
            let mark = parameter["required"]?.bool == true ? "" : "?"
            let schema = parameter["schema"] ?? .object([])
            return "\(property(name))\(mark): \(type(of: schema, indent: ""))"
        }
        return "{ " + members.joined(separator: "; ") + " }"
    }

    /// The JSON schema of a body or response, whose other media types are files.
    private static func schema(of part: JSONValue?) -> JSONValue? {
        part?["content"]?["application/json"]?["schema"]
    }

    static func type(of schema: JSONValue, indent: String) -> String {
        if let reference = schema["$ref"]?.string {
            return reference.split(separator: "/").last.map(String.init) ?? "unknown"
        }
        if let choices = schema["enum"]?.array {
            return choices.map { quoted($0.string ?? "") }.joined(separator: " | ")
        }
        // Beside properties, alternatives only narrow them.
        if schema["properties"] == nil, let choices = schema["anyOf"]?.array {
            return choices.map { type(of: $0, indent: indent) }.joined(separator: " | ")
        }
        switch schema["type"]?.string {
        case "string": return "string"
        case "integer", "number": return "number"
        case "boolean": return "boolean"
        case "null": return "null"
        case "array":
            let item = type(of: schema["items"] ?? .object([]), indent: indent)
            return item.contains(" ") ? "(\(item))[]" : item + "[]"
        case "object": return object(schema, indent)
        default: return "unknown"
        }
    }

    private static func object(_ schema: JSONValue, _ indent: String) -> String {
        guard let properties = schema["properties"]?.members else {
            guard let values = schema["additionalProperties"], values.bool == nil else {
                return "Record<string, never>"
            }
            return "Record<string, \(type(of: values, indent: indent))>"
        }
        guard !properties.isEmpty else { return "Record<string, never>" }
        let required = Set((schema["required"]?.array ?? []).compactMap(\.string))
        let inner = indent + "  "
        let members = properties.map { name, value in
            let mark = required.contains(name) ? "" : "?"
            return "\(inner)\(property(name))\(mark): \(type(of: value, indent: inner));"
        }
        return "{\n" + members.joined(separator: "\n") + "\n\(indent)}"
    }

    private static func property(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy {
            0x61...0x7A ~= $0 || 0x41...0x5A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x5F
        }
        return isPlain ? name : quoted(name)
    }

    private static func quoted(_ text: String) -> String {
        String(decoding: JSONValue.string(text).bytes, as: UTF8.self)
    }
}
