import PitaNetwork

/// What of a change takes the management address's VLAN off a bridge or its ports.
struct RouterOSBridgeCutOff {
    private let whole: RouterOSCutOff

    init(_ whole: RouterOSCutOff) { self.whole = whole }

    private static let port = "/interface bridge port"
    private static let table = "/interface bridge vlan"
    private static let bridge = "/interface bridge"

    /// A bridge that the management address stands on, itself or by a VLAN interface.
    private struct Use: Hashable {
        let bridge: String
        /// `nil`: untagged, in the bridge's own VLAN.
        let vlan: Int?
    }

    /// Who hears the management's frames on a bridge.
    private struct Hearing {
        /// Whether the device itself does.
        var itself: Bool
        /// The ports, and whether they carry the frames tagged.
        var ports: [String: Bool] = [:]
    }

    /// All that cuts.
    func all() -> [CutOff] { uses.flatMap(found) + enslaved }

    private var uses: Set<Use> {
        let bridges = Set(whole.running.objects(in: Self.bridge).compactMap(RouterOSCutOff.name))
        var uses = Set(
            whole.holders.compactMap { $0.properties["interface"] }.filter(bridges.contains).map {
                Use(bridge: $0, vlan: nil)
            })
        for name in whole.carriers {
            guard let vlan = whole.interface(name), vlan.id.section == "/interface vlan",
                let below = vlan.properties["interface"], bridges.contains(below)
            else { continue }
            uses.insert(Use(bridge: below, vlan: vlan.properties["vlan-id"].flatMap { Int($0) }))
        }
        return uses
    }

    private func found(_ use: Use) -> [CutOff] {
        guard let before = hearing(use, in: whole.running), before.itself, let after = hearing(use, in: whole.after)
        else { return [] }
        let what = use.vlan.map { "VLAN \($0) of the management address" } ?? "the management address's frames"
        if !after.itself {
            let cause = cause(use, []) ?? ObjectID(section: Self.bridge, key: "name=\(use.bridge)")
            return [CutOff(cause, "takes \(what) off the bridge `\(use.bridge)` itself")]
        }
        let lost = before.ports.filter { after.ports[$0.key] != $0.value }
        guard !lost.isEmpty, let cause = cause(use, Set(lost.keys)) else { return [] }
        let hadTagged = before.ports.values.contains(true)
        let isCertain =
            after.ports.isEmpty || !whole.reach.uplinks.isDisjoint(with: lost.keys)
            || (hadTagged && !after.ports.values.contains(true))
        let names = lost.keys.sorted().joined(separator: ", ")
        return [CutOff(cause, "takes \(what) off the ports \(names) of `\(use.bridge)`", isCertain: isCertain)]
    }

    /// The object whose change did it.
    private func cause(_ use: Use, _ ports: Set<String>) -> ObjectID? {
        let suspects = whole.change.differences.filter { difference in
            let properties = difference.before ?? difference.after ?? [:]
            switch difference.id.section {
            case Self.port: return ports.contains(properties["interface"] ?? "")
            case Self.table: return properties["bridge"] == use.bridge
            case Self.bridge: return properties["name"] == use.bridge
            default: return false
            }
        }
        return suspects.first?.id
    }

    /// `nil` when the bridge itself is gone, which is told elsewhere.
    private func hearing(_ use: Use, in tree: ConfigTree) -> Hearing? {
        guard let bridge = tree.objects(in: Self.bridge).first(where: { RouterOSCutOff.name($0) == use.bridge }),
            bridge.isInForce
        else { return nil }
        let ports = tree.objects(in: Self.port).filter { $0.properties["bridge"] == use.bridge && $0.isInForce }
        let named = ports.compactMap { port in port.properties["interface"].map { ($0, port.properties) } }
        guard bridge.properties["vlan-filtering"] == "yes" else {
            // Every frame goes everywhere as it came.
            let all = named.map { ($0.0, use.vlan != nil) }
            return Hearing(itself: true, ports: Dictionary(all, uniquingKeysWith: { first, _ in first }))
        }
        let number = use.vlan ?? Self.pvid(bridge.properties)
        guard let vlan = VLANID(number) else { return nil }
        let rows = tree.objects(in: Self.table).filter { row in
            row.properties["bridge"] == use.bridge && row.isInForce
                && (row.properties["vlan-ids"].flatMap { VLANSet($0) }?.contains(vlan) ?? false)
        }
        func members(_ property: String) -> Set<String> {
            Set(rows.flatMap { ($0.properties[property] ?? "").split(separator: ",").map(String.init) })
        }
        let (tagged, untagged) = (members("tagged"), members("untagged"))
        let takesUntagged = bridge.properties["frame-types"] != "admit-only-vlan-tagged"
        var result = Hearing(itself: use.vlan == nil ? takesUntagged : tagged.contains(use.bridge))
        for (name, properties) in named {
            let frames = properties["frame-types"] ?? "admit-all"
            if tagged.contains(name), frames != "admit-only-untagged-and-priority-tagged" {
                result.ports[name] = true
            } else if untagged.contains(name) || Self.pvid(properties) == number, frames != "admit-only-vlan-tagged" {
                result.ports[name] = false
            }
        }
        return result
    }

    private static func pvid(_ properties: [String: String]) -> Int { Int(properties["pvid"] ?? "1") ?? 1 }

    /// An interface that becomes a bridge's port hears nothing itself any more.
    private var enslaved: [CutOff] {
        let carriers = whole.carriers
        return whole.change.differences.compactMap { difference in
            guard difference.id.section == Self.port, difference.before == nil, let after = difference.after,
                let name = after["interface"], after["disabled"] != "yes", carriers.contains(name)
            else { return nil }
            return CutOff(difference.id, "makes `\(name)`, which the management address stands on, a port of a bridge")
        }
    }
}
