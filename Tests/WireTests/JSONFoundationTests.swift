import Foundation
import Testing
import Wire

/// Our reader and writer against Foundation's, on the same seeded cases.
@Suite struct JSONFoundationTests {
    @Test func whatWeWriteFoundationReadsAsTheSameValue() throws {
        var fuzz = JSONFuzz(seed: 1)
        for _ in 0..<3_000 {
            let value = fuzz.value()
            let read = try JSONSerialization.jsonObject(
                with: Data(value.bytes), options: .fragmentsAllowed)
            let isSame = sameValue(value, read)
            #expect(isSame, "\(String(decoding: value.bytes, as: UTF8.self))")
        }
    }

    @Test func whatFoundationWritesWeReadAsTheSameValue() throws {
        var fuzz = JSONFuzz(seed: 2)
        for _ in 0..<3_000 {
            let object = try JSONSerialization.jsonObject(
                with: Data(fuzz.value().bytes), options: .fragmentsAllowed)
            let data = try JSONSerialization.data(
                withJSONObject: object, options: [.fragmentsAllowed, .prettyPrinted])
            let value = try JSONValue.parse(Array(data))
            let isSame = sameValue(value, object)
            #expect(isSame, "\(String(decoding: data, as: UTF8.self))")
        }
    }

    @Test func stringsAreEscapedSoThatFoundationsDecoderReadsThemBack() throws {
        var fuzz = JSONFuzz(seed: 3)
        for _ in 0..<5_000 {
            let text = fuzz.string()
            var writer = JSONWriter()
            writer.string(text)
            let read = try JSONDecoder().decode(String.self, from: Data(writer.bytes))
            #expect(read.utf8.elementsEqual(text.utf8))
            var reader = JSONReader(Array(try JSONEncoder().encode(text)))
            #expect(try reader.readString().utf8.elementsEqual(text.utf8))
        }
    }

    @Test func damagedTextsAreTakenAndRefusedAlike() {
        var fuzz = JSONFuzz(seed: 4)
        var accepted = 0
        var refused = 0
        for _ in 0..<30_000 {
            let bytes = fuzz.damaged(fuzz.value().bytes)
            let ours = isTaken(bytes)
            guard let theirs = foundationTakes(bytes) else { continue }
            #expect(ours == theirs, "\(String(decoding: bytes, as: UTF8.self)) \(bytes)")
            if ours { accepted += 1 } else { refused += 1 }
        }
        #expect(accepted > 2_000 && refused > 2_000, "both outcomes must be tried")
    }

    @Test func numbersReadAsTheDoublesThatFoundationReads() throws {
        var fuzz = JSONFuzz(seed: 5)
        for _ in 0..<20_000 {
            let text = fuzz.number()
            let expected = try #require(Double(text))
            #expect(DoubleText.parse(text)?.bitPattern == expected.bitPattern, "\(text)")
        }
    }

    private func isTaken(_ bytes: [UInt8]) -> Bool {
        var reader = JSONReader(bytes)
        do {
            try reader.skipValue()
            try reader.expectEnd()
            return true
        } catch {
            return false
        }
    }

    /// Nil where Foundation is known to differ: it guesses UTF-16 and UTF-32 where bytes are zero
    /// and skips a byte order mark, and it refuses numbers that a double cannot hold.
    private func foundationTakes(_ bytes: [UInt8]) -> Bool? {
        if bytes.contains(0) || bytes.starts(with: [0xEF, 0xBB, 0xBF])
            || bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
        {
            return nil
        }
        if let value = try? JSONValue.parse(bytes), hasHugeNumber(value) { return nil }
        let options: JSONSerialization.ReadingOptions = .fragmentsAllowed
        return (try? JSONSerialization.jsonObject(with: Data(bytes), options: options)) != nil
    }

    private func hasHugeNumber(_ value: JSONValue) -> Bool {
        switch value {
        case .number: value.double == nil
        case .array(let elements): elements.contains(where: hasHugeNumber)
        case .object(let members): members.contains { hasHugeNumber($0.1) }
        default: false
        }
    }

    /// Foundation keeps long numbers as its own decimals, whose doubles are off in the last digit;
    /// exactness is the rule of `numbersReadAsTheDoublesThatFoundationReads`.
    private func isNear(_ left: Double, _ right: Double) -> Bool {
        left == right || abs(left - right) <= 1e-15 * abs(right)
    }

    private func sameValue(_ value: JSONValue, _ object: Any) -> Bool {
        switch value {
        case .null: object is NSNull
        case .bool(let flag): (object as? Bool) == flag
        case .number(let text):
            (object as? NSNumber).map { isNear($0.doubleValue, Double(text) ?? .nan) } ?? false
        case .string(let text):
            (object as? String).map { $0.utf8.elementsEqual(text.utf8) } ?? false
        case .array(let elements):
            if let others = object as? [Any] {
                others.count == elements.count && zip(elements, others).allSatisfy(sameValue)
            } else {
                false
            }
        case .object(let members):
            if let others = object as? [String: Any] {
                others.count == members.count
                    && members.allSatisfy { key, member in
                        others[key].map { sameValue(member, $0) } ?? false
                    }
            } else {
                false
            }
        }
    }
}
