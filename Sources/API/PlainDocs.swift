import Commons

/// The API's operations as one plain page, where Swagger UI is not installed.
enum PlainDocs {
    static func page(_ registry: CommandRegistry) -> String {
        var rows = ""
        for declaration in registry.operations.map(\.declaration)
            + registry.files.map(\.declaration)
        {
            let route = declaration.route
            rows += """
                <tr><td><code>\(route.method.rawValue) \(escaped(route.path))</code></td>
                <td>\(escaped(declaration.summary))</td></tr>

                """
        }
        return """
            <!doctype html><html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <title>Commons Ledger API</title></head><body><h1>Commons Ledger API</h1>
            <p>The whole description is in <a href="/openapi.json">openapi.json</a>.</p>
            <table>\(rows)</table></body></html>

            """
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }
}
