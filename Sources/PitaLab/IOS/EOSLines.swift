/// Lines and answers that EOS has of its own.
extension IOSConsole {
    /// `policy-map type qos X` is shown as `policy-map type quality-of-service X`.
    func qualityPolicy(_ command: ParsedCommand, _ isNegated: Bool) {
        let key = "policy-map type quality-of-service " + command.values[0]
        if isNegated {
            let user = interfaceNames.first { line($0, Self.inputPolicy)?.hasSuffix(" " + command.values[0]) == true }
            guard user == nil else { return say("% Policy map \(command.values[0]) is in use") }
            change { $0.remove([], key) }
            return
        }
        open([], ConfigurationEntry(key: key, text: key, rank: command.row, children: []), .policyMap)
    }

    private static let inputPolicy = "service-policy type qos input"

    func qualityOfPort(_ command: ParsedCommand, _ isNegated: Bool) {
        let name = command.values.first ?? ""
        guard isNegated || state.running.entry(["policy-map type quality-of-service " + name]) != nil else {
            return say("% Policy map \(name) does not exist")
        }
        keep(command, isNegated)
    }

    /// A network is one word, with its length. A route is known by where it goes and by what it goes through.
    func prefixRoute(_ command: ParsedCommand, _ isNegated: Bool) {
        guard let (network, length) = command.words.lazy.compactMap({ Self.network([$0[...]]) }).first,
            network & ~IPv4.mask(length) == 0, let row = tables.row(mode.kind, command.row)
        else { return say("% Invalid input") }
        keepLine(command, row, isNegated)
    }

    /// An entry gives its number away, and a number is not given twice: it is taken back by its number.
    func keepSequenced(_ command: ParsedCommand, _ row: IOSRow, _ isNegated: Bool) {
        let (path, key) = (mode.path, row.key(of: command))
        let text = model.dialect == .eos ? Self.named(command.words) : command.text
        let old = state.running.entry(path + [key])
        if isNegated { return _ = change { $0.remove(path, key) } }
        guard old?.text != text else { return }
        guard old == nil else { return say("% Error: Duplicate sequence number") }
        let order = key.split(separator: " ").last.flatMap { Int($0) } ?? 0
        change {
            $0.set(path, ConfigurationEntry(key: key, text: text, rank: 0, order: order))
        }
    }

    /// Ports by their names, as in the list with which the device guards its processor, and single addresses as hosts.
    private static func named(_ words: [String]) -> String {
        guard words.count > 2, words[1] != "remark" else { return words.joined(separator: " ") }
        let known = [
            "tcp 22": "ssh", "tcp 23": "telnet", "tcp 80": "www", "tcp 179": "bgp", "tcp 443": "https",
            "udp 67": "bootps", "udp 68": "bootpc", "udp 123": "ntp", "udp 161": "snmp",
        ]
        return words.enumerated().map { index, word in
            let isPort = index > 0 && words[index - 1] == "eq"
            let isHost = word.hasSuffix("/32") && words[0] != "seq"
            return isPort ? known["\(words[2]) \(word)"] ?? word : isHost ? "host \(word.dropLast(3))" : word
        }.joined(separator: " ")
    }

    /// A name server is shown with its instance, and each in a line.
    func nameServerOfInstance(_ command: ParsedCommand, _ isNegated: Bool) {
        guard let address = command.values.last else { return }
        let key = "ip name-server vrf \(command.values.count > 1 ? command.values[0] : "default") \(address)"
        let entry = ConfigurationEntry(key: key, text: key, rank: command.row)
        change { isNegated ? $0.remove([], key) : $0.set([], entry) }
    }

    /// `show` is understood everywhere.
    func showInConfiguration(_ command: ParsedCommand) {
        mode = .privileged
        execute("show " + (command.values.first ?? ""))
        mode = typedMode
    }

    func showPrefixRoute(_ command: ParsedCommand) {
        say(["", "VRF: default", "Codes: C - connected, S - static, K - kernel,", "       O - OSPF, B - BGP", ""])
        let wanted = command.values.first.flatMap { Self.network([$0[...]]) }
        for route in staticRoutes
        where wanted == nil || wanted.map({ $0 == (route.network, route.length) }) == true {
            say(
                " S        \(IPv4.text(route.network))/\(route.length) [\(route.distance)/0] via \(route.via), "
                    + (IPv4.parse(route.via).flatMap({ way(to: $0) })?.text ?? "Null0"))
        }
        for network in networks() where !isShut(network.interface) {
            let start = network.address & IPv4.mask(network.length)
            guard wanted == nil || wanted.map({ $0 == (start, network.length) }) == true else { continue }
            say(" C        \(IPv4.text(start))/\(network.length) is directly connected, \(network.interface)")
        }
        say()
    }

    /// EOS pings as Linux does.
    func linuxPing(_ command: ParsedCommand) {
        let address = command.values[0]
        let count = command.words.contains("repeat") ? Int(command.values[1]) ?? 5 : 5
        say("PING \(address) (\(address)) 72(100) bytes of data.")
        let answers = surroundings.hostsAnswer && IPv4.parse(address).flatMap { way(to: $0) } != nil
        if answers {
            say((1...count).map { "80 bytes from \(address): icmp_seq=\($0) ttl=64 time=0.\($0 % 9 + 1)00 ms" })
        }
        say([
            "", "--- \(address) ping statistics ---",
            "\(count) packets transmitted, \(answers ? count : 0) received, \(answers ? 0 : 100)% packet loss, time 4ms",
        ])
        if answers { say("rtt min/avg/max/mdev = 0.100/0.300/0.900/0.010 ms, ipg/ewma 1.000/0.300 ms") }
    }
}
