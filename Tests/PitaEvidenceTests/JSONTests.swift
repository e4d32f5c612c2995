import PitaDiagnostics
import PitaEvidence
import TestSupport
import Testing

@Suite struct JSONTests {
    @Test func keysAreOrderedByUTF16CodeUnitsAsInRFC8785() throws {
        // The example of RFC 8785, section 3.2.3.
        let text =
            #"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"#
        let value = try JSONValue(parsing: text)
        let order = ["Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"]
        var rest = value.canonicalText[...]
        for word in order {
            let range = try #require(rest.firstRange(of: word), "\(word) is out of order")
            rest = rest[range.upperBound...]
        }
    }

    @Test func stringsAreEscapedInTheShortestWay() {
        let value: JSONValue = .string("\u{20ac}$\u{0F}\nA'B\"\\\\\"/\u{7F}\u{08}\t\r\u{0C}\u{2028}")
        #expect(value.canonicalText == "\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u{7F}\\b\\t\\r\\f\u{2028}\"")
    }

    @Test func integersBeyondTheExactRangeTravelAsStrings() throws {
        #expect(JSONValue.integer(.max).canonicalText == "\"9223372036854775807\"")
        #expect(JSONValue.number(UInt64.max) == .string("18446744073709551615"))
        #expect(JSONValue.number(UInt64.max).unsignedValue == .max)
        #expect(JSONValue.integer(9_007_199_254_740_991).canonicalText == "9007199254740991")
        #expect(try JSONValue(parsing: JSONValue.integer(.min).canonical).integerValue == .min)
        #expect(JSONValue.string("0000000000000000000").integerValue == nil)
        #expect(JSONValue.string("17").integerValue == nil)
        #expect(JSONValue.integer(-1).unsignedValue == nil)
    }

    @Test(arguments: [
        ("", 0), ("  ", 2), ("nul", 0), ("[1,]", 3), ("[1 2]", 3), (#"{"a":1,"a":2}"#, 7), ("01", 0), ("1.0", 0),
        ("1e3", 0),
        ("-", 1), ("-0", 0), ("9007199254740992", 0), ("99999999999999999999999999", 0), ("\"a\nb\"", 2), ("\"abc", 0),
        (#""\x""#, 1), (#""\ud800""#, 1), (#""\ud800\u0041""#, 1), (#""\u12g4""#, 1), ("[1] x", 4), ("{1:2}", 1),
        (#"{"a" 1}"#, 5), (#"{"a":1"#, 6), ("\u{FEFF}1", 0), ("'a'", 0), ("+1", 0), ("NaN", 0),
    ]) func refusesWithThePlace(text: String, offset: Int) {
        let error = #expect(throws: Diagnostic.self) { try JSONValue(parsing: text, file: "plan.json") }
        #expect(error?.mark?.offset == offset, "\(text): \(error?.message ?? "")")
        #expect(error?.mark?.file == "plan.json")
    }

    @Test func refusesBadUTF8AtItsOctet() {
        for bad: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82]] {
            let text = Array("[\"ab\u{e9}".utf8) + bad + Array("\"]".utf8)
            let error = #expect(throws: Diagnostic.self) { try JSONValue(parsing: text) }
            #expect(error?.message == "this is not UTF-8")
            #expect(error?.mark?.offset == 6, "\(bad)")
        }
    }

    @Test func namesThatUnicodeCallsEqualAreTwice() {
        #expect(throws: Diagnostic.self) { try JSONValue(parsing: "{\"\u{e9}\":1,\"e\u{301}\":2}") }
        #expect(JSONValue.string("\u{e9}") != .string("e\u{301}"))
    }

    @Test func depthAndSizeAreBounded() throws {
        let deep = String(repeating: "[", count: 1_000_000)
        let error = #expect(throws: Diagnostic.self) { try JSONValue(parsing: deep) }
        #expect(error?.message == "nested deeper than 64 levels")
        let allowed = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(try JSONValue(parsing: allowed).canonicalText == allowed)
        #expect(throws: Diagnostic.self) { try JSONValue(parsing: "[1,2,3]", limits: JSONLimits(maximumBytes: 6)) }
    }

    @Test func linesAndColumnsPointAtTheMistake() {
        let error = #expect(throws: Diagnostic.self) { try JSONValue(parsing: "{\n  \"é\": tru\n}") }
        #expect(error?.mark?.line == 2)
        #expect(error?.mark?.column == 8)
    }

    @Test func whatIsWrittenIsReadBackTheSame() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<2000 {
            let value = random.json(depth: 4)
            #expect(try JSONValue(parsing: value.canonical) == value)
            #expect(try JSONValue(parsing: value.pretty) == value)
            #expect(try JSONValue(parsing: value.pretty).canonical == value.canonical)
        }
    }

    @Test func whatPeopleReadHoldsNothingThatATerminalObeys() throws {
        let marks: [Unicode.Scalar] =
            ["\u{7F}", "\u{80}", "\u{9B}", "\u{9F}", "\u{200E}", "\u{200F}", "\u{2028}"]
            + ["\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{FEFF}"]
        for mark in marks {
            let value: JSONValue = ["nama \(mark)é": .string("a\(mark)\"\n😀")]
            #expect(!value.pretty.unicodeScalars.contains(mark))
            #expect(value.pretty.contains("é") && value.pretty.contains("😀"))
            #expect(try JSONValue(parsing: value.pretty) == value)
            // The octets that are signed stay those of RFC 8785.
            #expect(value.canonicalText.unicodeScalars.count { $0 == mark } == 2)
        }
        #expect(JSONValue.string("\u{9B}31m\u{202E}").pretty == "\"\\u009b31m\\u202e\"\n")
    }

    @Test func damagedTextsNeverCrash() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<5000 {
            var bytes = random.json(depth: 3).canonical
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: .min ... .max, using: &random)
            }
            guard let value = try? JSONValue(parsing: bytes) else { continue }
            #expect((try? JSONValue(parsing: value.canonical)) == value)
        }
    }

    @Test func theReaderNamesWhatIsMissingWrongOrUnknown() throws {
        var reader = try JSONObjectReader(["a": 1, "b": "x", "c": .null], path: "plan")
        #expect(try reader.integer("a") == 1)
        #expect(try reader.text("c") == nil)
        #expect(throws: EvidenceError(.malformed, "`plan.d` is missing")) { try reader.string("d") }
        #expect(throws: EvidenceError(.malformed, "`plan.b` is not a whole number")) { try reader.integer("b") }
        var strict = try JSONObjectReader(["a": 1, "z": 2], path: "plan")
        _ = try strict.integer("a")
        #expect(throws: EvidenceError(.malformed, "`plan` has the unknown member `z`")) { try strict.finish() }
    }
}
