import PitaInventory
import PitaNetwork
import PitaPlatforms
import PitaYAML

/// A switch of a segment: the ports that carry the segment's VLAN.
struct AdoptedSwitch: Sendable {
    let device: AdoptedDevice
    let vlan: VLANID
    /// The object that says that the device carries the VLAN.
    let object: ObjectID
    /// The ports that can lead to the backbone: those that carry the VLAN with a tag.
    let uplinks: [String]
    /// The ports that are in the VLAN without a tag, and in no other.
    let ports: [String]
    /// The ports that are in the VLAN without a tag and carry others too.
    let shared: [String]

    /// `nil` where the device does not carry the VLAN.
    init?(_ device: AdoptedDevice, vlan: VLANID) {
        let parts = device.view.vlans.filter { $0.id == vlan }
        guard let first = parts.first else { return nil }
        (self.device, self.vlan, object) = (device, vlan, first.object)
        // The device's own interfaces, and a bridge as a whole, are no ports.
        let own = Set(parts.map(\.domain) + parts.compactMap(\.interface))
        let tagging = device.view.vlans.reduce(into: Set<String>()) { $0.formUnion($1.tagged) }
        let untagged = parts.reduce(into: Set<String>()) { $0.formUnion($1.untagged) }
        let tagged = parts.reduce(into: Set<String>()) { $0.formUnion($1.tagged) }
        let names = device.view.interfaceNames.filter { !own.contains($0) && LinkEnd("x:" + $0) != nil }
        // Made an access port, an uplink with a native VLAN would no longer carry the others.
        ports = names.filter { untagged.contains($0) && !tagging.contains($0) }
        shared = names.filter { untagged.contains($0) && tagging.contains($0) }
        // Which of several is the uplink no limit tells: a port to an access point may have one too.
        uplinks = names.filter { tagged.contains($0) && !untagged.contains($0) }
    }

    /// The one port that leads to the backbone; `nil` where several may.
    var uplink: String? { uplinks.count == 1 ? uplinks.first : nil }

    /// The limits at the uplink: what leaves by it is the segment's upload.
    var limits: (download: Adopted<Bandwidth>?, upload: Adopted<Bandwidth>?) {
        var limits: (download: Adopted<Bandwidth>?, upload: Adopted<Bandwidth>?) = (nil, nil)
        for shaper in device.view.shapers where shaper.conditions.isEmpty {
            guard case .interface(let name, let direction, let rate) = shaper.scope, name == uplink else { continue }
            let limit = Adopted(rate, device, shaper.object)
            if direction == .egress { limits.upload = limit } else { limits.download = limit }
        }
        return limits
    }

    /// The variables by which the shipped templates find the ports.
    var variables: [String] {
        let source = "  # from \(device.name): " + YAMLScalar.comment(DeviceWords.cut(object.description, to: 300))
        var lines: [String] = []
        if let uplink {
            lines.append("uplink: \(YAMLScalar.text(uplink))\(source)")
        } else {
            let names = uplinks.isEmpty ? "no port carries the VLAN with a tag" : uplinks.joined(separator: " ")
            lines.append("# \(AdoptedSegment.fillIn) uplink: " + YAMLScalar.comment(DeviceWords.cut(names, to: 300)))
        }
        if !ports.isEmpty { lines.append("access_ports: \(AdoptedEntry.list(ports))\(source)") }
        if !shared.isEmpty {
            let names = "carry VLAN \(vlan) without a tag and others with one: " + shared.joined(separator: " ")
            lines.append("# " + YAMLScalar.comment(DeviceWords.cut(names, to: 300)))
        }
        // A mapping of comments only would be none.
        return uplink == nil && ports.isEmpty ? lines : ["variables:"] + lines.map { "  " + $0 }
    }
}
