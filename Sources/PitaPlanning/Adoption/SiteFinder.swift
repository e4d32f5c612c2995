import PitaInventory
import PitaNetwork
import PitaPlatforms

/// Finds the networks that devices serve and the inventory does not know, by what the devices say of one another.
struct SiteFinder {
    private let office: Office
    private let devices: [AdoptedDevice]
    private(set) var sites: [AdoptedSite] = []

    /// How many networks are taken at once: each is compared with all others.
    static let most = 1024
    /// What was seen and not taken, by device, each with its reason.
    private(set) var left: [String: [AdoptionRemark]] = [:]
    /// The new switches that carry the VLAN of a segment of the inventory, by device.
    private(set) var attached: [String: (segment: Segment, place: AdoptedSwitch)] = [:]

    init(_ devices: [AdoptedDevice], in office: Office) {
        (self.devices, self.office) = (devices, office)
        for device in devices where device.device.role != .switch { readVLANs(device) }
        for device in devices where device.device.role == .router {
            if let router = AdoptedRouter(device) { add(router) }
        }
        for device in devices { readNetworkLimits(device) }
        for place in sites.indices { readAccess(&sites[place]) }
        for device in devices where device.isNew && device.device.role == .switch { attach(device) }
    }

    /// The segment of the inventory that the networks are of.
    private func known(_ networks: [Prefix]) -> String? {
        office.segmentNames.first { name in
            guard let segment = office.segment(name) else { return false }
            return (segment.prefixes + [segment.transfer].compactMap(\.self)).contains { own in
                networks.contains(where: own.overlaps)
            }
        }
    }

    private mutating func leave(
        _ device: AdoptedDevice, _ reason: String, of objects: [ObjectID] = [], advice: String
    ) {
        left[device.name, default: []].append(AdoptionRemark(objects, reason, advice: advice))
    }

    private mutating func withSite(
        of networks: [Prefix], transfer: Prefix?, from device: AdoptedDevice, _ change: (inout AdoptedSite) -> Void
    ) {
        let known = sites.firstIndex { site in
            site.serves(networks) || (transfer != nil && site.transfer?.value == transfer)
        }
        if known == nil {
            guard sites.count < Self.most else {
                let names = networks.map(\.description).joined(separator: ", ")
                return leave(
                    device, "\(names): more than \(Self.most) networks are not taken at once",
                    advice: "move what is written already to the inventory, and adopt again")
            }
            sites.append(AdoptedSite())
        }
        change(&sites[known ?? sites.count - 1])
    }

    // MARK: the core's side

    /// A VLAN with an address of the device: its networks are those that are routed into it, else its own.
    private mutating func readVLANs(_ device: AdoptedDevice) {
        for vlan in device.view.vlans {
            guard let interface = vlan.interface,
                let own = device.view.addresses.first(where: { $0.interface == interface })
            else { continue }
            let network = own.address.prefix
            let routed = device.view.routes.filter { route in
                route.prefix.length > 0 && Address(route.gateway).map(network.contains) == true
            }
            let prefixes = routed.map { Adopted($0.prefix, device, $0.object) }
            guard known(prefixes.map(\.value) + [network]) == nil else { continue }
            withSite(of: prefixes.map(\.value), transfer: network, from: device) { site in
                site.add(prefixes.isEmpty ? [Adopted(network, device, own.object)] : prefixes)
                if !prefixes.isEmpty { site.transfer = Adopted(network, device, own.object) }
                site.vlan = site.vlan ?? Adopted(vlan.id, device, vlan.object)
                site.trunk = site.trunk ?? (device.name, vlan.domain)
                if let comment = vlan.comment { site.agency = site.agency ?? Adopted(comment, device, vlan.object) }
                let name = (vlan.name ?? "").replacing("vlan\(vlan.id)-", with: "")
                if !name.isEmpty { site.names.append(Adopted(name, device, vlan.object)) }
            }
        }
    }

    // MARK: the agency's side

    private mutating func add(_ router: AdoptedRouter) {
        let device = router.device
        let networks = router.lans.map(\.address.prefix)
        guard !networks.isEmpty else {
            return leave(
                device, "no network behind \(router.wan.interface) has an address", of: [router.gateway.object],
                advice: "adopt the router of the segment, or write the segment by hand")
        }
        if let segment = known(networks) {
            if device.isNew {
                leave(
                    device, "its networks are those of `\(segment)`, which is in the inventory",
                    of: router.lans.map(\.object),
                    advice: "if it is a device of that segment, give its entry `segment: \(segment)`")
            }
            return
        }
        withSite(of: networks, transfer: router.wan.address.prefix, from: device) { site in
            site.router = site.router ?? router
            site.add(router.lans.map { Adopted($0.address.prefix, device, $0.object) })
            site.transfer = site.transfer ?? Adopted(router.wan.address.prefix, device, router.wan.object)
            let lans = Set(router.lans.map(\.interface))
            for shaper in device.view.shapers where shaper.conditions.isEmpty {
                guard case .interface(let name, let direction, let rate) = shaper.scope,
                    lans.contains(name) || name == router.wan.interface
                else { continue }
                let (limit, whole) = (
                    Adopted(rate, device, shaper.object), shaper.whole.map { Adopted($0, device, shaper.object) }
                )
                if shaper.isParent {
                    // It is the link's, and what stands in it the allocation.
                    if lans.contains(name) == (direction == .egress) {
                        site.wholeDownload = site.wholeDownload ?? limit
                    } else {
                        site.wholeUpload = site.wholeUpload ?? limit
                    }
                } else if lans.contains(name) == (direction == .egress) {
                    site.limit(download: limit, upload: nil)
                    site.wholeDownload = site.wholeDownload ?? whole
                } else {
                    site.limit(download: nil, upload: limit)
                    site.wholeUpload = site.wholeUpload ?? whole
                }
            }
        }
    }

