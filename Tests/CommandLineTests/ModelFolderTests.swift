import Foundation
import Testing

@Suite("commons models register takes a folder") struct ModelFolderTests {
    @Test("without a calibration too, and says what a file lacks") func folders() throws {
        try Program.withFolder { folder in
            func run(_ arguments: String...) throws -> Program.Result {
                try Program.run(arguments: arguments + ["--data", "books"], in: folder)
            }
            let demo = try run("demo")
            #expect(demo.status == 0)
            let line = try #require(
                demo.output.split(separator: "\n").first { $0.contains("owner at Umoja") })
            let owner = String(try #require(line.split(separator: " ").first))
            func register(_ path: String) throws -> Program.Result {
                try run("models", "register", path, "--name", "Plain", "--as", owner)
            }
            try Self.text.write(
                toFile: folder + "/model.txt", atomically: true, encoding: .utf8)
            let file = try register("model.txt")
            #expect(file.status != 0 && file.error.contains("model.txt is a file"), "\(file)")
            try FileManager.default.createDirectory(
                atPath: folder + "/plain", withIntermediateDirectories: true)
            try Self.text.write(
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

    private static let text = """
        tree
        version=v4
        num_class=1
        num_tree_per_iteration=1
        label_index=0
        max_feature_idx=0
        objective=binary sigmoid:1
        feature_names=on_time_share
        feature_infos=[0:1]
        tree_sizes=300

        Tree=0
        num_leaves=2
        num_cat=0
        split_feature=0
        split_gain=1
        threshold=0.8
        decision_type=8
        left_child=-1
        right_child=-2
        leaf_value=1.5 -3
        leaf_weight=50 50
        leaf_count=50 50
        internal_value=0
        internal_weight=100
        internal_count=100
        is_linear=0
        shrinkage=1


        end of trees

        """
}
