import PitaDiagnostics
import PitaNetwork

/// A config as a device shows it or a person writes it, made into lines that mean the same: without what a terminal adds,
/// without secrets, and with addresses written as the device says them again.
enum VRPText {
    /// The text with as many lines as before, so that marks stay right.
    ///
    /// - Parameter isRunning: whether a device printed it, so that `#` at the left ends a block.
    static func settled(_ text: String, isRunning: Bool) -> String {
        var layout = Layout()
        return text.configLines
            .map { line in
                guard !isNoise(line) else { return "" }
                let line = settled(line: line)
                return isRunning ? layout.placed(line) : line
            }.joined(separator: "\n")
    }

    /// How a device lays its config out: AR routers indent lines of the top by a blank, behind a `#` at the left; others
    /// say such a `#` before a family of BGP too, which belongs to the block above.
    private struct Layout {
        private var block: Substring = ""
        private var isAfterSign = true
        private var isOutside = false

        private static let inner: [Substring: Set<Substring>] = [
            "bgp": ["ipv4-family", "ipv6-family", "l2vpn-family", "l2vpn-ad-family", "vpls-family"], "ospf": ["area"],
            "ospfv3": ["area"], "ip": ["ipv4-family", "ipv6-family"], "mpls": ["ipv4-family"],
        ]

        mutating func placed(_ line: String) -> String {
            guard let first = line.words.first else { return line }
            if line.utf8.first == UInt8(ascii: "#") {
                isAfterSign = true
            } else if line.utf8.first != UInt8(ascii: " ") {
                (block, isOutside, isAfterSign) = (first, false, false)
            } else if first != "#" {
                if isAfterSign {
                    isOutside = Self.inner[block]?.contains(first) != true
                    isAfterSign = false
                    if isOutside { block = first }
                }
                if isOutside { return String(line.dropFirst()) }
            }
            return line
        }
    }

    /// The line of a text for people, or `nil` where it holds a secret.
    static func excerpt(of text: String, at mark: SourceMark) -> Excerpt? {
        guard let excerpt = Excerpt(of: text, at: mark) else { return nil }
        let line = excerpt.line
        let words = line.words.joined(separator: " ")
        let isOpen = withoutEncrypted(line) == line && VRPGrammar.grammar.masked(words) == words
        return isOpen ? excerpt : nil
    }

    /// Lines that are no config: `[V200R009C00SPC500]`, `!Software Version V200R009C00SPC500`, the time of the answer.
    static func isNoise(_ line: Substring) -> Bool {
        if line.hasPrefix("!") || line.hasPrefix("[V") { return true }
        let digits = line.utf8.prefix(10)
        return digits.count == 10
            && zip(digits, "0000-00-00".utf8).allSatisfy { octet, shape in
                shape == UInt8(ascii: "-") ? octet == shape : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
            }
    }

    private static func settled(line: Substring) -> String {
        let line = withoutEncrypted(withoutCursorMoves(line))
        let written = line.words
        var words = written
        guard let first = words.first else { return line }
        if first != "description", line.contains(":") { lower(&words) }
        let start = first == "undo" ? 1 : 0
        let beginning = words.dropFirst(start).prefix(2).joined(separator: " ")
        switch beginning {
        // One of the two ways in which a port carries VLAN 1 is the one that goes without saying.
        case "port hybrid" where words.starts(with: ["undo", "port", "hybrid", "vlan"]):
            words.insert("untagged", at: 3)
        case "ip address": dot(&words, mask: start + 3)
        case let text where text.hasPrefix("network ") || text.hasPrefix("aggregate "): dot(&words, mask: start + 2)
        case let text where text.hasPrefix("FTP "): words[start] = "ftp"
        case "ip route-static":
            let isVPN = words.count > start + 2 && words[start + 2] == "vpn-instance"
            dot(&words, mask: start + (isVPN ? 5 : 3))
        default: break
        }
        // What was not changed keeps its blanks.
        guard words != written else { return line }
        return line.prefix { $0 == " " } + words.joined(separator: " ")
    }

    /// Addresses of IPv6 in lower case: some devices show them in upper case.
    private static func lower(_ words: inout [Substring]) {
        for index in words.indices where words[index].count(where: { $0 == ":" }) >= 2 {
            let isAddress = words[index].allSatisfy { $0.isHexDigit || ":./".contains($0) }
            if isAddress { words[index] = Substring(words[index].lowercased()) }
        }
    }

    /// `24` as `255.255.255.0`.
    private static func dot(_ words: inout [Substring], mask index: Int) {
        guard index < words.count, !words[index - 1].contains(":"), words[index].utf8.count <= 2,
            let length = Int(words[index]),
            let zero = Address("0.0.0.0"),
            let prefix = Prefix(zero, length: length)
        else { return }
        words[index] = Substring(prefix.netmask.description)
    }

    /// Without `ESC [ 1 D` and the blank before it, which some devices put between the parts of a long line.
    private static func withoutCursorMoves(_ line: Substring) -> String {
        guard line.contains("\u{1B}") else { return String(line) }
        var rest = line
        var text = ""
        while let escape = rest.firstIndex(of: "\u{1B}") {
            var before = rest[..<escape]
            let after = rest[rest.index(after: escape)...]
            let end = after.dropFirst().drop { ("0"..."9").contains($0) }
            guard after.first == "[", end.first == "D" else { return text + rest }
            if before.last == " " { before.removeLast() }
            text += before
            rest = end.dropFirst()
        }
        return text + rest
    }

    /// What stands around an encrypted text.
    private static let fences = [
        "%^%#", "%$%$", "%@%@", "%#%#", "%+%#", "@%@%", "$1a$", "$1b$", "$1c$", "$1d$", "$1e$", "$1f$",
    ]

    /// The line with its encrypted words masked.
    private static func withoutEncrypted(_ line: String) -> String {
        guard line.contains("%") || line.contains("$1") else { return line }
        return line.split(separator: " ", omittingEmptySubsequences: false)
            .map { word in fences.contains { word.hasPrefix($0) } ? Secret.mask : String(word) }.joined(separator: " ")
    }
}
