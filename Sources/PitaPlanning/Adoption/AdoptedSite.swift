import PitaInventory
import PitaNetwork
import PitaPlatforms

/// A device that is adopted, and what it said.
public struct AdoptedDevice: Sendable {
    /// The device, as the inventory has it or as it was named.
    public let device: Device
    /// Whether the inventory does not know it yet.
    public let isNew: Bool
    /// Who it says it is.
    public let facts: DeviceFacts
    /// What its running config says.
    public let view: LiveView

    /// A device with what it said.
    public init(device: Device, isNew: Bool, facts: DeviceFacts, view: LiveView) {
        (self.device, self.isNew, self.facts, self.view) = (device, isNew, facts, view)
    }

    var name: String { device.name.text }
}

/// A value with the object of the device that it is from.
struct Adopted<Value: Sendable>: Sendable {
    let value: Value
    let source: String

    init(_ value: Value, _ device: AdoptedDevice, _ object: ObjectID) {
        (self.value, source) = (value, "\(device.name): \(object)")
    }
}

/// A network that devices serve and that may become a segment: what is known of it.
struct AdoptedSite: Sendable {
    /// What the devices call it, the best name first.
    var names: [Adopted<String>] = []
    var agency: Adopted<String>?
    var vlan: Adopted<VLANID>?
    var prefixes: [Adopted<Prefix>] = []
    var transfer: Adopted<Prefix>?
    var download: Adopted<Bandwidth>?
    var upload: Adopted<Bandwidth>?
    /// Limits that differ from these.
    var otherLimits: [String] = []
    var wholeDownload: Adopted<Bandwidth>?
    var wholeUpload: Adopted<Bandwidth>?
    /// The interface of the core that the VLAN comes in by.
    var trunk: (device: String, interface: String)?
    var accessTo: Adopted<LinkEnd>?
    var router: AdoptedRouter?
    /// Its own switches.
    var switches: [AdoptedSwitch] = []

    /// Whether the networks are the site's.
    func serves(_ networks: some Sequence<Prefix>) -> Bool {
        networks.contains { network in prefixes.contains { $0.value.overlaps(network) } }
    }

    mutating func add(_ more: [Adopted<Prefix>]) {
        for prefix in more where !serves([prefix.value]) { prefixes.append(prefix) }
    }

    /// Takes limits; of two that differ the first counts, and the other is kept to be told.
    mutating func limit(download: Adopted<Bandwidth>?, upload: Adopted<Bandwidth>?) {
        take(download, "download", into: \.download)
        take(upload, "upload", into: \.upload)
    }

    private mutating func take(
        _ limit: Adopted<Bandwidth>?, _ word: String, into path: WritableKeyPath<AdoptedSite, Adopted<Bandwidth>?>
    ) {
        guard let limit else { return }
        guard let known = self[keyPath: path] else { return self[keyPath: path] = limit }
        if known.value != limit.value { otherLimits.append("\(word) \(limit.value) from \(limit.source)") }
    }
}

/// The router of a site: where it leads to the backbone, and its networks.
struct AdoptedRouter: Sendable {
    let device: AdoptedDevice
    let wan: LiveView.Addressing
    let gateway: LiveView.Route
    let lans: [LiveView.Addressing]

    /// A router whose default route leads by an address in the network of one of its interfaces.
    init?(_ device: AdoptedDevice) {
        let defaults = device.view.routes.filter { $0.prefix.length == 0 }
        for route in defaults {
            guard let gateway = Address(route.gateway),
                let wan = device.view.addresses.first(where: { $0.address.prefix.contains(gateway) })
            else { continue }
            self.device = device
            self.wan = wan
            self.gateway = route
            lans = device.view.addresses.filter {
                $0.interface != wan.interface && $0.address.address != device.device.management
            }
            return
        }
        return nil
    }
}
