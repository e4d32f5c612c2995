import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaYAML

/// Texts that are written come back as themselves, whatever they hold.
@Suite struct YAMLScalarTests {
    private static let hostile = [
        "", " ", "true", "Null", "~", "0x10", "1e3", "12:30", "- a", "a: b", "a #b", "# x", "\"", "\\", "'", "{a}", "[",
        "&a", "*a", "!x", "%d", "@", "`", "a\nb: c", "a\r\nb", "\t", "\u{1B}[31m", "\u{85}", "\u{2028}x", "\u{FEFF}",
        "\u{FFFE}", "\u{1FFFF}", "café", "漢字", "👩‍👩‍👧", "\u{202E}abc", "---", "...", "p-disdik", "ether1", "vlan110:x",
        "x:",
        "\u{7F}", "\u{9F}", "\u{E000}", "\u{10FFFF}", "? a", "| x", "> x", "yes", "NO",
    ]

    private func check(_ text: String, _ comment: String) throws {
        guard !text.unicodeScalars.contains(where: { TerminalText.isUnsafe($0) && $0 != "\n" && $0 != "\t" }) else {
            // Well written, and refused by this reader as everywhere.
            #expect(throws: Diagnostics.self) { try YAML.parse(Array("a: \(YAMLScalar.text(text))\n".utf8), file: "f") }
            let node = try YAML.parse(Array("a: 1  # \(YAMLScalar.comment(text))\n".utf8), file: "f")
            return #expect(node["a"]?.text == "1" && node.count == 1)
        }
        let written =
            "a: \(YAMLScalar.text(text))  # \(YAMLScalar.comment(comment))\nb: [\(YAMLScalar.text(text)), x]\n"
        let node = try YAML.parse(Array(written.utf8), file: "f")
        #expect(node["a"]?.text == text && node["a"]?.isText == true, "\(written)")
        #expect(node["b"]?.elements.first?.text == text && node["b"]?.count == 2, "\(written)")
        #expect(node.count == 2, "\(written)")
        #expect(try YAML.parse(Array("a: \(YAMLScalar.quoted(text))\n".utf8), file: "f")["a"]?.text == text)
    }

    @Test func `a text is read back as the same text, plain or quoted, and a comment never as anything`() throws {
        for text in Self.hostile { try check(text, text) }
        var damage = Damage(seed: 7)
        let seeds = Self.hostile.map { Array($0.utf8) }
        for _ in 0..<Trial.cases(400) {
            let text = String(decoding: damage.damaged(seeds, pieces: seeds), as: UTF8.self)
            // No file of text can hold a NUL, not even escaped.
            guard !text.unicodeScalars.contains("\0"), text.utf8.count < 10_000 else { continue }
            try check(text, text)
        }
    }

    @Test func `words that are names stand as they are`() {
        #expect(["ether1", "p-disdik", "rtr-inti:ether1", "sfp_1.2"].allSatisfy { YAMLScalar.text($0) == $0 })
        #expect(YAMLScalar.text("true") == "\"true\"" && YAMLScalar.text("1:10") == "\"1:10\"")
    }
}
