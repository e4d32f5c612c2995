import PitaDiagnostics
import Testing

@testable import PitaYAML

@Suite struct ScalarTests {
    @Test(arguments: [
        ("null", Scalar.null), ("~", .null), ("", .null), ("Null", .null), ("true", .bool(true)),
        ("FALSE", .bool(false)),
        ("no", .text("no")), ("on", .text("on")), ("yes", .text("yes")), ("22:30", .text("22:30")),
        ("2026-01-01", .text("2026-01-01")), ("1e3", .float(1000)), ("0", .int(0)), ("-0", .int(0)), ("+5", .int(5)),
        ("0x1F", .int(31)), ("0o17", .int(15)), ("9223372036854775807", .int(.max)),
        ("-9223372036854775808", .int(.min)),
        ("1.5", .float(1.5)), (".5", .float(0.5)), ("1.", .float(1)), ("-1.5e-3", .float(-0.0015)),
        ("0.1", .float(0.1)),
        ("1_000", .text("1_000")), ("0b1", .text("0b1")), ("10.11.0.1", .text("10.11.0.1")), ("1e", .text("1e")),
        ("20M/10M", .text("20M/10M")), ("00:11:22", .text("00:11:22")), ("0x", .text("0x")), ("0xg", .text("0xg")),
        ("...x", .text("...x")), ("+", .text("+")), (".", .text(".")), ("-.5", .float(-0.5)),
        ("truely", .text("truely")),
        ("'0110'", .text("0110")), ("\"true\"", .text("true")), ("''", .text("")), ("!!str 5", .text("5")),
        ("!!int \"5\"", .int(5)), ("!!float 5", .float(5)), ("! 5", .text("5")),
    ])
    func `a scalar means what the core schema and a person mean by it`(_ text: String, _ expected: Scalar) throws {
        #expect(try YAML.parse("key: " + text, file: "a.yaml")["key"]?.scalar == expected)
    }
}
