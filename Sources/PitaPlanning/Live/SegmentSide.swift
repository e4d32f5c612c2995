import PitaInventory
import PitaNetwork
import PitaPlatforms

/// Where a segment is on a device: the interfaces that lead to it alone, and what is its own among the limits there.
struct SegmentSide {
    let segment: Segment
    let view: LiveView
    /// The interfaces towards the agency: what leaves by them is its download.
    let toward: Set<String>
    /// The interfaces of the segment's own router or switch towards the internet: what leaves by them is its upload.
    let away: Set<String>
    /// Whether the device is where the segment's link begins, and stands in its networks.
    let isGateway: Bool

    init(_ segment: Segment, on device: Device, in office: Office, view: LiveView) {
        (self.segment, self.view) = (segment, view)
        var (toward, away): (Set<String>, Set<String>) = ([], [])
        for link in office.links(of: segment) {
            if link.to.device == device.name.text, let interface = link.to.interface {
                if link.kind == .access { toward.insert(interface) }
                // A trunk is shared; the segment's part of it is its VLAN.
                let own = view.vlans.filter { $0.id == segment.vlan && $0.domain == interface }
                toward.formUnion(own.compactMap(\.interface))
            }
            guard link.kind == .access, link.from.device == device.name.text, let interface = link.from.interface
            else { continue }
            away.insert(interface)
            let inside = view.addresses.filter { address in
                segment.prefixes.contains { $0.contains(address.address.address) }
            }
            toward.formUnion(inside.map(\.interface).filter { $0 != interface })
        }
        isGateway = !away.isEmpty
        // A switch of the segment has it all behind one port.
        if device.role == .switch, device.segment == segment.name,
            case .scalar(.text(let uplink))? = office.resolvedVariables(for: device)["uplink"]?.content
        {
            away.insert(uplink)
        }
        (self.toward, self.away) = (toward, away)
    }

    /// The limits that are the segment's: those that say so by their comment; else by their name; else those for its
    /// networks; else those of the interfaces that lead to it alone.
    var shapers: [LiveView.Shaper] {
        let ways: [(LiveView.Shaper) -> Bool] = [
            { $0.comment == "pita:" + segment.name }, { $0.name == "pita-" + segment.name }, isForNetworks,
            leadsToIt,
        ]
        return ways.lazy.map { way in view.shapers.filter(way) }.first { !$0.isEmpty } ?? []
    }

    private func isForNetworks(_ shaper: LiveView.Shaper) -> Bool {
        guard case .networks(let networks, _, _) = shaper.scope else { return false }
        return networks.isSubset(of: segment.prefixes)
    }

    private func leadsToIt(_ shaper: LiveView.Shaper) -> Bool {
        guard case .interface(let name, _, _) = shaper.scope, !shaper.isParent else { return false }
        return toward.contains(name) || away.contains(name)
    }

    /// A limit's rates as the agency sees them; `nil` where it is none of the interfaces that lead to it.
    func rates(of shaper: LiveView.Shaper) -> (download: Bandwidth?, upload: Bandwidth?)? {
        switch shaper.scope {
        case .networks(_, let download, let upload): return (download, upload)
        case .interface(let name, let direction, let rate):
            guard toward.contains(name) || away.contains(name) else { return nil }
            return toward.contains(name) == (direction == .egress) ? (rate, nil) : (nil, rate)
        }
    }
}
