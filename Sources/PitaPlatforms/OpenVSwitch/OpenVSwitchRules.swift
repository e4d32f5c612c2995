import PitaDiagnostics
import PitaNetwork

/// What of a switch's config is default, what hangs on what, and what can't be.
enum OpenVSwitchRules {
    /// The object without the columns that say nothing.
    static func settled(_ object: ConfigObject) -> ConfigObject {
        var object = object
        let columns = OpenVSwitchSection.columns[object.id.section] ?? [:]
        object.properties = object.properties.filter { name, value in
            if case .number(_, let standard?)? = columns[name], value == standard { return false }
            return !value.isEmpty
        }
        return object
    }

    /// Removes from `state` what goes with an object that goes: a port with its bridge, a QoS and its queues with their port.
    static func cascade(_ state: inout IntendedState, running: ConfigTree) {
        var gone: Set<ObjectID> = []
        var isSettled = false
        while !isSettled {
            isSettled = true
            for object in state.tree.objects where state.marks[object.id] == nil && !gone.contains(object.id) {
                guard let need = OpenVSwitchSection.needs(object), state.tree[need] == nil || gone.contains(need),
                    running[need] != nil
                else { continue }
                gone.insert(object.id)
                isSettled = false
            }
        }
        state.tree.remove(gone)
    }

    /// What is wrong with the objects that differ.
    static func verify(
        _ ids: [ObjectID], from running: ConfigTree, state: IntendedState, mode: ChangeMode
    ) throws(Diagnostics) {
        var found = Diagnostics()
        for id in ids {
            let old = running[id]
            if let others = old?.properties["shared"] {
                found.append(
                    Diagnostic("\(id) is shared with \(others); changing it would change them too", at: state.marks[id])
                )
            }
            if let members = old?.properties["bond"], state.tree[id] == nil {
                found.append(
                    Diagnostic("\(id) is a bond of \(members), which Pita could not restore", at: state.marks[id]))
            }
            guard let object = state.tree[id] else { continue }
            if let problem = problem(of: object, old: old, state: state, mode: mode) {
                found.append(Diagnostic("\(id): \(problem.message)", at: state.marks[id], hint: problem.hint))
            }
        }
        try found.throwIfErrors()
    }

    private static func problem(
        of object: ConfigObject, old: ConfigObject?, state: IntendedState, mode: ChangeMode
    ) -> (message: String, hint: String?)? {
        if let need = OpenVSwitchSection.needs(object), state.tree[need] == nil {
            return ("\(need) does not exist", nil)
        }
        switch object.id.section {
        case OpenVSwitchSection.port: return portProblem(object.properties, old: old?.properties, mode: mode)
        case OpenVSwitchSection.qos where object.properties["type"] == nil:
            return ("a new QoS needs a `type`", "for example `linux-htb`")
        case OpenVSwitchSection.queue: return queueProblem(object.properties)
        default: return nil
        }
    }

    private static func portProblem(
        _ port: [String: String], old: [String: String]?, mode: ChangeMode
    ) -> (message: String, hint: String?)? {
        guard let bridge = port["bridge"] else {
            return ("the port does not exist", "write `--may-exist add-port BRIDGE` first")
        }
        if let old, old["bridge"] != bridge {
            return ("it is on bridge \(old["bridge"] ?? ""); Pita does not move a port with all that hangs on it", nil)
        }
        if port["tag"] != nil, port["trunks"] != nil, port["vlan_mode"] == nil {
            return ("`tag` and `trunks` together need a `vlan_mode`", "`native-untagged` or `native-tagged`")
        }
        if port["vlan_mode"] == "access", port["trunks"] != nil { return ("an access port has no `trunks`", nil) }
        if port["vlan_mode"] == "access", port["tag"] == nil { return ("an access port needs a `tag`", nil) }
        // Going back to a port that was open before is no opening.
        if mode != .exact, let old, isLimited(old), !isLimited(port) {
            return ("without `tag` and `trunks` it would carry every VLAN", "name the VLANs that it carries")
        }
        return nil
    }

