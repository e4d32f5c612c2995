import PitaNetwork

/// What a switch's database says of what an office intends.
struct OpenVSwitchView {
    private let running: ConfigTree
    private var result = LiveView()

    init(_ running: ConfigTree) { self.running = running }

    /// The view.
    func view() -> LiveView {
        var copy = self
        for bridge in running.objects(in: OpenVSwitchSection.bridge) where !bridge.isAbsent {
            copy.result.add(interface: bridge.id.key)
            copy.result.tell(bridge.id)
        }
        for port in running.objects(in: OpenVSwitchSection.port) where !port.isAbsent { copy.readPort(port) }
        for interface in running.objects(in: OpenVSwitchSection.interface) where !interface.isAbsent {
            copy.readInterface(interface)
        }
        for qos in running.objects(in: OpenVSwitchSection.qos) where !qos.isAbsent { copy.readQoS(qos) }
        copy.result.finish(running) { $0 }
        return copy.result
    }

    private mutating func readPort(_ port: ConfigObject) {
        let properties = port.properties
        let name = port.id.key
        result.add(interface: name)
        // Such a port carries the tags of others inside its own.
        guard properties["vlan_mode"] != "dot1q-tunnel" else { return }
        result.tell(port.id)
        let domain = properties["bridge"] ?? ""
        if let id = properties["tag"].flatMap({ Int($0) }).flatMap(VLANID.init) {
            result.withVLANs(VLANSet([id]), in: domain, from: port.id) { vlan in
                if properties["vlan_mode"] == "native-tagged" {
                    vlan.tagged.insert(name)
                } else {
                    vlan.untagged.insert(name)
                }
            }
        }
        // 0 stands for what has no tag.
        let trunks = (properties["trunks"] ?? "").split(separator: ",").compactMap { Int($0).flatMap(VLANID.init) }
        guard !trunks.isEmpty else { return }
        result.withVLANs(VLANSet(trunks), in: domain, from: port.id) { vlan in vlan.tagged.insert(name) }
    }

    /// A policer of an interface, in kbit/s, limits what comes in.
    private mutating func readInterface(_ interface: ConfigObject) {
        let name = interface.id.key
        result.add(interface: name)
        result.tell(interface.id)
        guard let rate = interface.properties["ingress_policing_rate"].flatMap({ UInt64($0) }), rate > 0,
            rate <= Bandwidth.highest.bitsPerSecond / 1000
        else { return }
        result.add(
            LiveView.Shaper(
                object: interface.id, comment: interface.properties["external_ids:pita"],
                scope: .interface(name, .ingress, Bandwidth(bitsPerSecond: rate * 1000))))
    }

    /// What no flow sends elsewhere goes into queue 0; without one the whole of the link is the limit.
    private mutating func readQoS(_ qos: ConfigObject) {
        guard let port = qos.properties["port"], ["linux-htb", "linux-hfsc"].contains(qos.properties["type"] ?? "")
        else { return }
        let queue = running[OpenVSwitchSection.queueID(port, "0")].flatMap { $0.isAbsent ? nil : $0 }
        let (whole, share) = (rate(qos), queue.flatMap(rate))
        guard let limit = [whole, share].compactMap(\.self).min() else { return }
        result.tell(qos.id)
        if let queue { result.tell(queue.id) }
        result.add(
            LiveView.Shaper(
                object: queue?.id ?? qos.id,
                comment: queue?.properties["external_ids:pita"] ?? qos.properties["external_ids:pita"],
                scope: .interface(port, .egress, limit), whole: share == nil ? nil : whole))
    }

    private func rate(_ object: ConfigObject) -> Bandwidth? {
        object.properties["other_config:max-rate"].flatMap { UInt64($0) }.flatMap { bits in
            (1...Bandwidth.highest.bitsPerSecond).contains(bits) ? Bandwidth(bitsPerSecond: bits) : nil
        }
    }
}
