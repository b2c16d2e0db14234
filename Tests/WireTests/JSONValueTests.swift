import Testing
import Wire

@Suite struct JSONValueTests {
    @Test func readingWhatWasWrittenGivesTheSameValue() throws {
        var fuzz = JSONFuzz(seed: 6)
        for _ in 0..<2_000 {
            let value = fuzz.value()
            #expect(try JSONValue.parse(value.bytes) == value)
        }
    }

    @Test func theCanonicalFormDoesNotDependOnTheOrderOfMembers() throws {
        let first = try JSONValue.parse(#"{"b": [1, 2.50], "a": {"z": null, "é": "x"}}"#)
        let second = try JSONValue.parse(#"{"a":{"é":"x","z":null},"b":[1,2.50]}"#)
        #expect(first.canonicalBytes == second.canonicalBytes)
        #expect(
            String(decoding: first.canonicalBytes, as: UTF8.self)
                == #"{"a":{"z":null,"é":"x"},"b":[1,2.50]}"#)
    }

    @Test func aKeyGivenTwiceIsRefused() {
        #expect(throws: JSONError.self) { try JSONValue.parse(#"{"a":1,"b":2,"a":3}"#) }
    }

    @Test func membersAreFoundByKeyAndElementsByPlace() throws {
        let value = try JSONValue.parse(#"{"lines":[{"amount":"12.50","count":3,"share":0.5}]}"#)
        #expect(value["lines"]?[0]?["amount"]?.string == "12.50")
        #expect(value["lines"]?[0]?["count"]?.integer == 3)
        #expect(value["lines"]?[0]?["share"]?.double == 0.5)
        #expect(value["lines"]?[1] == nil)
        #expect(value["missing"] == nil)
    }

    @Test func theWriterSetsTheCommas() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("id")
        writer.integer(-7)
        writer.key(named: "a\"b")
        writer.beginArray()
        writer.bool(true)
        writer.null()
        writer.double(0.1)
        writer.double(.nan)
        writer.raw(Array("[]".utf8))
        writer.beginObject()
        writer.endObject()
        writer.endArray()
        writer.key("z")
        writer.string("\u{1}\n/é")
        writer.endObject()
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == #"{"id":-7,"a\"b":[true,null,0.1,null,[],{}],"z":"\u0001\n/é"}"#)
    }
}
