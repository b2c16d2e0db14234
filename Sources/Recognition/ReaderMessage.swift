import Insight
import Wire

/// What the server asks of a reader.
public struct ReaderRequest: Sendable, Equatable {
    public enum Task: String, Sendable {
        /// Words with boxes of every page.
        case read
        /// One page as a JPEG without metadata, in the answer's body.
        case preview
        /// The sheets of a picture on which several lie, each as a JPEG, one after the other in
        /// the answer's body; none where there are not two at least.
        case sheets
    }

    public var task: Task
    /// The file to open; nil when the bytes travel in the frame's body.
    public var path: String?
    /// As Tesseract names them, joined by `+`.
    public var languages: String
    /// How many pages of a long document are read.
    public var pageLimit: Int
    /// Preview: which page; the first is 1.
    public var page: Int
    /// Preview: the longer side in pixels.
    public var longestSide: Int
    /// Preview: clockwise, as a reading of the page found it.
    public var quarterTurns: Int
    /// Processor seconds that this request may use.
    public var processorSeconds: Int

    public init(
        task: Task, path: String? = nil, languages: String = "eng", pageLimit: Int = 20,
        page: Int = 1, longestSide: Int = 2000, quarterTurns: Int = 0,
        processorSeconds: Int = 60
    ) {
        self.task = task
        self.path = path
        self.languages = languages
        self.pageLimit = pageLimit
        self.page = page
        self.longestSide = longestSide
        self.quarterTurns = quarterTurns
        self.processorSeconds = processorSeconds
    }

    public var header: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("task")
        writer.string(task.rawValue)
        if let path {
            writer.key("path")
            writer.string(path)
        }
        writer.key("languages")
        writer.string(languages)
        writer.key("page_limit")
        writer.integer(Int64(pageLimit))
        writer.key("page")
        writer.integer(Int64(page))
        writer.key("longest_side")
        writer.integer(Int64(longestSide))
        writer.key("quarter_turns")
        writer.integer(Int64(quarterTurns))
        writer.key("processor_seconds")
        writer.integer(Int64(processorSeconds))
        writer.endObject()
        return writer.bytes
    }

    public init?(header: [UInt8]) {
        guard let value = try? JSONValue.parse(header),
            let task = value["task"]?.string.flatMap(Task.init(rawValue:))
        else { return nil }
        self.init(task: task, path: value["path"]?.string)
        languages = value["languages"]?.string ?? languages
        pageLimit = value["page_limit"]?.integer.map(Int.init) ?? pageLimit
        page = value["page"]?.integer.map(Int.init) ?? page
        longestSide = value["longest_side"]?.integer.map(Int.init) ?? longestSide
        quarterTurns = value["quarter_turns"]?.integer.map(Int.init) ?? quarterTurns
        processorSeconds = value["processor_seconds"]?.integer.map(Int.init) ?? processorSeconds
    }
}

/// What a reader answers. The frame's body carries the preview or the sheets.
public enum ReaderAnswer: Sendable, Equatable {
    /// `pageCount` counts the pages that were left out too; `sheetCount` the sheets of paper that
    /// lie on a picture.
    case words(
        mediaType: String, pages: [PageWords], pageCount: Int, codes: [PrintedCode] = [],
        stated: StatedInvoice? = nil, sheetCount: Int = 1)
    case preview(width: Int, height: Int, print: PicturePrint? = nil)
    /// How many bytes of the body are each sheet.
    case sheets([Int])
    case failure(RecognitionFailure)

    public var header: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        switch self {
        case .words(let mediaType, let pages, let pageCount, let codes, let stated, let sheets):
            writer.key("media_type")
            writer.string(mediaType)
            writer.key("page_count")
            writer.integer(Int64(pageCount))
            writer.key("pages")
            writer.beginArray()
            for page in pages { page.write(to: &writer) }
            writer.endArray()
            writer.key("codes")
            writer.beginArray()
            for code in codes { code.write(to: &writer) }
            writer.endArray()
            if let stated {
                writer.key("stated")
                stated.write(to: &writer)
            }
            writer.key("sheet_count")
            writer.integer(Int64(sheets))
        case .preview(let width, let height, let print):
            writer.key("width")
            writer.integer(Int64(width))
            writer.key("height")
            writer.integer(Int64(height))
            if let print {
                writer.key("print")
                writer.string(Base64.encode(print.bytes))
            }
        case .sheets(let sizes):
            writer.key("sheets")
            writer.array(sizes) { $1.integer(Int64($0)) }
        case .failure(let failure):
            writer.key("code")
            writer.string(failure.code.rawValue)
            writer.key("message")
            writer.string(failure.message)
        }
        writer.endObject()
        return writer.bytes
    }

    /// nil when the header is no answer, which means that the reader is broken.
    public init?(header: [UInt8]) {
        guard let value = try? JSONValue.parse(header) else { return nil }
        if let code = value["code"]?.string.flatMap(RecognitionFailure.Code.init(rawValue:)) {
            self = .failure(RecognitionFailure(code, value["message"]?.string ?? ""))
        } else if let mediaType = value["media_type"]?.string, let pages = value["pages"]?.array {
            guard let words = try? pages.map({ try PageWords($0) }) else { return nil }
            let count = value["page_count"]?.integer.map(Int.init) ?? words.count
            let codes = value["codes"]?.array?.compactMap { PrintedCode($0) } ?? []
            self = .words(
                mediaType: mediaType, pages: words, pageCount: count, codes: codes,
                stated: value["stated"].flatMap { StatedInvoice($0) },
                sheetCount: value["sheet_count"]?.integer.map(Int.init) ?? 1)
        } else if let sheets = value["sheets"]?.array {
            let sizes = sheets.compactMap { $0.integer.flatMap { Int(exactly: $0) } }
            guard sizes.count == sheets.count, sizes.allSatisfy({ $0 > 0 }) else { return nil }
            self = .sheets(sizes)
        } else if let width = value["width"]?.integer, let height = value["height"]?.integer {
            let print = value["print"]?.string.flatMap { Base64.decode($0) }
            self = .preview(
                width: Int(width), height: Int(height),
                print: print.flatMap { PicturePrint(bytes: $0) })
        } else {
            return nil
        }
    }
}
