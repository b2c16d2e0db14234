import Wire

/// The functions that the WebAssembly core offers a page, by the names it exports them under.
///
/// Each takes bytes and gives JSON: what it computed, or `{"error":{"code","message","pointer"}}`.
/// The same functions run natively, where the shared vectors hold both to the same answers.
public enum CoreFunction: String, CaseIterable, Sendable {
    case cashForecast = "cash_forecast"
    case forecast = "forecast"
    case measurePicture = "measure_picture"
    case moneyFormat = "money_format"
    case moneyParse = "money_parse"
    case proofConclude = "proof_conclude"
    case proofInspect = "proof_inspect"
    case readCode = "read_code"
    case readPicture = "read_picture"
    case readWords = "read_words"
    case score = "score"
    case scoreModel = "score_model"
    case scoreRows = "score_rows"
    case sha256 = "sha256"
    case totals = "totals"

    public func answer(to input: [UInt8]) -> [UInt8] {
        switch self {
        case .cashForecast: Self.forecastCash(input)
        case .forecast: Self.forecast(input)
        case .measurePicture: Self.measurePicture(input)
        case .moneyFormat: Self.formatMoney(input)
        case .moneyParse: Self.parseMoney(input)
        case .proofConclude: Self.concludeProof(input)
        case .proofInspect: Self.inspectProof(input)
        case .readCode: Self.readCode(input)
        case .readPicture: Self.readPicture(input)
        case .readWords: Self.readWords(input)
        case .score: Self.score(input)
        case .scoreModel: Self.scoreModel(input)
        case .scoreRows: Self.scoreRows(input)
        case .sha256: Self.hash(input)
        case .totals: Self.totals(input)
        }
    }
}

// One function for each export, so that the linker leaves out of a file what it does not export.
extension CoreFunction {
    static func forecast(_ input: [UInt8]) -> [UInt8] {
        answer { writer throws(CallRefusal) in
            try writeForecast(for: JSONRequest(input), to: &writer)
        }
    }

    static func forecastCash(_ input: [UInt8]) -> [UInt8] {
        answer { writer throws(CallRefusal) in
            try writeCashForecast(for: JSONRequest(input), to: &writer)
        }
    }

    static func formatMoney(_ input: [UInt8]) -> [UInt8] {
        answer { writer throws(CallRefusal) in
            try writeFormattedMoney(for: JSONRequest(input), to: &writer)
        }
    }

    static func parseMoney(_ input: [UInt8]) -> [UInt8] {
        answer { writer throws(CallRefusal) in
            try writeParsedMoney(for: JSONRequest(input), to: &writer)
        }
    }

    static func concludeProof(_ input: [UInt8]) -> [UInt8] {
        answer { writer throws(CallRefusal) in
            try ProofConclusion(JSONRequest(input)).write(to: &writer)
        }
    }

    static func inspectProof(_ input: [UInt8]) -> [UInt8] {
        answer { writer throws(CallRefusal) in ProofInspection(input).write(to: &writer) }
    }

    static func readCode(_ input: [UInt8]) -> [UInt8] {
        answer { writer throws(CallRefusal) in try writeCodes(in: input, to: &writer) }
    }

    static func measurePicture(_ input: [UInt8]) -> [UInt8] {
        answer { writer throws(CallRefusal) in try writeMeasure(of: input, to: &writer) }
    }

    static func readPicture(_ input: [UInt8]) -> [UInt8] {
        answer { writer throws(CallRefusal) in try writePicture(in: input, to: &writer) }
    }

    static func readWords(_ input: [UInt8]) -> [UInt8] {
        answer { writer throws(CallRefusal) in
            try writeReading(for: JSONRequest(input), to: &writer)
        }
    }

    static func score(_ input: [UInt8]) -> [UInt8] {
        answer { writer throws(CallRefusal) in
            try writeScore(for: JSONRequest(input), to: &writer)
        }
    }

    static func scoreModel(_ input: [UInt8]) -> [UInt8] {
        answer { writer throws(CallRefusal) in
            try writeScoreModel(for: JSONRequest(input), to: &writer)
        }
    }

    static func scoreRows(_ input: [UInt8]) -> [UInt8] {
        answer { writer throws(CallRefusal) in
            try writeScoredRows(for: JSONRequest(input), to: &writer)
        }
    }

    static func hash(_ input: [UInt8]) -> [UInt8] {
        answer { writer throws(CallRefusal) in
            writer.key("sha256")
            writer.string(Wire.sha256(input).hex)
        }
    }

    static func totals(_ input: [UInt8]) -> [UInt8] {
        answer { writer throws(CallRefusal) in
            try writeTotals(for: JSONRequest(input), to: &writer)
        }
    }

    private static func answer(_ write: (inout JSONWriter) throws(CallRefusal) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        do throws(CallRefusal) {
            try write(&writer)
        } catch {
            error.write(to: &writer)
        }
        writer.endObject()
        return writer.bytes
    }
}
