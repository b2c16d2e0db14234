import Wire

/// Something that was found about a table, or about the model that was fitted to it: a code with
/// its facts for pages in their reader's language, and the sentence in English that the command
/// line and the card say. `TableFinding+Columns.swift` and `TableFinding+Outcome.swift` write them.
public struct TableFinding: Sendable, Equatable {
    /// Stable names; `docs/reference/score.md` has what each one means, and its facts.
    public enum Code: String, Sendable, CaseIterable {
        // Of a column that is left out.
        case nameless
        case empty
        case constant
        case risingNumbers = "rising_numbers"
        case rowNumbers = "row_numbers"
        case rowNames = "row_names"
        case rowTexts = "row_texts"
        case dayNumbers = "day_numbers"
        case seconds
        case dayTexts = "day_texts"
        case foreignNumbers = "foreign_numbers"
        case tooManyTexts = "too_many_texts"
        case tooManyMeasures = "too_many_measures"
        case tooManyWords = "too_many_words"
        case knowsAlone = "knows_alone"
        case knowsWith = "knows_with"
        // Of a column that is used.
        case mayKnow = "may_know"
        case countedDays = "counted_days"
        case protectedName = "protected_name"
        case maybeProtectedName = "maybe_protected_name"
        case protectedValues = "protected_values"
        case declaredUnprotected = "declared_unprotected"
        case needlesslyDeclared = "needlessly_declared"
        case strayTexts = "stray_texts"
        case sameNumber = "same_number"
        case measures
        case mixedTexts = "mixed_texts"
        case nearlySame = "nearly_same"
        // Of the table as a whole, and of the model.
        case commonEvent = "common_event"
        case copies
        case likeRows = "like_rows"
        case fewOutcomes = "few_outcomes"
        case tooGood = "too_good"
    }

    public let code: Code
    /// As the table's header has it; nil where it is about more than one column.
    public let column: String?
    public let facts: [Fact]
    /// One line; characters that would turn what stands beside it are left out.
    public let english: String

    init(_ code: Code, _ column: String?, _ facts: [Fact] = [], says english: String) {
        self.code = code
        self.column = column?.withoutControls
        self.facts = facts
        self.english = english.withoutControls
    }

    /// The member of `findings` in a card: `code`, `column` where there is one, and `facts`.
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("code")
        writer.string(code.rawValue)
        if let column {
            writer.key("column")
            writer.string(column)
        }
        writer.key("facts")
        writer.facts(facts)
        writer.endObject()
    }
}
