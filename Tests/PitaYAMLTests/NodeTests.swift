import PitaDiagnostics
import Testing

@testable import PitaYAML

@Suite struct NodeTests {
    private let text = """
        # komentar
        nama: Dinas Pendidikan   # sisa
        'kutip': "é 20M"
        daftar:
          - satu
          - {a: 1, b: [2, 3]}

        panjang: |
          baris 1
          baris 2
        lipat: >-
          a
          b
        kosong:
        """

    private func tree() throws -> Node { try YAML.parse(text, file: "a.yaml") }

    @Test func `entries keep their order, names and kinds`() throws {
        let node = try tree()
        #expect(node.entries.map(\.name) == ["nama", "kutip", "daftar", "panjang", "lipat", "kosong"])
        #expect(node.count == 6)
        #expect(node["daftar"]?.kind == .sequence)
        #expect(node["daftar"]?.elements.map(\.kind) == [.scalar, .mapping])
        #expect(node["daftar"]?.elements[1]["b"]?.elements.map(\.scalar) == [.int(2), .int(3)])
        #expect(node["panjang"]?.text == "baris 1\nbaris 2\n")
        #expect(node["lipat"]?.text == "a b")
        #expect(node["kosong"]?.isNull == true)
        #expect(node["tiada"] == nil)
        #expect(node["nama"]?["x"] == nil)
    }

    @Test func `styles are kept`() throws {
        let node = try tree()
        #expect(node["nama"]?.style == .plain)
        #expect(node.entries[1].key.style == .singleQuoted)
        #expect(node["kutip"]?.style == .doubleQuoted)
        #expect(node["panjang"]?.style == .literal)
        #expect(node["lipat"]?.style == .folded)
        #expect(node["daftar"]?.style == .block)
        #expect(node["daftar"]?.elements[1].style == .flow)
    }

    @Test func `a range covers what is written, in octets, and marks count characters`() throws {
        let source = "ü: é\nkey: \"ñ 1\"   # ö\nlast: [a, 'ß']\n"
        let node = try YAML.parse(source, file: "a.yaml")
        func written(_ node: Node?) -> String {
            node.map { String(decoding: Array(source.utf8)[$0.range], as: UTF8.self) } ?? ""
        }
        #expect(written(node["key"]) == "\"ñ 1\"")
        #expect(written(node["last"]) == "[a, 'ß']")
        #expect(written(node["last"]?.elements[1]) == "'ß'")
        #expect(node["ü"]?.mark == SourceMark(file: "a.yaml", line: 1, column: 4, offset: 4))
        #expect(node["key"]?.mark == SourceMark(file: "a.yaml", line: 2, column: 6, offset: 12))
        #expect(node["last"]?.elements[1].mark.column == 11)
        #expect(node["key"]?.end.column == 11)
    }

    @Test func `a block collection ends with its last value, not with what follows`() throws {
        let source = "a:\n  - 1\n  - 2\n\n# komentar\nb: 3\n"
        let node = try YAML.parse(source, file: "a.yaml")
        let range = try #require(node["a"]?.range)
        #expect(String(decoding: Array(source.utf8)[range], as: UTF8.self) == "- 1\n  - 2")
    }

    @Test func `a text far into a file with other scripts still has its octets`() throws {
        let source = (0..<300).map { "k\($0): \"nilai é\($0) 漢字\"\n" }.joined()
        let node = try YAML.parse(source, file: "a.yaml")
        let bytes = Array(source.utf8)
        for number in [0, 1, 63, 64, 65, 150, 299] {
            let value = try #require(node["k\(number)"])
            #expect(String(decoding: bytes[value.range], as: UTF8.self) == "\"nilai é\(number) 漢字\"")
            #expect(value.mark.line == number + 1)
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `columns on one very long line with other scripts are right`() throws {
        let source = "[" + Array(repeating: "é, b", count: 20_000).joined(separator: ", ") + "]"
        let elements = try YAML.parse(source, file: "a.yaml").elements
        #expect(elements.indices.allSatisfy { elements[$0].mark.column == 2 + 3 * $0 })
        #expect(elements.count == 40_000)
    }

    @Test func `aliases are followed to what they name`() throws {
        let node = try YAML.parse("a: &x {k: 1}\nb: *x\nc: [*x, 2]\nd: &t teks\ne: *t", file: "a.yaml")
        #expect(node["b"]?["k"]?.scalar == .int(1))
        #expect(node["c"]?.elements[0]["k"]?.scalar == .int(1))
        #expect(node["c"]?.elements[1].scalar == .int(2))
        #expect(node["e"]?.text == "teks")
    }

    @Test func `an anchor given twice means the nearer one`() throws {
        let node = try YAML.parse("- &x 1\n- *x\n- &x 2\n- *x", file: "a.yaml")
        #expect(node.elements.map(\.scalar) == [.int(1), .int(1), .int(2), .int(2)])
    }

    @Test(arguments: ["", "\n", "# hanya komentar\n", "---\n", "---\n...\n", "null"])
    func `an empty file is nothing at its beginning`(_ text: String) throws {
        let node = try YAML.parse(text, file: "a.yaml")
        #expect(node.isNull)
        #expect(node.mark.line >= 1)
    }

    @Test func `lines that end in carriage return and line feed keep their places`() throws {
        let node = try YAML.parse("a: 1\r\nb:\r\n  c: x\r\n", file: "a.yaml")
        #expect(node["b"]?["c"]?.mark.line == 3)
        #expect(node["b"]?["c"]?.text == "x")
        #expect(node.diagnostic("x").excerpt?.line == "a: 1")
    }

    @Test func `a diagnostic about a node shows its first line with carets under all of it`() throws {
        let node = try YAML.parse("a: [1, 22, 3]\nb: |\n  x\n  y\n", file: "a.yaml")
        #expect(node["a"]?.diagnostic("x").excerpt == Excerpt(line: "a: [1, 22, 3]", length: 10))
        #expect(node["b"]?.diagnostic("x").excerpt == Excerpt(line: "b: |", length: 1))
        #expect(node["a"]?.diagnostic("x", severity: .warning).severity == .warning)
    }
}
