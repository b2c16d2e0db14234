import Foundation
import Insight
import Recognition
import Wire

/// What became of one file.
struct ReadResult: Sendable {
    var file: String
    var outcome: Result<Reading, RecognitionFailure>
    var hints: ExtractionHints

    init(reading file: String, with pool: ReaderPool, hints: ExtractionHints) async {
        self.file = file
        self.hints = hints
        do throws(RecognitionFailure) {
            outcome = .success(try await pool.read(path: file, hints: hints))
        } catch {
            outcome = .failure(error)
        }
    }

    /// A file that is in memory.
    init(
        reading bytes: [UInt8], named name: String, with pool: ReaderPool, hints: ExtractionHints
    ) async {
        file = name
        self.hints = hints
        do throws(RecognitionFailure) {
            outcome = .success(try await pool.read(bytes: bytes, hints: hints))
        } catch {
            outcome = .failure(error)
        }
    }

    /// The papers that lie beside each other on the picture of a file, as `FILE#1` and so on; the
    /// file itself where there are not two at least.
    static func sheets(
        of file: String, with pool: ReaderPool, hints: ExtractionHints
    ) async -> [ReadResult] {
        guard let content = FileManager.default.contents(atPath: file) else {
            return [await ReadResult(reading: file, with: pool, hints: hints)]
        }
        return await sheets(of: [UInt8](content), named: file, with: pool, hints: hints)
    }

    static func sheets(
        of bytes: [UInt8], named name: String, with pool: ReaderPool, hints: ExtractionHints
    ) async -> [ReadResult] {
        // What cannot be looked at for sheets cannot be read either, and reading says why.
        let sheets = (try? await pool.sheets(bytes: bytes)) ?? []
        guard !sheets.isEmpty else {
            return [await ReadResult(reading: bytes, named: name, with: pool, hints: hints)]
        }
        var results: [ReadResult] = []
        for (place, sheet) in sheets.enumerated() {
            results.append(
                await ReadResult(
                    reading: sheet, named: "\(name)#\(place + 1)", with: pool, hints: hints))
        }
        return results
    }

    /// One line of `--words`: a page, or an object with `pages`.
    init(words line: [UInt8], number: Int, hints: ExtractionHints) {
        file = "line \(number)"
        self.hints = hints
        do {
            let value = try JSONValue.parse(line)
            file = value["file"]?.string ?? file
            let pages = try value["pages"]?.array?.map { try PageWords($0) }
                ?? [PageWords(value)]
            outcome = .success(
                Reading(
                    mediaType: "application/json", pages: pages,
                    paper: FieldExtraction.extract(
                        from: pages, hints: hints, reader: ModelFolder.layoutReader)))
        } catch let error as PageWordsError {
            outcome = .failure(RecognitionFailure(.fileDamaged, error.message))
        } catch let error as JSONError {
            outcome = .failure(RecognitionFailure(.fileDamaged, error.message))
        } catch {
            outcome = .failure(RecognitionFailure(.fileDamaged, "\(error)"))
        }
    }

    func line(_ form: ReadForm) -> String {
        switch (outcome, form) {
        case (.failure(let failure), .summary): "\(file): \(failure.message)"
        case (.success(let reading), .summary): "\(file): \(summary(reading.paper))"
        default: String(decoding: object(form), as: UTF8.self)
        }
    }

    private func summary(_ paper: ExtractedPaper) -> String {
        func text(_ field: ExtractedField) -> String { field.value ?? "?" }
        return [
            paper.kind.rawValue, text(paper.date), text(paper.supplier),
            "\(text(paper.total)) \(paper.currency.value ?? "")",
        ].joined(separator: " · ")
    }

    private func object(_ form: ReadForm) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("file")
        writer.string(file)
        switch outcome {
        case .success(let reading): write(reading, form, to: &writer)
        case .failure(let failure):
            writer.key("error")
            writer.beginObject()
            writer.key("code")
            writer.string(failure.code.rawValue)
            writer.key("message")
            writer.string(failure.message)
            writer.endObject()
        }
        writer.endObject()
        return writer.bytes
    }

    private func write(_ reading: Reading, _ form: ReadForm, to writer: inout JSONWriter) {
        switch form {
        case .words:
            writer.key("pages")
            writer.beginArray()
            for page in reading.pages { page.write(to: &writer) }
            writer.endArray()
        case .evidence: writeEvidence(reading, to: &writer)
        case .json, .summary:
            reading.paper.writeMembers(to: &writer)
            writer.key("codes")
            writer.beginArray()
            for code in reading.codes { code.write(to: &writer) }
            writer.endArray()
        }
    }

    private func writeEvidence(_ reading: Reading, to writer: inout JSONWriter) {
        let choices = FieldExtraction.evidence(
            from: reading.pages, hints: hints, reader: ModelFolder.layoutReader)
        for name in [FieldName.total, .date, .supplier, .supplierAddress] {
            writer.key(named: name.rawValue)
            writer.beginArray()
            for choice in choices where choice.field == name {
                writer.beginObject()
                writer.key("value")
                writer.string(choice.value)
                writer.key("evidence")
                writer.beginArray()
                for number in choice.evidence { writer.double(number) }
                writer.endArray()
                writer.endObject()
            }
            writer.endArray()
        }
    }
}
