/// Characters that show nothing themselves and change how what stands beside them is shown: an
/// override of the writing direction in a name turns the figures of an amount after it.
extension Unicode.Scalar {
    /// Not in a text of one line: the controls, ends of lines, and what embeds, overrides or
    /// isolates a direction. The marks LRM, RLM and ALM stay, which Arabic needs beside figures.
    public static func isControlInLine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Not in words of several lines: the same but for tabs and ends of lines.
    public static func isControlInLines(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: false
        default: isControlInLine(scalar)
        }
    }

    /// The same as the inside of a character class of a regular expression (ECMA 262).
    public static let controlsInLine = #"\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069"#
    public static let controlsInLines =
        #"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069"#
}

extension String {
    /// Without what no text of one line may hold; a run of tabs and ends of lines is a space.
    public var withoutControls: String {
        guard unicodeScalars.contains(where: Unicode.Scalar.isControlInLine) else { return self }
        var kept = UnicodeScalarView()
        var isAfterBreak = false
        for scalar in unicodeScalars {
            if !Unicode.Scalar.isControlInLine(scalar) {
                if isAfterBreak, scalar == " " { continue }
                isAfterBreak = false
                kept.append(scalar)
            } else if !Unicode.Scalar.isControlInLines(scalar) {
                if kept.last != " " { kept.append(" ") }
                isAfterBreak = true
            }
        }
        return String(kept)
    }
}