    // MARK: limits

    private mutating func readNetworkLimits(_ device: AdoptedDevice) {
        for shaper in device.view.shapers {
            guard case .networks(let networks, let download, let upload) = shaper.scope,
                known(Array(networks)) == nil
            else { continue }
            guard shaper.conditions.isEmpty else {
                leave(
                    device, "holds for a part only: \(shaper.conditions.joined(separator: ", "))",
                    of: [shaper.object],
                    advice: "an allocation has no conditions: decide what the segment is to have, and write that")
                continue
            }
            let object = shaper.object
            withSite(of: networks.sorted(), transfer: nil, from: device) { site in
                site.add(networks.sorted().map { Adopted($0, device, object) })
                site.limit(
                    download: download.map { Adopted($0, device, object) },
                    upload: upload.map { Adopted($0, device, object) })
                let ours = [(shaper.comment, "pita:"), (shaper.name, "pita-")].compactMap { text, start in
                    text.flatMap { $0.hasPrefix(start) ? String($0.dropFirst(start.count)) : nil }
                }.first
                if let ours {
                    site.names.insert(Adopted(ours, device, object), at: 0)
                } else if let name = shaper.name {
                    site.names.append(Adopted(name, device, object))
                }
                if ours == nil, let comment = shaper.comment {
                    site.agency = site.agency ?? Adopted(comment, device, object)
                }
            }
        }
    }

    // MARK: the segment's switches

    /// A switch is of the one segment whose VLAN it carries; one that carries those of several is the backbone's.
    private mutating func attach(_ device: AdoptedDevice) {
        let carried = Set(device.view.vlans.map(\.id))
        let own = sites.indices.filter { place in sites[place].vlan.map { carried.contains($0.value) } ?? false }
        let known = office.segmentNames.compactMap { office.segment($0) }.filter { carried.contains($0.vlan) }
        guard own.count + known.count == 1 else {
            var names = known.map { "VLAN \($0.vlan) of `\($0.name)`" }
            for site in own.map({ sites[$0] }) {
                let name = site.names.first?.value ?? "a new network"
                names += site.vlan.map { ["VLAN \($0.value) of \(name)"] } ?? []
            }
            return leave(
                device,
                names.isEmpty
                    ? "it carries the VLAN of no segment that is known"
                    : "whose it is cannot be told: it carries \(names.joined(separator: ", "))",
                advice: "if it is a segment's own switch, give its entry `segment: NAME`")
        }
        if let place = own.first, let vlan = sites[place].vlan?.value, let found = AdoptedSwitch(device, vlan: vlan) {
            sites[place].switches.append(found)
            sites[place].limit(download: found.limits.download, upload: found.limits.upload)
        } else if let segment = known.first, let found = AdoptedSwitch(device, vlan: segment.vlan) {
            attached[device.name] = (segment, found)
        }
    }

    // MARK: the access link

    /// The port of the distribution device that is in the VLAN without a tag, and what it lets through.
    private func readAccess(_ site: inout AdoptedSite) {
        guard let trunk = site.trunk, let vlan = site.vlan?.value,
            let link = office.linkNames.compactMap({ office.link($0) }).first(where: {
                $0.to.device == trunk.device && $0.to.interface == trunk.interface
            }), let device = devices.first(where: { $0.name == link.from.device })
        else { return }
        let carriers = device.view.vlans.filter { $0.id == vlan && !$0.untagged.isEmpty }
        guard carriers.count == 1, let carrier = carriers.first, carrier.untagged.count == 1,
            let port = carrier.untagged.first, let end = LinkEnd("\(device.name):\(port)")
        else { return }
        site.accessTo = Adopted(end, device, carrier.object)
        for shaper in device.view.shapers where shaper.conditions.isEmpty {
            guard case .interface(port, .egress, let rate) = shaper.scope else { continue }
            site.limit(download: Adopted(rate, device, shaper.object), upload: nil)
            site.wholeDownload = site.wholeDownload ?? shaper.whole.map { Adopted($0, device, shaper.object) }
        }
    }
}
