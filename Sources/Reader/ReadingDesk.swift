import CVision
import Foundation
import Insight
import Recognition

/// Takes one request after the other; keeps Tesseract loaded between them.
final class ReadingDesk {
    private var engine: Engine?
    /// How many pages with a text layer are drawn to look for codes on them.
    private static let scannedPages = 2

    func answer(_ frame: Frame) -> Frame {
        do throws(RecognitionFailure) {
            guard let request = ReaderRequest(header: frame.header) else {
                throw RecognitionFailure(.readerCrashed, "The reader was asked nonsense.")
            }
            ResourceLimits.renewProcessorTime(seconds: request.processorSeconds)
            switch request.task {
            case .read: return try read(request, frame.body)
            case .preview: return try preview(request, frame.body)
            case .sheets: return try sheets(try content(request, frame.body))
            }
        } catch {
            return Frame(header: ReaderAnswer.failure(error).header)
        }
    }

    private func read(
        _ request: ReaderRequest, _ body: [UInt8]
    ) throws(RecognitionFailure) -> Frame {
        let bytes = try content(request, body)
        let format = try PaperFormat.inspect(bytes).format
        switch format {
        case .jpeg, .png, .tiff:
            let read = try engine(for: request.languages).read(bytes, page: 1)
            return Frame(
                header: ReaderAnswer.words(
                    mediaType: format.rawValue, pages: [read.words],
                    pageCount: TIFFHeader.pageCount(bytes) ?? 1, codes: read.codes,
                    sheetCount: read.sheetCount
                ).header)
        case .pdf:
            return try readPDF(request, bytes)
        case .xml:
            let paper = try ElectronicInvoice.paper(from: bytes)
            return Frame(
                header: ReaderAnswer.words(
                    mediaType: format.rawValue, pages: [], pageCount: 0, stated: .paper(paper)
                ).header)
        }
    }

    private func readPDF(
        _ request: ReaderRequest, _ bytes: [UInt8]
    ) throws(RecognitionFailure) -> Frame {
        let document = try PortableDocument(bytes)
        defer { document.discard() }
        var pages: [PageWords] = []
        var codes: [PrintedCode] = []
        // Whoever asks waits for half of these seconds: what half of that has read is kept.
        let enough = ContinuousClock.now + .seconds(request.processorSeconds) / 4
        for number in 1...min(document.pageCount, max(1, request.pageLimit)) {
            if number > 1, ContinuousClock.now > enough { break }
            if let page = try document.textLayer(page: number) {
                pages.append(page)
                guard number <= Self.scannedPages else { continue }
                codes += Engine.codes(of: try document.picture(page: number), page: number)
            } else {
                let picture = try document.picture(page: number)
                let read = try engine(for: request.languages).read(picture, page: number)
                pages.append(read.words)
                codes += read.codes
            }
        }
        let answer = ReaderAnswer.words(
            mediaType: PaperFormat.pdf.rawValue, pages: pages, pageCount: document.pageCount,
            codes: codes, stated: stated(in: document))
        return Frame(header: answer.header)
    }

    private func stated(in document: PortableDocument) -> StatedInvoice? {
        let xml = document.electronicInvoice()
        guard !xml.isEmpty else { return nil }
        do throws(RecognitionFailure) {
            return .paper(try ElectronicInvoice.paper(from: xml))
        } catch {
            return .unusable(error)
        }
    }

    private func preview(
        _ request: ReaderRequest, _ body: [UInt8]
    ) throws(RecognitionFailure) -> Frame {
        var bytes = try content(request, body)
        if try PaperFormat.inspect(bytes).format == .pdf {
            let document = try PortableDocument(bytes)
            defer { document.discard() }
            bytes = try document.picture(page: request.page)
        }
        let made = try Engine.preview(
            bytes, longestSide: request.longestSide, quarterTurns: request.quarterTurns)
        let answer = ReaderAnswer.preview(
            width: made.width, height: made.height, print: Engine.print(of: made.jpeg))
        return Frame(header: answer.header, body: made.jpeg)
    }

    private func sheets(_ bytes: [UInt8]) throws(RecognitionFailure) -> Frame {
        let sheets = try PictureOfSheets(bytes).sheets()
        return Frame(
            header: ReaderAnswer.sheets(sheets.map(\.count)).header,
            body: Array(sheets.joined()))
    }

    private func content(
        _ request: ReaderRequest, _ body: [UInt8]
    ) throws(RecognitionFailure) -> [UInt8] {
        guard let path = request.path else { return body }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw RecognitionFailure(.fileMissing, "There is no readable file at \(path).")
        }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: PaperFormat.sizeLimit + 1) else {
            throw RecognitionFailure(.fileEmpty, "The file is empty.")
        }
        return Array(data)
    }

    private func engine(for languages: String) throws(RecognitionFailure) -> Engine {
        if let engine, engine.languages == languages { return engine }
        engine = nil
        let opened = try Engine(languages: languages)
        engine = opened
        return opened
    }
}
