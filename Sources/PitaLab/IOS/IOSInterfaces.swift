/// The device's interfaces, and the configuration lines of an interface.
extension IOSConsole {
    /// The configuration of a device that was never configured.
    func factory() -> IOSConfiguration {
        var configuration = IOSConfiguration()
        let rank = tables.rank(.configuration, "interface")
        for name in device.ports {
            let entry = ConfigurationEntry(
                key: "interface " + name, text: "interface " + name, rank: rank, order: order(name),
                children: factoryLines)
            configuration.set([], entry)
        }
        if model.has(.switching) {
            configuration.vlans = [1: "default"]
            guard model.dialect == .ios else { return configuration }
            let name = "interface Vlan1"
            configuration.set(
                [], ConfigurationEntry(key: name, text: name, rank: rank, order: order("Vlan1"), children: off))
            if !model.isVTPServer {
                configuration.set(
                    [],
                    ConfigurationEntry(
                        key: "vtp mode", text: "vtp mode transparent",
                        rank: tables.rank(.configuration, "vtp mode")))
            }
        }
        return configuration
    }

    private var off: [ConfigurationEntry] {
        [ConfigurationEntry(key: "shutdown", text: "shutdown", rank: tables.rank(.interface, "shutdown"))]
    }

    /// A router's ports are off until they are switched on.
    private var factoryLines: [ConfigurationEntry] { model.has(.routing) ? off : [] }

    var interfaceNames: [String] {
        state.running.entries.filter { $0.key.hasPrefix("interface ") }.map { String($0.key.dropFirst(10)) }
    }

    func block(_ interface: String) -> [ConfigurationEntry] { state.running.block(["interface " + interface]) ?? [] }

    func line(_ interface: String, _ key: String) -> String? { block(interface).first { $0.key == key }?.text }

    func isShut(_ interface: String) -> Bool {
        line(interface, "shutdown") != nil
            || interface.split(separator: ".").first.map(String.init).map {
                $0 != interface && line($0, "shutdown") != nil
            } == true
    }

    func isPhysical(_ interface: String) -> Bool { device.ports.contains(interface) }

    /// Whether frames are switched there, not routed.
    func isSwitched(_ interface: String) -> Bool {
        model.has(.switching) && isPhysical(interface) && line(interface, "switchport") == nil
            && !isManagement(interface)
    }

    /// Loopbacks first, then ports with their sub-interfaces, then VLANs.
    func order(_ interface: String) -> Int {
        let parts = interface.split(separator: ".")
        if let port = device.ports.firstIndex(of: String(parts[0])) {
            return 10_000_000 * (port + 10) + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        }
        let number = Int(interface.drop { !$0.isNumber }) ?? 0
        return (interface.hasPrefix("Vlan") ? 10_000_000_000 : 0) + number
    }

    /// The index that SNMP shows, given once and kept.
    func index(of interface: String) -> Int {
        if let known = state.indexes[interface] { return known }
        let next: Int
        if model.has(.switching) {
            let port = device.ports.firstIndex(of: interface)
            next = port.map { 10_101 + $0 } ?? (Int(interface.drop { !$0.isNumber }) ?? 0)
        } else {
            next = (state.indexes.values.max() ?? 0) + 1
        }
        state.indexes[interface] = next
        return next
    }

    /// `Gi1/0/1`.
    static func short(_ interface: String) -> String {
        String(interface.prefix { !$0.isNumber }.prefix(2)) + interface.drop { !$0.isNumber }
    }

    // MARK: - Commands

    func interface(_ command: ParsedCommand, _ isNegated: Bool) {
        let name = command.values[0]
        let key = "interface " + name
        let isKnown = state.running.entry([key]) != nil
        if isNegated {
            if isPhysical(name) { return say("% Removal of physical interfaces is not permitted") }
            guard isKnown else { return refuseTyped() }
            change { $0.remove([], key) }
            return
        }
        guard isKnown || mayCreate(name) else {
            let letters = TypedWord.split(typedLine).last.map { $0.text.prefix { !$0.isNumber }.count } ?? 0
            return refuseTyped(plus: letters)
        }
        let entry = ConfigurationEntry(key: key, text: key, rank: command.row, order: order(name), children: [])
        open([], entry, name.contains(".") ? .subinterface : .interface)
    }

    private func mayCreate(_ name: String) -> Bool {
        let number = name.drop { !$0.isNumber }
        if name.hasPrefix("Vlan") {
            return model.has(.switching) && Int(number).map { (1...4094).contains($0) } == true
        }
        if name.hasPrefix("Loopback") { return Int(number) != nil }
        let parts = name.split(separator: ".")
        return model.has(.routing) && parts.count == 2 && isPhysical(String(parts[0]))
    }

    /// `default interface X`; false for any other line.
    func defaultInterface(_ words: [TypedWord]) -> Bool {
        guard words.count >= 3, "interface".hasPrefix(words[1].text.lowercased()),
            let (name, _) = reader.read(.interface, words[2...])
        else { return false }
        guard state.running.entry(["interface " + name]) != nil else {
            refuse(.invalid(column: words[2].column), typedLine)
            return true
        }
        let lines = isPhysical(name) ? factoryLines : []
        change { $0.update(["interface " + name]) { $0 = lines } }
        say("Interface \(name) set to default configuration")
        mode = .configuration
        return true
    }
}
