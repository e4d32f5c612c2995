import Foundation
import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaNetwork
import PitaPlanning
import PitaPlatforms
import PitaYAML

/// A device that the inventory does not know yet.
public struct NewDevice: Sendable {
    /// The address by which it is reached.
    public let address: Address
    /// The platform that drives it.
    public let platform: String
    /// What it will be called; `nil` for what it calls itself.
    public let name: String?
    /// What it is for.
    public let role: DeviceRole

    /// A device to be adopted; throws what an inventory would not take.
    ///
    /// - Parameter role: a word of ``PitaInventory/DeviceRole``.
    public init(address: String, platform: String, name: String?, role: String) throws(Diagnostics) {
        guard let address = Address(address) else {
            throw Diagnostics("`\(address)` is no address", hint: "write it like 10.0.0.1")
        }
        guard name.map({ HostName($0) != nil }) ?? true else {
            throw Diagnostics(
                "`\(name ?? "")` is no name for a device", hint: "letters, digits and inner hyphens (RFC 1123)")
        }
        guard let role = DeviceRole(rawValue: role) else {
            let words = DeviceRole.allCases.map(\.rawValue)
            throw Diagnostics(
                "`\(role)` is no role",
                hint: Suggestion.hint(for: role, among: words) ?? "roles: " + words.joined(separator: ", "))
        }
        self.address = address
        self.platform = try PlatformCatalogue.platform(named: platform).name
        self.name = name
        self.role = role
    }
}

/// Reads devices that run today, and writes an inventory from them.
public struct AdoptOperation: Sendable {
    private let workplace: Workplace
    private let events: EventSink

    /// An operation in an office.
    public init(workplace: Workplace, events: @escaping EventSink) {
        self.workplace = workplace
        self.events = events
    }

    /// What becomes of a file.
    public enum Fate: String, Sendable {
        /// It is not there yet.
        case new
        /// It is there, word for word.
        case unchanged
        /// It is there with another text, which stays.
        case kept
    }

    /// Reads devices of the inventory and one that is not in it, and works out what they give. Nothing is written but
    /// the new device's host key, once it was accepted.
    ///
    /// - Parameter accept: asked with the new device's host key, unless it is pinned already.
    public func adopt(
        _ names: [String], new: NewDevice?, accept: (HostKeyOperation.Row) throws -> Bool
    ) async throws -> Adoption {
        let office = workplace.office
        var devices: [Device] = []
        for name in names where !devices.contains(where: { $0.name.text == name }) {
            guard let device = office.device(name) else {
                throw Diagnostics(
                    "there is no device `\(name)` in the inventory",
                    hint: Suggestion.hint(for: name, among: office.deviceNames)
                        ?? "one that is not in it is named with --address, --platform and --name")
            }
            devices.append(device)
        }
        let present = try Office.files(in: workplace.directory)
        var reader = workplace
        if let new {
            let device = try device(
                new, named: new.name ?? AdoptedNames.host("\(new.address)", taken: []), beside: present)
            devices.append(device)
            reader = try await enrolled(device, accept: accept)
        }
        let readings = try await DeviceReadings(connector: await reader.connector(), events: events).readAll(devices)
        var adopted: [AdoptedDevice] = []
        for (device, reading) in zip(devices, readings) {
            let isNew = office.device(device.name.text) == nil
            var device = device
            if isNew, let new, new.name == nil {
                let name = AdoptedNames.host(reading.facts.name, taken: Set(office.deviceNames))
                device = try self.device(new, named: name, beside: present)
            }
            let platform = try PlatformCatalogue.platform(named: device.platform)
            adopted.append(
                AdoptedDevice(
                    device: device, isNew: isNew, facts: reading.facts, view: platform.view(of: reading.running)))
        }
        return try Adoption(
            adopted, in: office, present: present, shaping: try LiveOperation.allocationPlaces(in: workplace),
            knownPlatforms: Set(PlatformCatalogue.names))
    }

    /// The device as the office would have it: with the connection that it gives to all of the platform.
    private func device(_ new: NewDevice, named name: String, beside present: [InventoryFile]) throws -> Device {
        if let known = workplace.office.device(name) ?? workplace.office.device(managedAt: new.address) {
            throw Diagnostics(
                "`\(known.name)` at \(known.management) is in the inventory",
                hint: "it stands at \(known.mark); name it without --address")
        }
        let text = """
            devices:
              \(YAMLScalar.text(name)):
                platform: \(new.platform)
                role: \(new.role.rawValue)
                management: \(YAMLScalar.text(new.address.description))

            """
        let file = InventoryFile(name: "Inventory/backbone/\(name).yaml", text: text)
        let office = try Office.parse(files: present + [file], knownPlatforms: Set(PlatformCatalogue.names))
        guard let device = office.device(name) else { throw Diagnostics("`\(name)` is no name for a device") }
        return device
    }

    /// The office with the device's host key pinned.
    private func enrolled(
        _ device: Device, accept: (HostKeyOperation.Row) throws -> Bool
    ) async throws -> Workplace {
        guard try workplace.pins.fingerprints(of: [device])[device.name.text] == nil else { return workplace }
        _ = try await HostKeyOperation(workplace: workplace).enrol([device], accept: accept)
        return try await workplace.reloaded()
    }

    /// What becomes of each file when it is written.
    public func fates(of adoption: Adoption) throws -> [(file: AdoptedFile, fate: Fate)] {
        try adoption.files.map { file in
            let path = workplace.absolute(file.name)
            guard FileManager.default.fileExists(atPath: path) else { return (file, .new) }
            let now = try BoundedFile.bytes(path, limit: 64 << 20)
            return (file, now == Array(file.text.utf8) ? .unchanged : .kept)
        }
    }

    /// Writes the new files, each whole or not at all, those of the inventory first; a file that is there stays.
    public func write(_ files: [(file: AdoptedFile, fate: Fate)]) throws {
        for (file, fate) in files where fate == .new {
            let path = workplace.absolute(file.name)
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try AtomicFile.write(Array(file.text.utf8), to: path, mode: 0o644, replacing: false)
        }
    }
}