    /// Whether the port carries named VLANs only.
    static func isLimited(_ port: [String: String]) -> Bool { port["tag"] != nil || port["trunks"] != nil }

    private static func queueProblem(_ queue: [String: String]) -> (message: String, hint: String?)? {
        guard let least = queue["other_config:min-rate"].flatMap(UInt64.init),
            let most = queue["other_config:max-rate"].flatMap(UInt64.init), most < least
        else { return nil }
        return ("the max-rate \(most) is below the min-rate \(least)", nil)
    }

    /// The interfaces that go with the key of their tunnel, which the device does not tell.
    static func irreversible(_ ids: [ObjectID], from running: ConfigTree, to tree: ConfigTree) -> [String] {
        let gone = ids.filter { $0.section == OpenVSwitchSection.interface && tree[$0] == nil }
        return gone.filter { running[ObjectID(section: OpenVSwitchSection.secret, key: $0.key)] != nil }.map {
            "\($0) goes with its secrets, and the way back makes it again without them"
        }
    }

    /// What the approver should know of every change.
    static let untilDisarmed = Diagnostic(
        "a switch that is switched off and on while the way back is armed keeps the change: its database is durable, "
            + "the way back is not", hint: "leave it powered until the push has ended", severity: .warning)

    /// What the approver should know.
    /// The VLAN that a port is put into, where every other port of its bridge with several VLANs leaves it out.
    private static func strandedVLAN(
        _ port: [String: String], from old: [String: String]?, _ trunks: [String: Set<String?>]
    ) -> String? {
        guard let tag = port["tag"], tag != old?["tag"], let id = Int(tag).flatMap(VLANID.init),
            let trunks = port["bridge"].flatMap({ trunks[$0] })
        else { return nil }
        // A trunk without a list carries every VLAN; a bridge without any trunk is an island on purpose.
        return trunks.contains { $0.map { VLANSet($0)?.contains(id) == true } ?? true } ? nil : tag
    }

    /// What the trunks of each bridge carry.
    private static func trunks(_ tree: ConfigTree) -> [String: Set<String?>] {
        var found: [String: Set<String?>] = [:]
        for port in tree.objects(in: OpenVSwitchSection.port) {
            guard let bridge = port.properties["bridge"], port.properties["tag"] == nil, port.id.key != bridge else {
                continue
            }
            found[bridge, default: []].insert(port.properties["trunks"])
        }
        return found
    }

    static func warnings(_ ids: [ObjectID], from running: ConfigTree, state: IntendedState) -> [Diagnostic] {
        var found: [Diagnostic] = []
        let trunks = trunks(state.tree)
        for id in ids {
            let (old, new) = (running[id]?.properties, state.tree[id]?.properties)
            func warn(_ message: String) {
                found.append(Diagnostic("\(id): \(message)", at: state.marks[id], severity: .warning))
            }
            switch id.section {
            case OpenVSwitchSection.port where new == nil:
                warn("the port is removed; what is connected to it is cut off")
            case OpenVSwitchSection.port:
                if let new, !isLimited(new) { warn("without `tag` and `trunks` it carries every VLAN") }
                if let new, let vlan = strandedVLAN(new, from: old, trunks) {
                    warn("VLAN \(vlan) is on no trunk of the bridge: it does not leave the switch")
                }
            case OpenVSwitchSection.bridge where new == nil: warn("the bridge is removed with all its ports")
            case OpenVSwitchSection.qos where new == nil: warn("traffic to the port is no longer shaped")
            case OpenVSwitchSection.qos where old != nil && old?["type"] != new?["type"]:
                warn("the queues are built anew; their counters begin at 0")
            case OpenVSwitchSection.queue:
                let whole = new?["port"].flatMap { state.tree[OpenVSwitchSection.qosID($0)] }
                if let most = whole?.properties["other_config:max-rate"].flatMap(UInt64.init),
                    let own = new?["other_config:max-rate"].flatMap(UInt64.init), own > most
                {
                    warn("its max-rate \(own) is above the port's \(most)")
                }
            default: break
            }
        }
        return found
    }
}
