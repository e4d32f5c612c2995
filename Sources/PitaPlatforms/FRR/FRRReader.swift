import PitaDiagnostics
import PitaNetwork

/// Reads the running config of FRRouting, and which interfaces and addresses the kernel has.
enum FRRReader {
    /// One exec for both. The kernel is asked last: what a command set has then arrived there.
    static let parts = [
        "export LC_ALL=C PATH=\"$PATH:/usr/sbin:/sbin\"", MarkedSections.echo("config"),
        "vtysh -c 'show running-config' || exit 1", MarkedSections.echo("kernel"), "ip -j address show || exit 1",
        "echo", MarkedSections.echo("end"),
    ]

    /// The tree from the answer.
    static func tree(from replies: [String: CommandReply]) throws(Diagnostics) -> ConfigTree {
        guard let reply = replies["config"] else { throw Diagnostics("the device was not asked for its config") }
        if let status = reply.exitStatus, status != 0 {
            let said = TerminalText.sanitised(String((reply.errorOutput + reply.output).prefix(200)))
            throw Diagnostics("the config can't be read (exit status \(status)): \(said)")
        }
        let answer = try MarkedSections(reply.output, what: "config")
        let text = try answer.lines(of: "config").joined(separator: "\n")
        guard text.contains("Current configuration:") else {
            throw Diagnostics("the answer to `show running-config` is none of vtysh")
        }
        let config = FRRNumbers.numbered(try LineConfig(grammar: FRRGrammar.grammar).running(text))
        let kernel = try interfaces(try answer.lines(of: "kernel").joined(separator: "\n").trimmed)
        return FRRNeighbors.settled(config.holding(config.objects.compactMap { held($0, by: kernel) } + kernel))
    }

    /// The interfaces of the kernel: each with its addresses, those of the link and the host left out.
    private static func interfaces(_ text: String) throws(Diagnostics) -> [ConfigObject] {
        guard case .array(let elements) = try JSONText(text, what: "the list of addresses") else {
            throw Diagnostics("the list of addresses is none")
        }
        return elements.compactMap { element in
            guard let name = element["ifname"]?.scalar, InterfaceName.isValid(name) else { return nil }
            var properties: [String: String] = [:]
            for entry in element["addr_info"]?.elements ?? [] where entry["scope"]?.scalar == "global" {
                guard let local = entry["local"]?.scalar, let length = entry["prefixlen"]?.scalar,
                    let address = InterfaceAddress("\(local)/\(length)")
                else { continue }
                properties[address.description] = LineTree.on
            }
            return ConfigObject(id: ObjectID(section: FRRGrammar.kernel, key: name), properties: properties)
        }
    }

    /// The object without what only `vtysh` still believes in; `nil` for a block in which nothing stands.
    ///
    /// With the first address of a subnet the kernel takes the others of that subnet off an interface, and FRRouting goes on
    /// listing them. Said again, they are set again.
    private static func held(_ object: ConfigObject, by kernel: [ConfigObject]) -> ConfigObject? {
        var object = object
        // On an interface that is shut down addresses are set when it is opened.
        if object.id.section == FRRGrammar.interface, object.properties["shutdown"] == nil,
            let real = kernel.first(where: { $0.id.key == object.id.key })
        {
            object.properties = object.properties.filter { name, _ in
                guard name.hasPrefix("ip address "), let address = address(in: name),
                    // Addresses of the host and the link are not among those listed.
                    !["127.", "169.254."].contains(where: address.description.hasPrefix)
                else { return true }
                return real.properties[address.description] != nil
            }
        }
        return object.properties.isEmpty && FRRGrammar.isImplicit(object.id.section) ? nil : object
    }

    /// The address of a property of an interface: of `ip address 10.1.0.1/24`.
    static func address(in property: String) -> InterfaceAddress? {
        let words = property.words
        guard words.count >= 3, words[0] == "ip" || words[0] == "ipv6", words[1] == "address" else { return nil }
        return InterfaceAddress(String(words[2]))
    }
}
