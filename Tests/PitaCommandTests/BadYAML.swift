/// A file that is no YAML that Pita takes; `«` stands where the diagnostic is expected.
struct BadYAML: Sendable, CustomStringConvertible {
    let description: String
    let bytes: [UInt8]
    /// `line:column`; `nil` where only the line, or nothing, is certain.
    let place: String?
    let message: String

    init(_ name: String, _ marked: String, _ message: String) {
        let marked = MarkedText(marked)
        (description, bytes, place, self.message) = (name, Array(marked.text.utf8), marked.place, message)
    }

    init(_ name: String, _ bytes: [UInt8], at place: String?, _ message: String) {
        (description, self.bytes, self.place, self.message) = (name, bytes, place, message)
    }

    /// Whether the line can be shown: there is a place, and a text.
    var hasExcerpt: Bool { place != nil && !["UTF-16", "byte order mark"].contains(message) }

    static let all = numbers + keys + aliases + tags + characters + syntax + encodings + sizes

    static let numbers = [
        BadYAML("leading zero", "kode: «0110", "leading zero"),
        BadYAML("leading zero in a list", "a: [1, «007]", "leading zero"),
        BadYAML("negative with a leading zero", "a: «-01", "leading zero"),
        BadYAML("fraction with leading zeros", "a: «00.5", "leading zero"),
        BadYAML("beyond 64 bits", "a: «9223372036854775808", "64 bits"),
        BadYAML("below 64 bits", "a: «-9223372036854775809", "64 bits"),
        BadYAML("hexadecimal beyond 64 bits", "a: «0xFFFFFFFFFFFFFFFFFF", "64 bits"),
        BadYAML("octal beyond 64 bits", "a: «0o7777777777777777777777777", "64 bits"),
        BadYAML("exponent too large", "a: «1e999", "greater than a number"),
        BadYAML("infinity", "a: «.inf", "no finite number"),
        BadYAML("negative infinity", "a: «-.Inf", "no finite number"),
        BadYAML("not a number", "a: «.nan", "no finite number"),
    ]

    static let keys = [
        BadYAML("doubled key", "a: 1\nb: 2\n«a: 3", "`a` stands twice"),
        BadYAML("doubled key, quoted", "a: 1\n«'a': 3", "`a` stands twice"),
        BadYAML("doubled key in a flow mapping", "x: {k: 1, «k: 2}", "`k` stands twice"),
        BadYAML("doubled key far below", (0..<5000).map { "k\($0): 1\n" }.joined() + "«k3: 2\n", "`k3` stands twice"),
        BadYAML("merge key", "a: &x {k: 1}\nb:\n  «<<: *x", "merge key"),
        BadYAML("list as a key", "? «[a]\n: 1", "a key must be a text"),
        BadYAML("mapping as a key", "«{a: b}: 1", "a key must be a text"),
        BadYAML("empty key", "«'': 1", "a key is empty"),
        BadYAML("alias as a key", "a: &k x\n«*k : 1", "a key cannot be an alias"),
    ]

    static let aliases = [
        BadYAML("unknown anchor", "a: «*b", "names no anchor"),
        BadYAML("anchor that contains itself", "a: &s [1, «*s]", "stands inside what it names"),
        BadYAML("mapping that contains itself", "&m {a: «*m}", "stands inside what it names"),
        BadYAML("alias bomb of lists", bomb { "[" + $0.joined(separator: ", ") + "]" }, "aliases are expanded"),
        BadYAML(
            "alias bomb of mappings",
            bomb { names in "{" + names.indices.map { "k\($0): \(names[$0])" }.joined(separator: ", ") + "}" },
            "aliases are expanded"),
        BadYAML(
            "too many aliases", "a: &a 1\nb: [" + Array(repeating: "*a", count: 1001).joined(separator: ", ") + "]",
            "aliases"),
    ]

    static let tags = [
        BadYAML("binary", "a: «!!binary aGk=", "tag `!!binary`"),
        BadYAML("own tag", "a: «!rahasia x", "tag `!rahasia`"),
        BadYAML("timestamp", "a: «!!timestamp 2026-01-01", "tag `!!timestamp`"),
        BadYAML("python object", "a: «!!python/object:os.system x", "tag"),
        BadYAML("tag that does not fit", "a: «!!int satu", "does not fit its tag"),
        BadYAML("tag directive", "«%TAG !e! tag:x,2000:\n---\na: 1", "%TAG"),
        BadYAML("older version", "«%YAML 1.1\n---\na: 1", "YAML 1.1"),
        BadYAML("second document", "a: 1\n«---\nb: 2", "second document"),
    ]

