import PitaInventory
import PitaNetwork
import PitaPlatforms
import PitaYAML

/// Writes a device as an entry below `devices:`.
struct AdoptedEntry {
    private let device: AdoptedDevice
    private let router: AdoptedRouter?

    private let place: AdoptedSwitch?
    private let segment: String?

    /// - Parameters:
    ///   - router: what is known of it where it is a router.
    ///   - place: what is known of it where it is a segment's switch.
    ///   - segment: the segment that it is of where the entry stands outside of the segment's file.
    init(
        _ device: AdoptedDevice, router: AdoptedRouter? = nil, place: AdoptedSwitch? = nil, segment: String? = nil
    ) {
        (self.device, self.router, self.place, self.segment) = (device, router, place, segment)
    }

    /// The interfaces that the inventory can name, and those that it cannot.
    static func interfaces(of device: AdoptedDevice) -> (named: [String], others: [String]) {
        let all = device.view.interfaceNames
        func fits(_ name: String) -> Bool { LinkEnd("x:" + name) != nil }
        return (all.filter(fits), all.filter { !fits($0) })
    }

    /// A list of interfaces between brackets.
    static func list(_ names: [String]) -> String { "[\(names.map(YAMLScalar.text).joined(separator: ", "))]" }

    /// The lines of the entry, below `devices:`.
    var lines: [String] {
        let facts = device.facts
        let said =
            facts.name == device.name
            ? "" : "  # it calls itself `\(YAMLScalar.comment(DeviceWords.cut(facts.name, to: 200)))`"
        var lines = [
            "  \(YAMLScalar.text(device.name)):\(said)", "    platform: \(device.device.platform)",
            "    role: \(device.device.role.rawValue)",
            "    management: \(YAMLScalar.text(device.device.management.description))",
        ]
        if let segment, let place {
            lines.append(
                "    segment: \(YAMLScalar.text(segment))  # it carries VLAN \(place.vlan): "
                    + YAMLScalar.comment(DeviceWords.cut(place.object.description, to: 200)))
        }
        for (key, value) in [("model", facts.model), ("version", facts.version), ("serial", facts.serial ?? "")] {
            if let text = AdoptedNames.line(value) { lines.append("    \(key): \(YAMLScalar.quoted(text))") }
        }
        let (named, others) = Self.interfaces(of: device)
        if !named.isEmpty { lines.append("    interfaces: \(Self.list(named))") }
        if !others.isEmpty {
            let names = others.prefix(20).joined(separator: " ")
            lines.append("    # not writable here: " + YAMLScalar.comment(DeviceWords.cut(names, to: 400)))
        }
        if let place { return lines + place.variables.map { "    " + $0 } }
        return lines + (router.map(variables) ?? [])
    }

    /// The addresses by the names that the templates know: `wan`, `lan`, and further networks with a number.
    private func variables(_ router: AdoptedRouter) -> [String] {
        let wan =
            "interface: \(YAMLScalar.text(router.wan.interface)), address: \(YAMLScalar.text(router.wan.address.description))"
        var lines = [
            "    variables:",
            "      wan: {\(wan), gateway: \(YAMLScalar.text(router.gateway.gateway))}"
                + source(router.wan.object) + " and \(YAMLScalar.comment(router.gateway.object.description))",
        ]
        for (number, lan) in router.lans.enumerated() {
            let key = number == 0 ? "lan" : "lan\(number + 1)"
            lines.append(
                "      \(key): {interface: \(YAMLScalar.text(lan.interface)), address: \(YAMLScalar.text(lan.address.description))}"
                    + source(lan.object))
        }
        return lines
    }

    private func source(_ object: ObjectID) -> String {
        "  # from \(device.name): " + YAMLScalar.comment(DeviceWords.cut(object.description, to: 300))
    }
}
