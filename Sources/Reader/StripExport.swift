import CVision
import Foundation
import Insight
import Recognition
import Wire

/// The lines that the finder cuts out of pictures, written down as the line reader's training wants
/// them: pictures of lines as they will be when it reads, not as an annotator draws boxes.
struct StripExport {
    /// As `models/line-reader/strips.py` has it: the middle 32 of 44 rows are the line.
    private static let rows = 44
    private static let usage = "usage: commons-reader --strips OUT PICTURE..."

    private let models: Models
    private let pixels: FileHandle
    /// One object a line: its paper, its first column and how many, its box (left, top, right,
    /// bottom in pixels of the picture), and what was read.
    private var list = JSONWriter()
    private var start = 0

    /// Writes OUT.grey and OUT.json; answers the exit code.
    static func run(_ arguments: [String]) -> Int32 {
        guard arguments.count >= 2, let models = Models.installed() else {
            FileHandle.standardError.write(Data("\(usage)\n".utf8))
            return 64
        }
        do {
            let file = URL(fileURLWithPath: arguments[0] + ".grey")
            try Data().write(to: file)
            let pixels = try FileHandle(forWritingTo: file)
            var export = StripExport(models: models, pixels: pixels)
            export.list.beginArray()
            for path in arguments.dropFirst() { try export.add(path) }
            export.list.endArray()
            try Data(export.list.bytes).write(
                to: URL(fileURLWithPath: arguments[0] + ".json"))
            return 0
        } catch {
            FileHandle.standardError.write(Data("commons-reader: \(error)\n".utf8))
            return 1
        }
    }

    private init(models: Models, pixels: FileHandle) {
        self.models = models
        self.pixels = pixels
    }

    /// A picture that lies on its side has no annotation to be compared with, and is left out.
    private mutating func add(_ path: String) throws {
        let url = URL(fileURLWithPath: path)
        let bytes = [UInt8](try Data(contentsOf: url))
        var outcome = vision_outcome()
        guard
            let handle = vision_page_open(
                bytes, bytes.count, Int64(PaperFormat.pixelLimit), &outcome)
        else { throw Engine.failure(outcome) }
        defer { vision_page_free(handle) }
        var page = VisionPage(handle: handle)
        let reading = try PageReading.best(of: &page, models.finder, models.reader)
        guard page.quarterTurns == 0 else { return }
        let paper = url.deletingPathExtension().lastPathComponent
        for (number, line) in reading.lines.enumerated() {
            let words = reading.words.filter { $0.line == number }
            try add(line, words.map { $0.text }.joined(separator: " "), page, paper)
        }
    }

    private mutating func add(
        _ line: LineStrip, _ read: String, _ page: VisionPage, _ paper: String
    ) throws {
        var taller = line
        taller.height *= Double(Self.rows) / Double(LineNetwork.lineHeight)
        guard let strip = page.strip(taller, rows: Self.rows, margin: LineStrip.margin)
        else { return }
        var columns = Data(capacity: strip.width * Self.rows)
        for column in 0..<strip.width {
            for row in 0..<Self.rows { columns.append(strip.grey[row * strip.width + column]) }
        }
        try pixels.write(contentsOf: columns)
        let top = min(line.left.y, line.right.y) - line.height / 2
        let bottom = max(line.left.y, line.right.y) + line.height / 2
        var box = [line.left.x, top, line.right.x, bottom]
        vision_page_place(page.handle, &box)
        write(box, width: strip.width, read, paper)
        start += strip.width
    }

    private mutating func write(_ box: [Double], width: Int, _ read: String, _ paper: String) {
        list.object { row in
            row.member("paper", paper)
            row.member("start", Int64(start))
            row.member("width", Int64(width))
            row.key("box")
            row.array(box) { $1.double($0) }
            row.member("read", read)
        }
    }
}
