import Foundation
import Testing

@testable import Commons

@Suite("commons models register takes a folder") struct ModelFolderTests {
    @Test("without a calibration too, and says what a file lacks") func folders() throws {
        try Program.withDemo { folder in
            func run(_ arguments: String...) throws -> Program.Result {
                try Program.run(arguments: arguments + ["--data", "books"], in: folder)
            }
            let demo = try run("demo")
            let line = try #require(
                demo.output.split(separator: "\n").first { $0.contains("owner at Umoja") })
            let owner = String(try #require(line.split(separator: " ").first))
            func register(_ path: String) throws -> Program.Result {
                try run("models", "register", path, "--name", "Plain", "--as", owner)
            }
            try ShippedModel.pack.text.write(
                toFile: folder + "/model.txt", atomically: true, encoding: .utf8)
            let file = try register("model.txt")
            #expect(file.status != 0 && file.error.contains("model.txt is a file"), "\(file)")
            try FileManager.default.createDirectory(
                atPath: folder + "/plain", withIntermediateDirectories: true)
            try ShippedModel.pack.text.write(
                toFile: folder + "/plain/model.txt", atomically: true, encoding: .utf8)
            let bare = try register("plain")
            #expect(bare.status != 0 && bare.error.contains("card.json"), "\(bare)")
            try #"{"kind":"trees","rows":600,"events":90,"auc":0.7}"#.write(
                toFile: folder + "/plain/card.json", atomically: true, encoding: .utf8)
            let registered = try register("plain")
            #expect(registered.status == 0, "\(registered)")
            #expect(registered.output.contains("Plain is a draft"), "\(registered)")
        }
    }
}
