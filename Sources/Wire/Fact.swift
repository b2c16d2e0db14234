/// One figure or word of a coded sentence, by name: the line of a file, the share of its rows, the
/// text that stands there. Pages put it into the sentence in their reader's language.
public struct Fact: Sendable, Hashable {
    public enum Value: Sendable, Hashable {
        case text(String)
        case count(Int64)
        /// A share of one, or an area under the curve.
        case share(Double)
    }

    public let name: String
    public let value: Value

    /// - Parameter text: characters that would turn what stands beside it are left out.
    public static func text(_ name: String, _ text: String) -> Fact {
        Fact(name: name, value: .text(text.withoutControls))
    }

    public static func count(_ name: String, _ count: Int) -> Fact {
        Fact(name: name, value: .count(Int64(count)))
    }

    public static func share(_ name: String, _ share: Double) -> Fact {
        Fact(name: name, value: .share(share))
    }
}

extension JSONWriter {
    /// An object with a member for each fact.
    public mutating func facts(_ facts: [Fact]) {
        beginObject()
        for fact in facts {
            key(named: fact.name)
            switch fact.value {
            case .text(let text): string(text)
            case .count(let count): integer(count)
            case .share(let share): double(share)
            }
        }
        endObject()
    }
}
