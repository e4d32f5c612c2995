import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaYAML

@Suite struct FuzzTests {
    private static let seeds = [
        "name: disdik\nvlan: 110\nprefixes: [10.11.0.0/24]\nallocation: 20M/10M # turun/naik\n",
        "a: &x {k: 'v', l: [1, 2.5, 0x1F]}\nb: *x\nc: |\n  baris\n  dua\nd: >-\n  lipat\n  ini\n",
        "daftar:\n  - \"é \\\"kutip\\\" \\u00e9\"\n  - ~\n  - !!str 5\n  - {? x : y}\n---\n",
        "%YAML 1.2\n---\n? a\n: - b\n  - c\n...\n",
        "k: [{a: {b: {c: [d, [e, {f: g}]]}}}]\nteks: \"panjang\n  sekali\"\n",
    ]
    private static let pieces: [[UInt8]] =
        [
            "[", "]", "{", "}", ": ", "- ", "? ", "&a ", "*a", "!!int ", "!x ", "\n", "\t", "  ", "'", "\"", "\\",
            "|\n", ">\n",
            "#", "%", "@", "`", "<<: ", "---\n", "...\n", ",", "0110", "1e999", "\r", "\u{FEFF}", "\u{2028}", "é", "\0",
        ].map { Array($0.utf8) } + [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80]]

    private func mutated(_ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = Array(Self.seeds[Int.random(in: 0..<Self.seeds.count, using: &generator)].utf8)
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            let place = Int.random(in: 0...bytes.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
            case 1: if place < bytes.count { bytes.remove(at: place) }
            case 2:
                let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)]
                bytes.insert(contentsOf: piece, at: place)
            case 3: if place < bytes.count { bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator) }
            default:
                let end = min(bytes.count, place + Int.random(in: 0...30, using: &generator))
                bytes.insert(contentsOf: bytes[place..<end], at: place)
            }
        }
        return bytes
    }

    private func walk(_ node: Node, in bytes: [UInt8], _ level: Int = 0) {
        #expect(level <= 64)
        #expect(node.range.upperBound <= bytes.count)
        #expect(node.mark.line >= 1 && node.mark.column >= 1)
        #expect((node.kind == .scalar) == (node.scalar != nil))
        #expect((node.kind == .scalar) == (node.text != nil))
        for element in node.elements { walk(element, in: bytes, level + 1) }
        for entry in node.entries {
            #expect(node[entry.name]?.index == entry.value.index)
            walk(entry.value, in: bytes, level + 1)
        }
    }

    @Test func `a damaged file gives a tree or diagnostics with places, never a crash`() {
        var generator = SeededGenerator(seed: 20261121)
        var taken = 0
        for _ in 0..<Trial.cases(6000) {
            let bytes = mutated(&generator)
            do throws(Diagnostics) {
                walk(try YAML.parse(bytes, file: "a.yaml"), in: bytes)
                taken += 1
            } catch {
                #expect(!error.items.isEmpty)
                for item in error.items {
                    #expect(item.mark.map { $0.offset <= bytes.count && $0.line >= 1 && $0.column >= 1 } == true)
                    #expect(!item.description.isEmpty)
                }
            }
        }
        #expect(taken > 0)
    }

    @Test func `every beginning of a file gives a tree or diagnostics`() {
        for seed in Self.seeds {
            let bytes = Array(seed.utf8)
            for length in 0...bytes.count {
                do throws(Diagnostics) {
                    walk(try YAML.parse(Array(bytes[..<length]), file: "a.yaml"), in: bytes)
                } catch {
                    #expect(error.items.first?.mark != nil)
                }
            }
        }
    }

    /// A tree as the generator makes it, to compare with what is read.
    private indirect enum Tree: Equatable {
        case text(String)
        case int(Int64)
        case list([Tree])
        case map([String: Tree])

        static func random(_ generator: inout SeededGenerator, depth: Int) -> Tree {
            switch Int.random(in: 0..<(depth > 0 ? 4 : 2), using: &generator) {
            case 0:
                let alphabet = Array("abc é漢:#-[]{},&*!|>'\"%@` 0n~\n\t\\")
                let length = Int.random(in: 0...12, using: &generator)
                return .text(
                    String((0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }))
            case 1: return .int(Int64.random(in: .min ... .max, using: &generator))
            case 2:
                return .list(
                    (0..<Int.random(in: 0...4, using: &generator)).map { _ in random(&generator, depth: depth - 1) })
            default:
                var map: [String: Tree] = [:]
                for number in 0..<Int.random(in: 0...4, using: &generator) {
                    map["k\(number)"] = random(&generator, depth: depth - 1)
                }
                return .map(map)
            }
        }

        var written: String {
            switch self {
            case .text(let text):
                let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                return "\"" + escaped.replacing("\n", with: "\\n").replacing("\t", with: "\\t") + "\""
            case .int(let number): return String(number)
            case .list(let items): return "[" + items.map(\.written).joined(separator: ", ") + "]"
            case .map(let items):
                return "{"
                    + items.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value.written)" }
                    .joined(separator: ", ") + "}"
            }
        }

        init(_ node: Node) {
            switch node.scalar {
            case .text(let text)?: self = .text(text)
            case .int(let number)?: self = .int(number)
            default:
                self =
                    node.kind == .sequence
                    ? .list(node.elements.map(Tree.init))
                    : .map(Dictionary(node.entries.map { ($0.name, Tree($0.value)) }) { first, _ in first })
            }
        }
    }

    @Test func `what is written is what is read`() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<1500 {
            let tree = Tree.random(&generator, depth: 4)
            let text = tree.written
            #expect(Tree(try YAML.parse(text, file: "a.yaml")) == tree, "\(text)")
        }
    }
}