    static let characters = [
        BadYAML("tab as indentation", "a:\n«\tb: 1", "a tab indents"),
        BadYAML("tab after a blank", "a:\n  b: 1\n «\t c: 1", "a tab indents"),
        BadYAML("escaped NUL", "a: «\"\\0\"", "U+0000"), BadYAML("escaped escape", "a: «\"\\e[31m\"", "U+001B"),
        BadYAML("escape character", "a: x «\u{1B}[31m", "U+001B"), BadYAML("delete", "a: «\u{7F}", "U+007F"),
        BadYAML("carriage return alone", "a: «\rb: 1", "U+000D"),
        BadYAML("line separator", "# é\na: «\u{2028}", "U+2028"),
        BadYAML("right-to-left override", "a: «\u{202E}x", "U+202E"),
        BadYAML("escaped override", "a: «\"\\u202E\"", "U+202E"),
        BadYAML("next line", "a: «\"\\N\"", "U+0085"),
    ]

    static let syntax = [
        BadYAML("colon inside", "a: b: c", "error"), BadYAML("indented scalar", "a: 1\n  b: 2", "error"),
        BadYAML("open bracket", "a: [1, 2", "error"), BadYAML("open brace", "a: {b: 1\nc: 2", "error"),
        BadYAML("open quote", "a: 'x", "error"), BadYAML("open double quote", "a: \"x\nb: 1", "error"),
        BadYAML("unknown escape", "a: \"\\q\"", "error"),
        BadYAML("indentation that fits nothing", "a:\n  - 1\n b: 2", "error"),
        BadYAML("key without a colon", "a: 1\nb\nc: 2", "error"), BadYAML("two anchors", "&a &b c: 1", "error"),
        BadYAML("anchor without a name", "a: *", "error"), BadYAML("closing bracket alone", "]", "error"),
        BadYAML("wrong block header", "a: |9x\n b", "error"),
        BadYAML("reserved character", "a: «@x", "cannot start any token"),
        BadYAML("reserved backtick", "a: «`x", "cannot start any token"),
        BadYAML("list where a mapping goes on", "a: 1\n- b", "error"), BadYAML("comma first", "a: [, 1]", "error"),
    ]

    static let encodings = [
        BadYAML("byte order mark", [0xEF, 0xBB, 0xBF, 0x61], at: "1:1", "byte order mark"),
        BadYAML("UTF-16 little endian", [0xFF, 0xFE, 0x61, 0x00], at: "1:1", "UTF-16"),
        BadYAML("UTF-16 big endian", [0xFE, 0xFF, 0x00, 0x61], at: "1:1", "UTF-16"),
        BadYAML("UTF-16 without a mark", [0x61, 0x00, 0x3A, 0x00], at: "1:1", "UTF-16"),
        BadYAML("octet that no UTF-8 has", [0x61, 0x3A, 0x20, 0xFF], at: "1:4", "0xFF is no UTF-8"),
        BadYAML("overlong NUL", [0x61, 0x3A, 0x20, 0xC0, 0x80], at: "1:4", "0xC0 is no UTF-8"),
        BadYAML("surrogate", [0x61, 0x3A, 0x0A, 0x62, 0x3A, 0x20, 0xED, 0xA0, 0x80], at: "2:4", "0xED is no UTF-8"),
        BadYAML("beyond Unicode", [0xF4, 0x90, 0x80, 0x80], at: "1:1", "0xF4 is no UTF-8"),
        BadYAML("cut in a character", [0x61, 0x3A, 0x20, 0xE2, 0x80], at: "1:4", "0xE2 is no UTF-8"),
        BadYAML("Latin-1", [0x61, 0x3A, 0x20, 0x63, 0x61, 0x66, 0xE9, 0x0A], at: "1:7", "0xE9 is no UTF-8"),
        BadYAML(
            "random octets", (0..<4096).map { UInt8(truncatingIfNeeded: ($0 * 7919 + 131) >> 3) | 0x80 }, at: nil,
            "UTF-8"),
    ]

    static let sizes = [
        BadYAML("lists 65 deep", String(repeating: "[", count: 65) + String(repeating: "]", count: 65), "64 deep"),
        BadYAML(
            "mappings 65 deep", String(repeating: "{a: ", count: 65) + "x" + String(repeating: "}", count: 65),
            "64 deep"),
        BadYAML("blocks 65 deep", (0..<65).map { String(repeating: " ", count: $0) + "a:\n" }.joined(), "64 deep"),
        BadYAML("half a million brackets", String(repeating: "[", count: 500_000), "deep"),
        BadYAML("dashes without end", String(repeating: "- ", count: 250_000), "deep"),
        BadYAML("questions without end", String(repeating: "? ", count: 250_000), "error"),
        BadYAML("more than a mebibyte", String(repeating: "# satu baris\n", count: 90_000), "octets"),
    ]

    private static func bomb(_ collection: ([String]) -> String) -> String {
        let first = "a0: &a0 \(collection(Array(repeating: "x", count: 10)))\n"
        return (1...12).reduce(first) { text, level in
            text + "a\(level): &a\(level) \(collection(Array(repeating: "*a\(level - 1)", count: 10)))\n"
        }
    }
}
