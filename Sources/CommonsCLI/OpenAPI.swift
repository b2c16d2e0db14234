import API
import ArgumentParser
import Commons
import Foundation
import Wire

/// Prints what the API is, without opening a data folder.
struct OpenAPI: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi", _superCommandName: "commons",
        abstract: "Print the OpenAPI document.")

    @Flag(help: "Print the web application's TypeScript types instead.")
    var typescript = false

    func run() throws {
        let document = try OpenAPIDocument.make(
            try CommandRegistry(Operations.all, files: Operations.files))
        let bytes = typescript ? Array(TypeScriptTypes.text(of: document).utf8) : document.bytes
        Console.output.write(Data(bytes))
    }
}
