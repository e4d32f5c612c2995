import PitaDiagnostics
import PitaNetwork
import PitaYAML

extension Conversion where Value == CredentialReference {
    /// A reference to a credential. A credential written out is refused, and its line is not shown again.
    static var credential: Conversion {
        Conversion { node throws(Diagnostics) in
            let forms = "write {environment: NAME}, {file: PATH}, {command: [pass, show, x]} or {agent: true}"
            guard node.kind == .mapping else {
                throw Diagnostics("credentials are references, never the credential itself", at: node.mark, hint: forms)
            }
            guard node.count == 1, let entry = node.entries.first else {
                throw Diagnostics([node.diagnostic("a reference to a credential has one key", hint: forms)])
            }
            switch entry.name {
            case "environment":
                guard let name = try? Conversion<String>.variableName.convert(entry.value) else {
                    // What stands there may be the credential itself.
                    throw Diagnostics(
                        "this must be the name of an environment variable, never the credential itself",
                        at: entry.value.mark, hint: "letters, digits and `_`, not a digit first: PITA_SSH_PASSWORD")
                }
                return .init(.environment(name))
            case "file": return .init(.file(try Conversion<String>.line.convert(entry.value)))
            case "command":
                let words = try Conversion<[String]>.list(of: Conversion<String>.line).convert(entry.value)
                guard !words.isEmpty, words.count <= 64 else {
                    throw Diagnostics([entry.value.diagnostic("a command has 1 to 64 words")])
                }
                return .init(.command(words))
            case "agent":
                guard try Conversion<Bool>.bool.convert(entry.value) else {
                    throw Diagnostics([entry.value.diagnostic("`agent` can only be true; remove it otherwise")])
                }
                return .init(.agent)
            default:
                throw Diagnostics([
                    entry.key.keyDiagnostic(
                        "a credential cannot be kept in `\(entry.name.prefix(40))`",
                        hint: Suggestion.hint(for: entry.name, among: ["environment", "file", "command", "agent"])
                            ?? forms)
                ])
            }
        }
    }

    /// A secret that is a text: everything but the agent.
    static var secret: Conversion {
        Conversion { node throws(Diagnostics) in
            let reference = try credential.convert(node)
            guard reference.source != .agent else {
                throw Diagnostics([node.diagnostic("the SSH agent keeps keys only, no passwords or communities")])
            }
            return reference
        }
    }
}

extension Conversion where Value == String {
    /// The name of an environment variable.
    static var variableName: Conversion {
        .parsed(as: "the name of an environment variable", hint: "letters, digits and `_`, not a digit first") { text in
            let isName = text.utf8.enumerated().allSatisfy { place, octet in
                switch octet {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
                    true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): place > 0
                default: false
                }
            }
            return isName && (1...128).contains(text.utf8.count) ? text : nil
        }
    }

    /// A short word that names something: lower case letters, digits, `-` and `_`.
    static var word: Conversion {
        .parsed(as: "a name", hint: "lower-case letters, digits, `-` and `_`, a letter first, at most 63") { text in
            Word.isValid(text) ? text : nil
        }
    }

    /// The name of an interface.
    static var interfaceName: Conversion {
        .parsed(as: "the name of an interface", hint: "one word without quotes, `$`, `;`, brackets, at most 64 octets")
        {
            InterfaceName.isValid($0) ? $0 : nil
        }
    }
}

extension Conversion where Value == TextReference {
    /// A text, or `{environment: NAME}`.
    static var textReference: Conversion {
        Conversion { node throws(Diagnostics) in
            if node.kind == .mapping, node.count == 1, let name = node["environment"] {
                return .environment(try Conversion<String>.variableName.convert(name))
            }
            return .literal(try Conversion<String>.line.convert(node))
        }
    }
}

extension Conversion where Value == LinkEnd {
    /// `device:interface`, or `internet`.
    static var linkEnd: Conversion {
        .parsed(as: "the end of a link", hint: "write it like rtr-inti:ether1, or `internet`", LinkEnd.init)
    }
}

extension Conversion where Value == UInt16 {
    /// A TCP or UDP port.
    static var port: Conversion {
        Conversion { node throws(Diagnostics) in UInt16(try Conversion<Int>.int(in: 1...65535).convert(node)) }
    }
}

extension Conversion where Value == CalendarDate {
    /// A day: `2026-11-21`.
    static var date: Conversion { .parsed(as: "a day", hint: "write it like 2026-11-21", CalendarDate.init) }
}

/// Short names that are safe in file names, commands and pages.
enum Word {
    static func isValid(_ text: String) -> Bool {
        guard (1...63).contains(text.utf8.count), let first = text.utf8.first,
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
        else { return false }
        return text.utf8.allSatisfy { octet in
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}
