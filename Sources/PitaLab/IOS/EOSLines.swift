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

    /// A network is one word, with its length.
    func prefixRoute(_ command: ParsedCommand, _ isNegated: Bool) {
        guard let (network, length) = Self.network([command.values[0][...]]), network & ~IPv4.mask(length) == 0 else {
            return say("% Invalid input")
        }
        let key = command.words.prefix(4).joined(separator: " ")
        if isNegated {
            change { $0.update([]) { $0.removeAll { $0.key == key || $0.key.hasPrefix(key + " ") } } }
            return
        }
        let entry = ConfigurationEntry(key: key, text: command.text, rank: command.row)
        change { $0.set([], entry) }
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
