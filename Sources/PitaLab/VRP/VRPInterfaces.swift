/// Interfaces and their addresses.
extension VRPConsole {
    func factory() -> VRPConfiguration {
        var configuration = VRPConfiguration()
        for (order, name) in device.ports.enumerated() {
            configuration.set([], blockOf(name, order: order))
        }
        configuration.vlans = [1: ""]
        return configuration
    }

    private func blockOf(_ name: String, order: Int) -> ConfigurationEntry {
        let key = "interface " + name
        return ConfigurationEntry(
            key: key, text: key, rank: VRPTables.rank(.system, "interface"), order: order, children: [])
    }

    func interfaceNames(_ configuration: VRPConfiguration) -> [String] {
        configuration.entries.filter { $0.key.hasPrefix("interface ") }.map { String($0.key.dropFirst(10)) }
    }

    /// A line of an interface as the session sees it, or as it runs.
    func line(_ interface: String, _ key: String, in configuration: VRPConfiguration? = nil) -> String? {
        (configuration ?? self.configuration).entry(["interface " + interface, key])?.text
    }

    func isShut(_ interface: String) -> Bool { line(interface, "shutdown", in: state.running) != nil }

    func isPhysical(_ interface: String) -> Bool { device.ports.contains(interface) }

    /// VLANs first, as the device lists them, then ports in their order.
    private func order(_ interface: String) -> Int {
        if let port = device.ports.firstIndex(of: interface) { return port }
        let number = Int(interface.drop { !$0.isNumber }) ?? 0
        return interface.hasPrefix("Vlanif") ? number - 10_000 : number + 10_000
    }

    func interface(_ command: ParsedCommand, _ isUndone: Bool) {
        let name = command.values[0]
        let key = "interface " + name
        let isKnown = configuration.entry([key]) != nil
        if isUndone {
            guard isKnown, !isPhysical(name) else { return refuseLast() }
            return change { $0.remove([], key) }
        }
        guard isKnown || mayCreate(name) else { return refuseLast() }
        if name.hasPrefix("Vlanif"), let vlan = Int(name.dropFirst(6)), configuration.vlans[vlan] == nil {
            return say("Error: The VLAN does not exist.")
        }
        open(blockOf(name, order: order(name)), .interface, name)
    }

    private func mayCreate(_ name: String) -> Bool {
        if name.hasPrefix("Vlanif") { return Int(name.dropFirst(6)).map { (1...4094).contains($0) } ?? false }
        return name.hasPrefix("LoopBack") && Int(name.dropFirst(8)) != nil
    }

    /// Address and length of an `ip address` line.
    static func network(_ line: String?) -> (address: UInt32, length: Int)? {
        guard let words = line?.split(separator: " "), words.count >= 4, let address = IPv4.parse(words[2]),
            let length = ValueReader.maskLength(words[3])
        else { return nil }
        return (address, length)
    }

    func networks(_ configuration: VRPConfiguration) -> [(interface: String, address: UInt32, length: Int)] {
        interfaceNames(configuration).compactMap { name in
            Self.network(line(name, "ip address", in: configuration)).map { (name, $0.address, $0.length) }
        }
    }

    /// Masks are kept as masks, however they were written.
    func masked(_ text: String) -> (text: String, length: Int) {
        let length = Int(text) ?? ValueReader.maskLength(text) ?? 32
        return (IPv4.text(IPv4.mask(length)), length)
    }

    func address(_ command: ParsedCommand, _ isUndone: Bool) {
        let path = view.path
        let name = view.interface
        let known = line(name, "ip address")
        let given =
            command.values.count == 2 ? "ip address \(command.values[0]) \(masked(command.values[1]).text)" : nil
        if isUndone {
            guard let known, given == nil || given == known else { return say("Error: The address does not exist.") }
            return change { $0.remove(path, "ip address") }
        }
        guard !isPhysical(name) || name.hasPrefix("MEth") else {
            return refuse(.invalid(column: TypedWord.split(typedLine)[1].column, .unknown))
        }
        guard let given, let (address, length) = Self.network(given) else { return }
        let mask = IPv4.mask(length)
        if length < 31, address & ~mask == 0 || address & ~mask == ~mask {
            return say("Error: The specified IP address is invalid.")
        }
        let isTaken = networks(configuration).contains {
            $0.interface != name && ($0.address ^ address) & IPv4.mask(min($0.length, length)) == 0
        }
        if isTaken { return say("Error: The specified address conflicts with another address.") }
        let entry = ConfigurationEntry(key: "ip address", text: given, rank: command.row)
        change { $0.set(path, entry) }
    }

    func route(_ command: ParsedCommand, _ isUndone: Bool) {
        let mask = masked(command.values[1])
        guard let network = IPv4.parse(command.values[0]), network & ~IPv4.mask(mask.length) == 0 else {
            return say("Error: The destination address and mask of the route do not match.")
        }
        var words = command.words
        words[3] = mask.text
        let key = words.prefix(5).joined(separator: " ")
        if isUndone {
            let isMeant: (ConfigurationEntry) -> Bool = { $0.key == key || $0.key.hasPrefix(key + " ") }
            guard configuration.entries.contains(where: isMeant) else { return say("Error: The route does not exist.") }
            return change { $0.update([]) { $0.removeAll(where: isMeant) } }
        }
        let entry = ConfigurationEntry(key: key, text: words.joined(separator: " "), rank: command.row)
        change { $0.set([], entry) }
    }

    var staticRoutes: [(network: UInt32, length: Int, via: String)] {
        state.running.entries.compactMap { entry in
            let words = entry.text.split(separator: " ").map(String.init)
            guard entry.key.hasPrefix("ip route-static "), let network = IPv4.parse(words[2]),
                let length = ValueReader.maskLength(words[3])
            else { return nil }
            return (network, length, words[4])
        }
    }

    /// The most specific way to an address; nil when there is none.
    func way(to address: UInt32) -> (network: UInt32, length: Int, via: String, isDirect: Bool)? {
        let near = networks(state.running).filter {
            !isShut($0.interface) && ($0.address ^ address) & IPv4.mask($0.length) == 0
        }.max { $0.length < $1.length }
        let far = staticRoutes.filter { ($0.network ^ address) & IPv4.mask($0.length) == 0 }
            .max { $0.length < $1.length }
        if let near, near.length >= far?.length ?? -1 {
            return (near.address & IPv4.mask(near.length), near.length, near.interface, true)
        }
        return far.map { ($0.network, $0.length, $0.via, false) }
    }
}
