import PitaNetwork

/// What of a change takes away the way by which a Linux router is reached.
struct LinuxCutOff {
    private let running: ConfigTree
    private let after: ConfigTree
    private let change: DeviceChange
    private let reach: Reach

    init(_ change: DeviceChange, running: ConfigTree, reach: Reach) {
        (self.change, self.running, self.reach) = (change, running, reach)
        after = change.applied(to: running)
    }

    /// The properties of an interface that decide what reaches it.
    private static let carrying = ["link", "id"]

    /// All that cuts.
    func all() -> [CutOff] { addresses + interfaces + routes }

    private var addresses: [CutOff] {
        let left = Set(after.holders(of: reach.address, in: LinuxSection.address).map(\.id))
        return running.holders(of: reach.address, in: LinuxSection.address).filter { !left.contains($0.id) }.map {
            CutOff($0.id, "takes the management address \(reach.address) off the device")
        }
    }

    /// The interface of the address, and those that it stands on.
    private var carriers: Set<String> {
        var found: Set<String> = []
        var open = running.holders(of: reach.address, in: LinuxSection.address).compactMap { $0.properties["dev"] }
        while let name = open.popLast() {
            guard found.insert(name).inserted else { continue }
            if let below = running[LinuxSection.linkID(name)]?.properties["link"] { open.append(below) }
        }
        return found
    }

    private var interfaces: [CutOff] {
        let carriers = carriers
        return change.differences.compactMap { difference in
            guard difference.id.section == LinuxSection.link, let before = difference.before,
                carriers.contains(before["dev"] ?? "")
            else { return nil }
            let what = "under the management address \(reach.address)"
            guard let after = difference.after else {
                return CutOff(
                    difference.id, "takes away the interface that holds the management address \(reach.address)")
            }
            if before["state"] == "up", after["state"] != "up" {
                return CutOff(difference.id, "sets the interface \(what) down")
            }
            return Self.carrying.first { before[$0] != after[$0] }.map {
                CutOff(difference.id, "changes `\($0)` of the interface \(what)")
            }
        }
    }

    private var routes: [CutOff] {
        let isIPv6 = reach.address.family == .ipv6
        return RouteCutOff { tree in
            tree.objects(in: LinuxSection.route).compactMap { route in
                let to = route.properties["to"] ?? ""
                guard !route.isAbsent, to.contains(":") == isIPv6 else { return nil }
                let hop = "\(route.properties["via"] ?? "") \(route.properties["dev"] ?? "")"
                return RouteCutOff.Route(
                    id: route.id, isDefault: to == (isIPv6 ? "::/0" : "0.0.0.0/0"), target: to, hop: hop,
                    distance: route.properties["metric"] ?? "0")
            }
        }.found(from: running, to: after)
    }
}
