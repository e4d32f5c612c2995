import PitaNetwork

/// What of a change takes away the way by which a switch is reached.
///
/// The switch's own addresses are the host's business and not in its database. They stand on the bridge's own port or on
/// another internal one; and the way to it leads over an uplink.
struct OpenVSwitchCutOff {
    private let running: ConfigTree
    private let change: DeviceChange
    private let reach: Reach
    private let gone: Set<ObjectID>

    init(_ change: DeviceChange, running: ConfigTree, reach: Reach) {
        (self.change, self.running, self.reach) = (change, running, reach)
        gone = Set(change.differences.filter { $0.after == nil }.map(\.id))
    }

    /// The columns of a port that decide which VLANs it carries.
    private static let carrying = ["tag", "trunks", "vlan_mode"]

    /// All that cuts.
    func all() -> [CutOff] { change.differences.compactMap(cutOff) }

    private func cutOff(_ difference: ObjectDifference) -> CutOff? {
        guard let before = difference.before else { return nil }
        switch difference.id.section {
        case OpenVSwitchSection.bridge: return bridge(difference.id, before, difference.after)
        case OpenVSwitchSection.port: return port(difference.id, before, difference.after)
        default: return nil
        }
    }

    private func bridge(_ id: ObjectID, _ before: [String: String], _ after: [String: String]?) -> CutOff? {
        guard let after else {
            let leads = running.objects(in: OpenVSwitchSection.port).contains {
                $0.properties["bridge"] == id.key && reach.uplinks.contains($0.id.key)
            }
            let isOnly = running.objects(in: OpenVSwitchSection.bridge).count == 1
            return CutOff(
                id, leads ? "takes away the bridge of the uplink" : "takes a bridge away", isCertain: leads || isOnly)
        }
        if before["fail_mode"] != "secure", after["fail_mode"] == "secure" {
            return CutOff(id, "sets `fail_mode=secure`, with which a bridge forwards nothing without a controller")
        }
        guard before["datapath_type"] != after["datapath_type"] else { return nil }
        return CutOff(id, "makes the bridge anew with another `datapath_type`", isCertain: false)
    }

    private func port(_ id: ObjectID, _ before: [String: String], _ after: [String: String]?) -> CutOff? {
        let isUplink = reach.uplinks.contains(id.key)
        let isInternal =
            id.key == before["bridge"]
            || running[ObjectID(section: OpenVSwitchSection.interface, key: id.key)]?.properties["type"] == "internal"
        guard isUplink || isInternal else { return nil }
        let what = isUplink ? "the uplink" : "an internal port, which the management address may stand on"
        guard let after else {
            let bridge = ObjectID(section: OpenVSwitchSection.bridge, key: before["bridge"] ?? "")
            // With its bridge, which is told of the bridge.
            guard !gone.contains(bridge) else { return nil }
            return CutOff(id, "takes away \(what)")
        }
        if before["bridge"] != after["bridge"] { return CutOff(id, "moves \(what) to another bridge") }
        guard let column = Self.carrying.first(where: { before[$0] != after[$0] }) else { return nil }
        if column == "trunks", let old = vlans(before), let lost = vlans(after).map({ old.subtracting($0) }) {
            // VLANs come to a trunk and go with the segments; which is the management's, the database does not say.
            guard let first = lost.min() else { return nil }
            return CutOff(id, "takes VLAN \(first)\(lost.count > 1 ? " and others" : "") off \(what)", isCertain: false)
        }
        return CutOff(id, "changes `\(column)` of \(what)")
    }

    /// The VLANs of a trunk; `nil` for all.
    private func vlans(_ properties: [String: String]) -> Set<Int>? {
        let listed = (properties["trunks"] ?? "").split(separator: ",").compactMap { Int($0) }
        return listed.isEmpty ? nil : Set(listed)
    }
}
