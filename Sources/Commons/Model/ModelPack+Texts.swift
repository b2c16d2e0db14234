import Wire

extension ModelPack {
    /// Pages show what a card says beside figures, and the names of features: its texts hold no
    /// characters that no text of a request may hold. Words that may have lines are the limits and
    /// the warnings.
    ///
    /// - Parameter features: what the model calls them.
    /// - Throws: `InvalidRequest` with a pointer to each text at fault.
    func checkTexts(_ features: [String]) throws(InvalidRequest) {
        var faults: [FieldFault] = []
        for name in ["kind", "title", "target", "event", "calibration"] {
            Self.look(at: card[name], "/card/\(name)", lines: false, &faults)
        }
        Self.look(at: card["features"], "/card/features", lines: false, &faults)
        Self.look(at: card["findings"], "/card/findings", lines: false, &faults)
        Self.look(at: card["limits"], "/card/limits", lines: true, &faults)
        Self.look(at: card["warnings"], "/card/warnings", lines: true, &faults)
        Self.look(
            at: .array(features.map(JSONValue.string)), "/model/feature_names", lines: false,
            &faults)
        guard faults.isEmpty else { throw InvalidRequest(faults) }
    }

    private static let mostFaults = 20

    /// Texts at whatever depth, and the names of members.
    private static func look(
        at value: JSONValue?, _ pointer: String, lines: Bool, _ faults: inout [FieldFault]
    ) {
        guard faults.count < mostFaults else { return }
        let isRefused = lines ? Unicode.Scalar.isControlInLines : Unicode.Scalar.isControlInLine
        func check(_ text: String) {
            guard text.unicodeScalars.contains(where: isRefused) else { return }
            faults.append(
                FieldFault(
                    .body(pointer),
                    "must not hold control characters" + (lines ? "" : " or line breaks"),
                    .controlCharacter))
        }
        switch value {
        case .string(let text): check(text)
        case .array(let items):
            for (place, item) in items.enumerated() {
                look(at: item, "\(pointer)/\(place)", lines: lines, &faults)
            }
        case .object(let members):
            for (name, member) in members {
                check(name)
                // A name at fault stands in no pointer.
                let step = name.withoutControls.replacing("~", with: "~0")
                    .replacing("/", with: "~1")
                look(at: member, "\(pointer)/\(step)", lines: lines, &faults)
            }
        default: break
        }
    }
}
