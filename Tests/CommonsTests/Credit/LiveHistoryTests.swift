import Ledger
import Testing

@testable import Commons

@Suite struct LiveHistoryTests {
    private static func id(_ letter: Character) -> ID<ModelRecord> {
        ID(UInt128(letter.asciiValue ?? 0))
    }

    /// `+a` places a, `a` is brought back, `-a` is rolled back from, `~a` gives way, `xa` retires,
    /// `ok a` is approved.
    private static func earlier(_ course: String) -> String {
        let steps = course.split(separator: " ").map { word -> LiveHistory.Step in
            let model = id(word.last ?? " ")
            return switch word.first {
            case "+": .init(model: model, state: .live, cause: nil)
            case "-": .init(model: model, state: .approved, cause: .rolledBack)
            case "~": .init(model: model, state: .approved, cause: .gaveWay)
            case "x": .init(model: model, state: .retired, cause: nil)
            default: .init(model: model, state: .live, cause: .broughtBack)
            }
        }
        return LiveHistory(steps).earlier.map { model in
            model.map { model in "abcd".first { id($0) == model }.map(String.init) ?? "?" } ?? "."
        }.joined()
    }

    @Test(
        "What was live before is told from what happened, the shipped scorecard (.) too",
        arguments: [
            ("", "."), ("+a", ".."), ("+a ~a +b", "a.."),
            // a was rolled back from, and the shipped scorecard was live when b came.
            ("+a -a +b", ".."), ("+a -a +b ~b +c", "b.."),
            // c goes back to b and b to a; what was rolled back from is gone for good.
            ("+a ~a +b ~b +c -c b", "a.."), ("+a ~a +b ~b +c -c b -b a", ".."),
            ("+a ~a +b -b a ~a +c", "a.."), ("+a ~a +b -b a ~a +b ~b +c", "ba.."),
            // Two that went wrong one after the other, back to the shipped scorecard.
            ("+a ~a +b -b", "."), ("+a xa +b", "..."), ("+a ~a +b xb +c", ".a.."),
        ])
    func courses(_ course: String, _ earlier: String) {
        #expect(Self.earlier(course) == earlier)
    }
}
