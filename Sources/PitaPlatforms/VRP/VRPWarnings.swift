import PitaDiagnostics
import PitaNetwork

/// What the approver of a change should know: where the device takes it and it still does not do what was meant.
struct VRPWarnings {
    let running: ConfigTree
    let target: ConfigTree
    let touched: [ObjectID]
    let marks: [ObjectID: SourceMark]

    /// All of them.
    func all(facts: DeviceFacts) -> [Diagnostic] {
        touched.flatMap { id -> [Diagnostic] in
            switch id.section {
            case "interface": port(id)
            case "traffic policy": order(id)
            case let section where section.hasPrefix("acl"): unreached(id)
            default: []
            }
        } + lonelyVLANs() + oversold() + restart(facts)
    }

    private func warning(_ message: String, _ id: ObjectID?) -> Diagnostic {
        Diagnostic(message, at: id.flatMap { marks[$0] }, severity: .warning)
    }

    // MARK: ports

    private func port(_ id: ObjectID) -> [Diagnostic] {
        guard let new = target[id]?.properties else { return [] }
        let old = running[id]?.properties ?? [:]
        var found: [Diagnostic] = []
        for way in ["inbound", "outbound"] {
            let words = "traffic-policy \(way)"
            if let before = old[words], let after = new[words], before != after {
                found.append(
                    warning(
                        "\(id) has `\(words)` \(before) already; \(after) takes its place, and its counters begin at 0",
                        id))
            }
        }
        let named = VRPRules.byLinkType.filter { new[$0.key] != old[$0.key] && new[$0.key] != nil }.map(\.value)
        let type = new[VRPRules.linkType]
        if let needed = named.min(), type == nil {
            found.append(
                warning(
                    "\(id) says no `port link-type`: many switches make such a port hybrid and refuse `\(needed)` settings",
                    id))
        } else if type == "hybrid", old != new {
            found.append(warning("\(id) is a hybrid port: each VLAN may leave it tagged or untagged", id))
        }
        return found
    }

    // MARK: VLANs

    /// VLANs that come to a port and are on no trunk: nothing leaves the switch by them.
    private func lonelyVLANs() -> [Diagnostic] {
        let ports = touched.filter { $0.section == "interface" }
        let come = ports.compactMap { id -> (id: ObjectID, vlan: String)? in
            guard let vlan = target[id]?.properties["port default vlan"],
                vlan != running[id]?.properties["port default vlan"]
            else { return nil }
            return (id, vlan)
        }
        let lists = target.objects(in: "interface").compactMap { object -> String? in
            object.properties[VRPRules.linkType] == "trunk"
                ? object.properties["port trunk allow-pass vlan"] ?? "1" : object.properties["port hybrid tagged vlan"]
        }
        let carried = Set(Set(lists).flatMap { VLANSet($0)?.ranges ?? [] })
        let lonely = Dictionary(grouping: come) { $0.vlan }.filter { vlan, _ in
            guard let id = Int(vlan).flatMap(VLANID.init) else { return false }
            return !carried.contains { $0.contains(id.number) }
        }
        return lonely.sorted { $0.key < $1.key }.map { vlan, ports in
            warning(
                "VLAN \(vlan) is not allowed on any trunk: what is on \(ports[0].id.key) does not leave the switch",
                ports[0].id)
        }
    }

    // MARK: rates

    /// A port that is shaped to less than a policy on it lets through: the policy's rate is never reached.
    private func oversold() -> [Diagnostic] {
        let touched = Set(self.touched)
        return target.objects(in: "interface").compactMap { object in
            guard let shaped = object.properties["qos lr outbound"] ?? object.properties["qos lr"],
                let limit = VRPValue.numbers(shaped)["cir"], let name = object.properties["traffic-policy outbound"]
            else { return nil }
            let policy = ObjectID(section: "traffic policy", key: name)
            let behaviors = VRPRules.needs(target[policy] ?? ConfigObject(id: policy, properties: [:])).map(\.id)
                .filter { $0.section == "traffic behavior" }
            let fastest = behaviors.compactMap { target[$0]?.properties["car"] }.compactMap {
                VRPValue.numbers($0)["cir"]
            }.max()
            guard let fastest, fastest > limit,
                ([object.id, policy] + behaviors).contains(where: touched.contains)
            else { return nil }
            return warning(
                "\(object.id): `qos lr` holds it to \(limit) kbit/s, and \(name) lets \(fastest) kbit/s through",
                object.id)
        }
    }

    /// A policy takes its first classifier that matches; one that is added stands last.
    private func order(_ id: ObjectID) -> [Diagnostic] {
        func classifiers(_ tree: ConfigTree) -> Set<String> {
            Set((tree[id]?.properties ?? [:]).keys.filter { $0.hasPrefix("classifier ") })
        }
        let (old, new) = (classifiers(running), classifiers(target))
        guard old != new, old.count + new.count > 2, !new.isEmpty else { return [] }
        return [warning("\(id) has several classifiers: one that is added stands last, also on the way back", id)]
    }

    // MARK: lists

    /// What a rule that takes every packet says; it may be logged besides.
    private static let takingAll = ["permit", "deny", "permit ip", "deny ip", "permit ipv6", "deny ipv6"]

    /// New rules behind one that takes every packet: by their numbers, where the list does not sort them itself.
    private func unreached(_ id: ObjectID) -> [Diagnostic] {
        guard let after = target[id]?.properties, after["match-order"] ?? "config" == "config",
            after["kind"]?.words.contains("auto") != true
        else { return [] }
        let rules = after.compactMap { name, text -> (number: Int, name: String, text: String)? in
            let words = name.words
            guard words.count == 2, words[0] == "rule", let number = Int(words[1]) else { return nil }
            return (number, name, text)
        }.sorted { $0.number < $1.number }
        let all = rules.first { rule in
            Self.takingAll.contains(rule.text.words.filter { $0 != "logging" }.joined(separator: " "))
        }
        guard let all else { return [] }
        return rules.filter { $0.number > all.number && running[id]?.properties[$0.name] != $0.text }.map {
            warning(
                "\(id): `\($0.name) \($0.text)` stands behind `\(all.name) \(all.text)`, which takes every packet: it is never asked",
                id)
        }
    }

    // MARK: the way back

    private func restart(_ facts: DeviceFacts) -> [Diagnostic] {
        guard !touched.isEmpty, !VRPFacts.isTwoStage(facts) else { return [] }
        let words =
            VRPFacts.isSaved(facts)
            ? "this device undoes nothing by itself: its way back is a restart, with minutes of outage for all that it carries"
            : "this device has no way back: it could only restart, and its running config is not the saved one; `save` it first"
        return [warning(words, nil)]
    }
}
