import Foundation

/// A command taken apart by the rules of its language, written for these tests alone: it shares nothing with what
/// quotes, parses or prints in the product.
enum CommandToken: Equatable {
    /// A word or a text, as its reader would hold it.
    case text([UInt8])
    /// What parts commands from one another or opens an expression.
    case mark(UInt8)

    /// The tokens of a RouterOS script line; `nil` when a character stands where it would be an expansion or the end
    /// of the line.
    static func routerOS(_ line: String) -> [CommandToken]? {
        var tokens: [CommandToken] = []
        var word: [UInt8]?
        var rest = Array(line.utf8)[...]
        func close() {
            if let done = word { tokens.append(.text(done)) }
            word = nil
        }
        while let octet = rest.popFirst() {
            switch octet {
            case 0x20: close()
            case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "("),
                UInt8(ascii: ")"), UInt8(ascii: ";"):
                close()
                tokens.append(.mark(octet))
            case UInt8(ascii: "\""):
                guard let text = routerOSText(&rest) else { return nil }
                word = (word ?? []) + text
            case UInt8(ascii: "$"), UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "?"), 0..<0x20, 0x7F...0xFF:
                return nil
            default: word = (word ?? []) + [octet]
            }
        }
        close()
        return tokens
    }

    private static func routerOSText(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        let plain: [UInt8: UInt8] = [
            UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "$"): 0x24, UInt8(ascii: "?"): 0x3F,
            UInt8(ascii: "_"): 0x20, UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9,
            UInt8(ascii: "n"): 10, UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13,
        ]
        var text: [UInt8] = []
        while let octet = rest.popFirst() {
            switch octet {
            case UInt8(ascii: "\""): return text
            case UInt8(ascii: "\\"):
                guard let first = rest.popFirst() else { return nil }
                if let octet = plain[first] {
                    text.append(octet)
                } else {
                    guard let second = rest.popFirst(),
                        let octet = UInt8(String(decoding: [first, second], as: UTF8.self), radix: 16)
                    else { return nil }
                    text.append(octet)
                }
            // Unescaped these are a variable, help, or what a line can't hold.
            case UInt8(ascii: "$"), UInt8(ascii: "?"), 0..<0x20, 0x7F...0xFF: return nil
            default: text.append(octet)
            }
        }
        return nil
    }

    /// What stands in a shell word for an expansion, and for a pattern: no generated text holds it.
    private static let (expansion, pattern): ([UInt8], [UInt8]) = (Array("\u{F8FF}".utf8), Array("\u{F8FE}".utf8))

    /// The tokens of a shell script (POSIX.1-2017, 2.2 and 2.10); `nil` when quotes do not end.
    static func shell(_ script: String) -> [CommandToken]? {
        var tokens: [CommandToken] = []
        var word: [UInt8]?
        var rest = Array(script.utf8)[...]
        func close() {
            if let done = word { tokens.append(.text(done)) }
            word = nil
        }
        while let octet = rest.popFirst() {
            switch octet {
            case 0x20, 0x09: close()
            case 0x0A, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "<"), UInt8(ascii: ">"),
                UInt8(ascii: "("), UInt8(ascii: ")"):
                close()
                tokens.append(.mark(octet))
            case UInt8(ascii: "#") where word == nil:
                while let next = rest.first, next != 0x0A { _ = next; rest.removeFirst() }
            case UInt8(ascii: "'"):
                guard let end = rest.firstIndex(of: octet) else { return nil }
                word = (word ?? []) + rest[..<end]
                rest = rest[(end + 1)...]
            case UInt8(ascii: "\""):
                guard let text = doubleQuoted(&rest) else { return nil }
                word = (word ?? []) + text
            case UInt8(ascii: "\\"):
                guard let next = rest.popFirst() else { return nil }
                if next != 0x0A { word = (word ?? []) + [next] }
            case UInt8(ascii: "$"), UInt8(ascii: "`"): word = (word ?? []) + expansion
            case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "~"), UInt8(ascii: "{"):
                word = (word ?? []) + pattern + [octet]
            default: word = (word ?? []) + [octet]
            }
        }
        close()
        return tokens
    }

    private static func doubleQuoted(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        var text: [UInt8] = []
        while let octet = rest.popFirst() {
            switch octet {
            case UInt8(ascii: "\""): return text
            case UInt8(ascii: "\\"):
                guard let next = rest.popFirst() else { return nil }
                text += "$`\"\\\n".utf8.contains(next) ? [next] : [octet, next]
            case UInt8(ascii: "$"), UInt8(ascii: "`"): text += expansion
            default: text.append(octet)
            }
        }
        return nil
    }
}

/// Whether two commands are the same but for one value.
struct TokenComparison {
    /// The value in the first, and in the second.
    let harmless: String
    let hostile: String
    /// How a text that is a script itself is taken apart.
    let tokens: (String) -> [CommandToken]?

    /// What differs beside the value; `nil` when nothing does.
    func difference(_ first: String, _ second: String) -> String? {
        guard let before = tokens(first) else { return "can't be read: \(first)" }
        guard let after = tokens(second) else { return "can't be read: \(second)" }
        guard before.count == after.count else { return "\(after.count) tokens instead of \(before.count): \(second)" }
        for (old, new) in zip(before, after) {
            if let difference = difference(old, new) { return difference }
        }
        return nil
    }

    private func difference(_ old: CommandToken, _ new: CommandToken) -> String? {
        guard case .text(let first) = old, case .text(let second) = new else {
            return old == new ? nil : "\(new) instead of \(old)"
        }
        let before = String(decoding: first, as: UTF8.self)
        let after = String(decoding: second, as: UTF8.self)
        if first == second { return nil }
        if Self.unfolded(after) == Self.unfolded(before).replacing(harmless, with: hostile) { return nil }
        // Lengths of what is armed, and lists that are sorted.
        if !before.isEmpty, (before + after).utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return nil }
        func list(_ text: String) -> [String] {
            let parts = text.split(separator: "=", maxSplits: 1)
            return (parts.last ?? "").split(separator: ",").sorted().map(String.init)
        }
        if Set(list(before.replacing(harmless, with: hostile))) == Set(list(after)) { return nil }
        // What the device says of a step that failed: one token, in the form of an export.
        if before.hasPrefix("failure: "), after.hasPrefix("failure: ") { return nil }
        // A script in a script: the way back.
        if before.hasPrefix("on-event="), after.hasPrefix("on-event=") {
            return difference(String(before.dropFirst(9)), String(after.dropFirst(9)))
        }
        return "`\(after.prefix(300))` instead of `\(before.prefix(300))`"
    }

    /// A value in the form of a JSON string (Open vSwitch's) as the text that it is.
    static func unfolded(_ word: String) -> String {
        guard word.hasSuffix("\""), let start = word.firstRange(of: "=\""), word.utf8.count > 2 else { return word }
        let json = "[" + word[word.index(before: start.upperBound)...] + "]"
        guard let decoded = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String], decoded.count == 1
        else { return word }
        return word[...start.lowerBound] + decoded[0]
    }
}
