import PitaEvidence
import PitaInventory
import PitaYAML

/// The digests of what a plan is made from, of *this* plan's devices, segment and path only: another plan's apply, or a
/// comment in a file, does not make it stale.
public enum InputDigests {
    /// The resolved variables of each device, and the segment with its links, by `device NAME`, `segment NAME`, `link NAME`.
    public static func variables(of devices: [Device], segment: Segment?, office: Office) -> [String: Digest] {
        var digests: [String: Digest] = [:]
        for device in devices {
            let own: JSONValue = [
                "variables": json(office.resolvedVariables(for: device)),
                "built_in": json(office.builtIns(for: device)),
                "address": .string(device.management.description), "platform": .string(device.platform),
                "ssh": .string(reach(device.connection.ssh)),
            ]
            digests["device \(device.name)"] = Digest(of: own)
        }
        guard let segment else { return digests }
        for link in office.links(of: segment) {
            let counters = link.counters.map { "\($0.device) \($0.interface) \($0.download)" } ?? ""
            digests["link \(link.name)"] = Digest(
                of: [
                    "capacity": .string(link.capacity?.description ?? ""), "counters": .string(counters),
                    "from": .string("\(link.from.device) \(link.from.interface ?? "")"),
                    "to": .string("\(link.to.device) \(link.to.interface ?? "")"),
                ] as JSONValue)
        }
        // Templates of devices that are not the segment's own see its values too.
        let lender = office.devices(of: segment).first.map { office.builtIns(for: $0) }
        digests["segment \(segment.name)"] = Digest(
            of: [
                "allocation": .string(segment.allocation.description), "class": .string(segment.serviceClass),
                "path": .array(segment.path.map(JSONValue.string)), "values": lender?["segment"].map(json) ?? .null,
                "links": lender?["links"].map(json) ?? .null,
            ] as JSONValue)
        return digests
    }

    private static func json(_ resolved: ResolvedValue) -> JSONValue {
        switch resolved.content {
        case .scalar(.null): .null
        case .scalar(.bool(let bool)): .bool(bool)
        case .scalar(.int(let number)): .integer(number)
        case .scalar(.float(let number)): .string(number.description)
        case .scalar(.text(let text)): .string(text)
        case .list(let items): .array(items.map(json))
        case .mapping(let members):
            .object(Dictionary(members.map { ($0.name, json($0.value)) }, uniquingKeysWith: { _, last in last }))
        }
    }

    /// Where a session to the device goes: another port or jump host can lead to another machine.
    private static func reach(_ settings: SSHSettings) -> String {
        let jump = settings.jump.map { " through \($0.host):\($0.port)" } ?? ""
        return "port \(settings.port)\(jump)"
    }
}
