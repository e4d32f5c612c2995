/// What is known of RouterOS's menus, as tables to be read.
///
/// Of each menu a line `PATH: KEY; ...`, then lines of words. The key names an item: properties, `a?` where an item may
/// lack it; `single` for a record without a name, `fixed: KEY` for items that are there by themselves. After it stand
/// `ordered` (the device walks the items from the top), `movable` (it can move them, to no effect), and `needs` with what a
/// new item can't do without. A word `a=b` is what an item has where it does not name `a`, in the versions that `[<7.0]` or
/// `[>=7.0]` say; `!a` is a property that the menu's verb `unset` takes back; `@matchers` and `@frames` are the sets below.
enum RouterOSMenuTable {
    /// One menu of the tables.
    struct Row: Sendable {
        var key: [String] = []
        var optionalKey: Set<String> = []
        var isFixed = false
        var isOrdered = false
        var isMovable = false
        var required: [String] = []
        var defaults: [String: [Default]] = [:]
        var unset: Set<String> = []
    }

    /// What an item has where it names nothing, in some versions.
    struct Default: Sendable {
        /// As the device shows it.
        let value: String
        /// The first version that has it so, and the first that does not any more.
        var since: RouterOSVersion?
        var until: RouterOSVersion?

        func holds(in version: RouterOSVersion) -> Bool {
            (since.map { version >= $0 } ?? true) && (until.map { version < $0 } ?? true)
        }
    }

    /// Every menu, by path.
    static let rows: [String: Row] = {
        var rows: [String: Row] = [:]
        for text in [interfaces, addressing, services, shapes] {
            var path = ""
            for line in text.split(separator: "\n") {
                if line.first == "/", let colon = line.firstIndex(of: ":") {
                    path = String(line[..<colon])
                    rows[path] = head(line[line.index(after: colon)...])
                } else {
                    read(words(line), into: &rows[path, default: Row()])
                }
            }
        }
        return rows
    }()

    private static func head(_ text: Substring) -> Row {
        var row = Row()
        for (index, part) in text.split(separator: ";").enumerated() {
            let words = part.split(separator: " ").map(String.init)
            switch words.first {
            case "ordered": (row.isOrdered, row.isMovable) = (true, true)
            case "movable": row.isMovable = true
            case "needs": row.required = Array(words.dropFirst())
            case "single": break
            default: if index == 0 { readKey(words, into: &row) }
            }
        }
        return row
    }

    private static func readKey(_ words: [String], into row: inout Row) {
        var words = words
        if words.first == "fixed:" {
            row.isFixed = true
            words.removeFirst()
        }
        for word in words {
            let name = word.filter { $0 != "," && $0 != "?" }
            row.key.append(name)
            if word.contains("?") { row.optionalKey.insert(name) }
        }
    }

    /// The words of a line; a value in quotes may hold blanks.
    private static func words(_ line: Substring) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        for character in line {
            if character == "\"" { isQuoted.toggle() }
            if character == " ", !isQuoted {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        return word.isEmpty ? words : words + [word]
    }

    private static func read(_ words: [String], into row: inout Row) {
        for word in words {
            switch word.first {
            case "@": row.unset.formUnion(word == "@frames" ? frames : matchers)
            case "!": row.unset.insert(String(word.dropFirst()))
            default:
                guard let equals = word.firstIndex(of: "=") else { continue }
                let name = String(word[..<equals])
                row.defaults[name, default: []].append(standard(word[word.index(after: equals)...]))
            }
        }
        for (name, values) in row.defaults where values.count == 1 {
            // One value, seen from some version on: the pages do not say that it was another before.
            row.defaults[name] = [Default(value: values[0].value, until: values[0].until)]
        }
    }

    private static func standard(_ text: Substring) -> Default {
        var value = text
        var condition: Substring = ""
        if text.last == "]", let open = text.lastIndex(of: "[") {
            value = text[..<open]
            condition = text[text.index(after: open)...].dropLast()
        }
        var result = Default(value: String(value.filter { $0 != "\"" }))
        for part in condition.split(separator: ",") {
            if part.hasPrefix(">=") { result.since = RouterOSVersion(String(part.dropFirst(2))) }
            if part.hasPrefix("<") { result.until = RouterOSVersion(String(part.dropFirst())) }
        }
        return result
    }

    /// What a rule of a firewall matches by, of every table of it.
    private static let matchers = set(
        """
        content dscp dst-address dst-address-list dst-address-type dst-limit dst-port fragment hotspot icmp-options
        in-bridge-port in-bridge-port-list in-interface in-interface-list ingress-priority ipsec-policy ipv4-options limit
        nth out-bridge-port out-bridge-port-list out-interface out-interface-list packet-mark packet-size
        per-connection-classifier port priority protocol psd random src-address src-address-list src-address-type
        src-mac-address src-port tcp-mss time tos ttl
        """)

    /// What a rule of a bridge's filter matches by.
    private static let frames = set(
        """
        802.3-sap 802.3-type arp-dst-address arp-dst-mac-address arp-gratuitous arp-hardware-type arp-opcode
        arp-packet-type arp-src-address arp-src-mac-address dst-address dst-address6 dst-mac-address dst-port in-bridge
        in-bridge-list in-interface in-interface-list ingress-priority ip-protocol limit mac-protocol out-bridge
        out-bridge-list out-interface out-interface-list packet-mark packet-type src-address src-address6
        src-mac-address src-port stp-flags stp-forward-delay stp-hello-time stp-max-age stp-msg-age stp-port
        stp-root-address stp-root-cost stp-root-priority stp-sender-address stp-sender-priority stp-type tls-host
        vlan-encap vlan-id vlan-priority
        """)

    private static func set(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
