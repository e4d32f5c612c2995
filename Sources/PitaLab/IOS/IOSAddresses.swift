/// Tags, addresses and filters of an interface.
extension IOSConsole {
    func encapsulation(_ command: ParsedCommand, _ isNegated: Bool) {
        guard mode.kind == .subinterface else { return refuseTyped(fromEnd: TypedWord.split(typedLine).count) }
        if isNegated {
            let path = mode.path
            change { configuration in
                configuration.remove(path, "encapsulation")
                configuration.update(path) { $0.removeAll { $0.key.hasPrefix("ip address") } }
            }
            return
        }
        let port = mode.interface.split(separator: ".")[0] + "."
        let taken = interfaceNames.first {
            $0.hasPrefix(port) && $0 != mode.interface && line($0, "encapsulation") == command.text
        }
        if let taken {
            return say(
                "%Configuration of multiple subinterfaces of the same main\ninterface with the same VID "
                    + "(\(command.values[0])) is not permitted.\nThis VID is already configured on \(taken).")
        }
        keep(command, false)
    }

    func accessGroup(_ command: ParsedCommand, _ isNegated: Bool) {
        let entry = ConfigurationEntry(
            key: "ip access-group " + (command.words.last ?? ""), text: command.text, rank: command.row)
        let path = mode.path
        change { isNegated ? $0.remove(path, entry.key) : $0.set(path, entry) }
    }

    func address(_ command: ParsedCommand, _ isNegated: Bool) {
        let path = mode.path
        let name = mode.interface
        if isNegated {
            return removeAddress(command, path)
        }
        if isSwitched(name) { return say("\n% IP addresses may not be configured on L2 links.") }
        if mode.kind == .subinterface, line(name, "encapsulation") == nil {
            return say([
                "", "% Configuring IP routing on a LAN subinterface is only allowed if that",
                "subinterface is already configured as part of an IEEE 802.10, IEEE 802.1Q,", "or ISL vLAN.",
            ])
        }
        let (address, length) = Self.network(command.values.map { $0[...] }) ?? (0, 0)
        let mask = IPv4.mask(length)
        if length < 31, address & ~mask == 0 || address & ~mask == ~mask {
            return say("Bad mask /\(length) for address \(command.values[0])")
        }
        let other = networks().first {
            $0.interface != name && (IPv4.mask(min($0.length, length)) & ($0.address ^ address)) == 0
        }
        if let other { return say("% \(IPv4.text(address & mask)) overlaps with \(other.interface)") }
        let isSecondary = command.words.last == "secondary"
        if isSecondary, line(name, "ip address") == nil { return say("% Primary address must be configured first") }
        let entry = ConfigurationEntry(
            key: isSecondary ? command.text : "ip address", text: command.text, rank: command.row,
            order: isSecondary ? 0 : 1)
        change { $0.set(path, entry) }
    }

    /// An address with its length or its mask.
    static func network(_ words: [Substring]) -> (address: UInt32, length: Int)? {
        guard let first = words.first else { return nil }
        if let prefix = IPv4.parsePrefix(String(first)), first.contains("/") { return (prefix.address, prefix.length) }
        guard words.count > 1, let address = IPv4.parse(first), let length = ValueReader.maskLength(words[1]) else {
            return nil
        }
        return (address, length)
    }

    private func removeAddress(_ command: ParsedCommand, _ path: [String]) {
        let isSecondary = command.words.last == "secondary"
        let hasSecondary = block(mode.interface).contains { $0.key.hasSuffix("secondary") }
        if command.values.isEmpty {
            change { $0.update(path) { $0.removeAll { $0.key.hasPrefix("ip address") } } }
        } else if !isSecondary, hasSecondary {
            say("Must delete secondary before deleting primary")
        } else if line(mode.interface, isSecondary ? command.text : "ip address") != command.text {
            say("Invalid address")
        } else {
            change { $0.remove(path, isSecondary ? command.text : "ip address") }
        }
    }
}
