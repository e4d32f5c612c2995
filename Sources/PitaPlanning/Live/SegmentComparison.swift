import PitaInventory
import PitaNetwork
import PitaPlatforms

/// Compares what one device says with what the inventory says of a segment.
struct SegmentComparison {
    private let segment: Segment
    private let device: Device
    private let office: Office
    private let isShaping: Bool
    private let view: LiveView
    private let side: SegmentSide

    init(_ segment: Segment, on device: Device, in office: Office, shaping: AllocationPlaces, view: LiveView) {
        (self.segment, self.device, self.office, self.view) = (segment, device, office, view)
        isShaping = shaping.contains(device)
        side = SegmentSide(segment, on: device, in: office, view: view)
    }

    /// All that the inventory says that this device should hold.
    var rows: [StandingRow] { bandwidth + vlan + addresses + routes }

    private func row(
        _ subject: StandingRow.Subject, _ intended: String, _ found: String?, _ object: ObjectID?, isSame: Bool
    ) -> StandingRow {
        StandingRow(
            subject: subject, intended: intended, found: found, object: object,
            verdict: found == nil ? .missing : isSame ? .same : .different)
    }

    // MARK: bandwidth

    private var bandwidth: [StandingRow] {
        let intended = segment.allocation
        let shapers = side.shapers
        guard let first = shapers.first else {
            return isShaping ? [row(.bandwidth, intended.description, nil, nil, isSame: false)] : []
        }
        let rates = shapers.compactMap { side.rates(of: $0) }
        let download = rates.compactMap(\.download).min()
        let upload = rates.compactMap(\.upload).min()
        var found = "\(download.map(\.description) ?? "-")/\(upload.map(\.description) ?? "-")"
        // A port of a distribution switch limits what leaves it, which is the download, and knows no other.
        let needsBoth =
            device.role != .distribution || shapers.contains { if case .networks = $0.scope { true } else { false } }
        var isSame =
            needsBoth
            ? download == intended.download && upload == intended.upload
            : [(download, intended.download), (upload, intended.upload)].allSatisfy { $0 == nil || $0 == $1 }
        if download == nil, upload == nil { isSame = false }
        var remarks = Set(shapers.flatMap(\.conditions)).sorted()
        for case .networks(let networks, _, _) in shapers.map(\.scope) where networks != Set(segment.prefixes) {
            remarks.append("for " + networks.sorted().map(\.description).joined(separator: ", "))
        }
        if !remarks.isEmpty {
            found += " (\(remarks.joined(separator: "; ")))"
            isSame = false
        }
        return [row(.bandwidth, intended.description, found, first.object, isSame: isSame)]
    }

    // MARK: the VLAN

    private var vlan: [StandingRow] {
        let mine = view.vlans.filter { $0.id == segment.vlan }
        let links = office.links(of: segment)
        if let access = links.first(where: { $0.kind == .access && $0.to.device == device.name.text }),
            let port = access.to.interface
        {
            return [accessPort(port, mine)]
        }
        let trunk = links.first { $0.kind != .access && $0.to.device == device.name.text }?.to.interface
        let ownSwitch = device.role == .switch && device.segment == segment.name
        if let trunk {
            let found = mine.first { $0.domain == trunk || $0.tagged.contains(trunk) }
            return [
                row(
                    .vlan, "\(segment.vlan) on \(trunk)", found.map(Self.text), found?.object, isSame: true)
            ]
        }
        guard ownSwitch || !mine.isEmpty, device.segment == segment.name else { return [] }
        let found = mine.first
        return [row(.vlan, "\(segment.vlan)", found.map(Self.text), found?.object, isSame: true)]
    }

    /// The port that leads to the agency is in its VLAN, and in no other without a tag.
    private func accessPort(_ port: String, _ mine: [LiveView.VLAN]) -> StandingRow {
        let held = view.vlans.filter { $0.untagged.contains(port) }
        let found =
            mine.first { $0.untagged.contains(port) || $0.tagged.contains(port) || $0.domain == port } ?? held.first
        let isSame = found?.id == segment.vlan && held.allSatisfy { $0.id == segment.vlan }
        return row(.vlan, "\(segment.vlan) on \(port)", found.map(Self.text), found?.object, isSame: isSame)
    }

    private static func text(_ vlan: LiveView.VLAN) -> String {
        let parts = [("untagged", vlan.untagged), ("tagged", vlan.tagged)].filter { !$0.1.isEmpty }
            .map { "\($0.0) \($0.1.sorted().joined(separator: " "))" }
        return ([vlan.id.description] + parts).joined(separator: ", ")
    }

    // MARK: addresses and routes

    /// The variables of the device that are addresses of its interfaces, or that the default route leads by.
    private func variables(_ name: String) -> [(value: String, interface: String?)] {
        let variables = office.resolvedVariables(for: device)
        return variables.leaves().compactMap { leaf in
            guard case .scalar(.text(let value)) = leaf.value.content, leaf.path.hasSuffix("." + name) else {
                return nil
            }
            let beside = leaf.path.dropLast(name.utf8.count).dropLast().split(separator: ".").map(String.init)
                .reduce(variables as ResolvedValue?) { $0?[$1] }
            guard case .scalar(.text(let interface))? = beside?["interface"]?.content else { return (value, nil) }
            return (value, interface)
        }
    }

    private var addresses: [StandingRow] {
        let written = device.segment == segment.name ? variables("address") : []
        let intended = written.compactMap { value, interface in
            InterfaceAddress(value).map { (address: $0, interface: interface) }
        }
        if !intended.isEmpty { return intended.map { address($0.address, on: $0.interface) } }
        guard device.role == .core || side.isGateway else { return [] }
        // Nothing says which address; that there is one in each of the networks that the device must reach.
        let networks = (side.isGateway ? segment.prefixes : []) + [segment.transfer].compactMap(\.self)
        return networks.map { network in
            let found = view.addresses.first { network.contains($0.address.address) }
            return row(
                .address, "one in \(network)", found.map { "\($0.address) on \($0.interface)" }, found?.object,
                isSame: found?.address.prefix == network)
        }
    }

    private func address(_ intended: InterfaceAddress, on interface: String?) -> StandingRow {
        let near = view.addresses.filter { intended.prefix.contains($0.address.address) }
        let found = near.first { $0.address.address == intended.address } ?? near.first
        return row(
            .address, intended.description + (interface.map { " on \($0)" } ?? ""),
            found.map { "\($0.address) on \($0.interface)" }, found?.object,
            isSame: found?.address == intended && (interface == nil || found?.interface == interface))
    }

    private var routes: [StandingRow] {
        if device.segment == segment.name {
            return variables("gateway").map { value, _ in
                let defaults = view.routes.filter { $0.prefix.length == 0 }
                let found = defaults.first { $0.gateway == value } ?? defaults.first
                return row(
                    .route, "default by \(value)", found?.gateway, found?.object, isSame: found?.gateway == value)
            }
        }
        guard device.role == .core, let transfer = segment.transfer else { return [] }
        return segment.prefixes.map { prefix in
            let found = view.routes.first { $0.prefix == prefix }
            let isInside = found.flatMap { Address($0.gateway) }.map(transfer.contains) ?? false
            return row(
                .route, "\(prefix) by \(transfer)", found.map { "by \($0.gateway)" }, found?.object, isSame: isInside)
        }
    }
}
