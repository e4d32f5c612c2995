import PitaDiagnostics
import PitaInventory
import PitaNetwork

/// Values for the parameters of a playbook, to try it without a request: all segments and devices that there are, the
/// allocations that they have, and for the rest the default or something that fits the type.
struct SampleParameters {
    private let playbook: Playbook
    private let office: Office

    init(_ playbook: Playbook, _ office: Office) {
        (self.playbook, self.office) = (playbook, office)
    }

    /// Whether some value is made up, so that what goes wrong with it may be its fault.
    static func areMadeUp(_ playbook: Playbook) -> Bool {
        playbook.parameters.contains { parameter in
            switch parameter.kind {
            case .segment, .device, .devices, .bandwidth: false
            case .vlan, .prefix, .address, .integer, .boolean, .text: parameter.fallback == nil
            }
        }
    }

    /// Every set of values that is tried.
    var all: [[(name: String, text: String)]] {
        let devices = playbook.parameters.filter(\.kind.namesDevices)
        var chosen: [(segment: Segment?, device: Device?)] = [(nil, nil)]
        if devices.contains(where: { $0.kind == .device }) {
            let first = office.segmentNames.first.flatMap { office.segment($0) }
            chosen = taken(by: devices).map { device in (device.segment.flatMap { office.segment($0) } ?? first, device)
            }
        } else if playbook.parameters.contains(where: { $0.kind == .segment }) {
            chosen = office.segmentNames.map { (office.segment($0), nil) }
        }
        // A flag leads to two texts; more than one flag is tried all on and all off.
        let flags = playbook.parameters.contains { $0.kind == .boolean } ? [true, false] : [true]
        return chosen.flatMap { segment, device in
            flags.map { flag in
                playbook.parameters.compactMap { parameter in
                    text(of: parameter, segment, device, flag).map { (name: parameter.name, text: $0) }
                }
            }
        }
    }

    /// The devices that a target takes if a parameter names them.
    private func taken(by parameters: [PlaybookParameter]) -> [Device] {
        let names = Set(parameters.map(\.name))
        let targets = playbook.targets.filter { target in
            if case .parameter(let name) = target.place { names.contains(name) } else { false }
        }
        return office.deviceNames.compactMap { office.device($0) }.filter { device in
            targets.contains { $0.takes(device) }
        }
    }

    private func text(
        of parameter: PlaybookParameter, _ segment: Segment?, _ device: Device?, _ flag: Bool
    ) -> String? {
        switch parameter.kind {
        case .segment: segment?.name
        case .device: taken(by: [parameter]).first { $0.id == device?.id }?.id ?? taken(by: [parameter]).first?.id
        case .devices: taken(by: [parameter]).map(\.id).joined(separator: ",")
        case .bandwidth: parameter.fallback ?? segment?.allocation.description ?? "10M/5M"
        case .vlan: parameter.fallback ?? segment?.vlan.description ?? "100"
        case .prefix: parameter.fallback ?? segment?.prefixes.first?.description ?? "10.255.1.0/24"
        case .address: parameter.fallback ?? "10.255.1.1"
        case .integer: parameter.fallback ?? "1"
        case .boolean: String(flag)
        case .text: parameter.fallback ?? "x"
        }
    }
}
