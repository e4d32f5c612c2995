import PitaDiagnostics
import PitaNetwork

extension Conversion where Value == String {
    /// A text; a number, true, false or nothing where a text is wanted is refused, because quotes are missing.
    public static var text: Conversion {
        Conversion { node throws(Diagnostics) in
            guard node.isText, let text = node.text else { throw missingQuotes(node, "text") }
            return text
        }
    }

    /// A text on one line that is not empty and has no blanks around it.
    public static var line: Conversion {
        Conversion { node throws(Diagnostics) in
            let text = try Conversion.text.convert(node)
            guard !text.isEmpty, !text.utf8.contains(0x0A), !text.utf8.contains(0x09), text.utf8.first != 0x20,
                text.utf8.last != 0x20
            else {
                throw Diagnostics([
                    node.diagnostic("this must be a text on one line, not empty and without blanks around it")
                ])
            }
            return text
        }
    }

    /// One of the words.
    public static func oneOf(_ words: [String]) -> Conversion {
        Conversion { node throws(Diagnostics) in
            let text = try Conversion.text.convert(node)
            guard words.contains(text) else {
                throw Diagnostics([
                    node.diagnostic(
                        "\(quoted(node, text)) is none of \(words.map { "`\($0)`" }.joined(separator: ", "))",
                        hint: Suggestion.hint(for: text, among: words))
                ])
            }
            return text
        }
    }

    private static func missingQuotes(_ node: Node, _ what: String) -> Diagnostics {
        let isUnquoted = node.kind == .scalar && !node.isNull && !node.isCredential
        let hint = isUnquoted ? "quote it: \"\(node.text ?? "")\"" : nil
        return Diagnostics([node.diagnostic(mismatch(node, what), hint: hint)])
    }

    /// The sentence that something else stands where `what` is wanted.
    static func mismatch(_ node: Node, _ what: String) -> String {
        guard node.kind == .scalar, let text = node.text, !node.isNull else {
            return "this must be \(what), but it is \(node.kindName)"
        }
        return "this must be \(what), but it is \(quoted(node, text))"
    }

    /// The beginning of a node's text between backquotes, or what stands for a credential.
    private static func quoted(_ node: Node, _ text: String) -> String {
        guard !node.isCredential else { return "a text that is not shown" }
        return text.count <= 60 ? "`\(text)`" : "`\(text.prefix(60))...`"
    }

    /// "Take the quotes off", where a quoted text would be right without them.
    static func unquoted(_ node: Node, _ isRight: (String) -> Bool) -> String? {
        guard [.singleQuoted, .doubleQuoted].contains(node.style), let text = node.text, isRight(text) else {
            return nil
        }
        return "take the quotes off: \(text)"
    }
}

extension Conversion where Value == HostName {
    /// A host or device name (RFC 1123).
    public static var hostName: Conversion {
        .parsed(
            as: "a host name", hint: "letters, digits and inner hyphens, at most 63 between dots (RFC 1123)",
            HostName.init)
    }
}

extension Conversion where Value == Address {
    /// An IPv4 or IPv6 address.
    public static var address: Conversion {
        .parsed(as: "an IP address", hint: "write it like 10.11.0.1, without a prefix length", Address.init)
    }
}

extension Conversion where Value == Prefix {
    /// A network: `10.11.0.0/24`.
    public static var prefix: Conversion {
        Conversion { node throws(Diagnostics) in
            if let text = node.text, let prefix = Prefix(text) { return prefix }
            let near = node.text.flatMap { InterfaceAddress($0) }
            throw Diagnostics([
                node.diagnostic(
                    Conversion<String>.mismatch(node, "a network"),
                    hint: near.map { "the network of this address is \($0.prefix)" } ?? "write it like 10.11.0.0/24")
            ])
        }
    }
}

extension Conversion where Value == InterfaceAddress {
    /// The address of an interface with its network's length: `10.11.0.1/24`.
    public static var interfaceAddress: Conversion {
        .parsed(as: "an address with a prefix length", hint: "write it like 10.11.0.1/24", InterfaceAddress.init)
    }
}

extension Conversion where Value == BandwidthPair {
    /// A rate in each direction: `50M/20M`; one below ``Bandwidth/lowest`` is refused, because a prefix is missing.
    public static var bandwidthPair: Conversion {
        Conversion { node throws(Diagnostics) in
            guard let text = node.text, let pair = BandwidthPair(text), node.isText else {
                let whole = node.text.flatMap { Bandwidth($0) }.map { $0.likelyMeant ?? $0 }
                throw Diagnostics([
                    node.diagnostic(
                        Conversion<String>.mismatch(node, "a bandwidth `download/upload`"),
                        hint: "write it like 50M/20M: download, then upload, as the OPD sees them"
                            + (whole.map { "; \($0)/\($0) for both alike" } ?? ""))
                ])
            }
            if let slip = pair.slip { throw Diagnostics([node.diagnostic(slip.message, hint: slip.hint)]) }
            return pair
        }
    }
}

extension Conversion where Value == Bandwidth {
    /// A rate in bit/s: `50M`, or a whole number of bit/s.
    public static var bandwidth: Conversion {
        Conversion { node throws(Diagnostics) in
            if node.kind == .scalar, let value = node.text.flatMap(Bandwidth.init) { return value }
            throw Diagnostics([
                node.diagnostic(
                    Conversion<String>.mismatch(node, "a bandwidth"), hint: "write it like 50M, 1.5G or 512k (bit/s)")
            ])
        }
    }
}

extension Conversion where Value == VLANID {
    /// A VLAN, 1...4094.
    public static var vlan: Conversion {
        Conversion { node throws(Diagnostics) in
            if case .int(let number)? = node.scalar, let small = Int(exactly: number), let vlan = VLANID(small) {
                return vlan
            }
            throw Diagnostics([
                node.diagnostic(
                    Conversion<String>.mismatch(node, "a VLAN from 1 to 4094"),
                    hint: Conversion<String>.unquoted(node) { Int($0).flatMap(VLANID.init) != nil })
            ])
        }
    }
}

extension Conversion where Value == Duration {
    /// A time: a whole number with `s`, `m`, `h` or `d`; at most ten years.
    public static var duration: Conversion {
        .parsed(as: "a time", hint: "write it like 20s, 5m, 24h or 30d") { text in
            let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
            guard let unit = text.last.flatMap({ units[$0] }), text.utf8.count <= 10,
                text.utf8.dropLast().allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int64(text.dropLast()), number * unit <= 3650 * 86400
            else { return nil }
            return .seconds(number * unit)
        }
    }
}
