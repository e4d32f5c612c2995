import PitaNetwork

/// The entries of EOS's access lists, as the device shows them: networks with their length, `host` for one address, `any` for
/// all, and known ports by name.
enum EOSAccessList {
    /// An entry without its number.
    static func entry(_ value: String) -> String {
        var words = value.words.map(String.init)
        guard words.count > 1, words[0] != "remark" else { return words.joined(separator: " ") }
        let ports = words[1] == "udp" ? udp : words[1] == "tcp" ? tcp : [:]
        var index = 1
        while index < words.count {
            if words[index - 1] == "host" {
                index += 1
                continue
            }
            if ["eq", "neq", "gt", "lt", "range"].contains(words[index]) {
                index += 1
                while index < words.count, let name = ports[words[index]] ?? port(words[index], ports) {
                    words[index] = name
                    index += 1
                }
                continue
            }
            network(&words, at: index)
            index += 1
        }
        return words.joined(separator: " ")
    }

    /// A word that is a port: its number, or a name that is known.
    private static func port(_ word: String, _ ports: [String: String]) -> String? {
        UInt16(word) != nil || ports.values.contains(word) ? word : nil
    }

    /// Writes a network of one word or of two as the device does.
    private static func network(_ words: inout [String], at index: Int) {
        let next = index + 1 < words.count ? words[index + 1] : ""
        if Address(words[index]) != nil, let length = length(ofWildcard: next) {
            words[index] += "/\(length)"
            words.remove(at: index + 1)
        }
        guard words[index].contains("/"), let prefix = Prefix(words[index]) else { return }
        switch prefix.length {
        case 0: words[index] = "any"
        case 32 where !words[index].contains(":"):
            words[index] = String(words[index].prefix { $0 != "/" })
            words.insert("host", at: index)
        default: break
        }
    }

    /// The length of the networks of a wildcard; nil where its bits do not stand together.
    private static func length(ofWildcard text: String) -> Int? {
        let bytes = text.split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt8($0) }
        guard bytes.count == 4 else { return nil }
        let bits = bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return bits & (bits &+ 1) == 0 ? bits.leadingZeroBitCount : nil
    }

    /// Ports that the device shows by their names, as in the list that guards its own processor.
    private static let tcp = [
        "22": "ssh", "23": "telnet", "25": "smtp", "53": "domain", "80": "www", "179": "bgp", "443": "https",
    ]
    private static let udp = [
        "53": "domain", "67": "bootps", "68": "bootpc", "69": "tftp", "123": "ntp", "161": "snmp", "162": "snmptrap",
        "514": "syslog", "520": "rip",
    ]
}
