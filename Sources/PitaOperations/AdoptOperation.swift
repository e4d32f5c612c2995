import Foundation
import PitaDevices
import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaNetwork
import PitaPlanning
import PitaPlatforms
import PitaYAML

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

    /// What came of the devices.
    public struct Outcome: Sendable {
        /// The files and the report of those that were read.
        public let adoption: Adoption
        /// Those that could not be read, or are known by another name.
        public let failures: [DeviceError]
        /// What the next plans of the adopted segments would send to the devices that were read.
        public let forecasts: [AdoptionForecast]

        /// The failures as an error; `nil` where there are none.
        public var failure: DeviceFailures? { failures.isEmpty ? nil : DeviceFailures(failures: failures) }
    }

    /// Reads devices of the inventory and others that are not in it, and works out what they give. A device that fails is
    /// told, and the others are adopted. Nothing is written but the new devices' host keys, once they were accepted.
    ///
    /// - Parameter accept: asked with each new device's host key, unless it is pinned already.
    /// - Throws: what is wrong with the names and addresses, before any device is asked.
    public func adopt(
        _ names: [String], new: [NewDevice], accept: (HostKeyOperation.Row) throws -> Bool
    ) async throws -> Outcome {
        let office = workplace.office
        var devices = try known(names)
        let present = try Office.files(in: workplace.directory)
        let added = try added(new, beside: present)
        devices += added
        let reader = try await enrolled(added, accept: accept)
        let readings = await DeviceReadings(connector: await reader.connector(), events: events).read(devices)
        var adopted: [AdoptedDevice] = []
        var failures: [DeviceError] = []
        var running: [String: DeviceReading] = [:]
        for (place, (device, reading)) in zip(devices, readings).enumerated() {
            let given = place < devices.count - added.count ? nil : new[place - (devices.count - added.count)]
            do {
                let reading = try reading.get()
                let device =
                    try given.map { try named($0, device, reading.facts, among: adopted, new, present) } ?? device
                let platform = try PlatformCatalogue.platform(named: device.platform)
                adopted.append(
                    AdoptedDevice(
                        device: device, isNew: given != nil, facts: reading.facts,
                        view: platform.view(of: reading.running)))
                running[device.name.text] = reading
            } catch {
                failures.append(
                    error as? DeviceError
                        ?? DeviceError(device: device.name.text, phase: .facts, cause: "\(error)"))
            }
        }
        let adoption = Adoption(
            adopted, in: office, present: present, shaping: try LiveOperation.allocationPlaces(in: workplace),
            knownPlatforms: Set(PlatformCatalogue.names))
        return Outcome(
            adoption: adoption, failures: failures,
            forecasts: try forecasts(of: adoption, beside: present, running: running))
    }

    private func known(_ names: [String]) throws -> [Device] {
        var devices: [Device] = []
        for name in names where !devices.contains(where: { $0.name.text == name }) {
            guard let device = workplace.office.device(name) else {
                throw Diagnostics(
                    "there is no device `\(name)` in the inventory",
                    hint: Suggestion.hint(for: name, among: workplace.office.deviceNames)
                        ?? "those that are not in it are named with --new ADDRESS,PLATFORM")
            }
            devices.append(device)
        }
        return devices
    }

    /// The new devices, each with a name of its own until it has said what it is called.
    private func added(_ new: [NewDevice], beside present: [InventoryFile]) throws -> [Device] {
        var devices: [Device] = []
        for one in new {
            guard !devices.contains(where: { $0.management == one.address }) else {
                throw Diagnostics("\(one.address) is named twice", hint: "name each new device once")
            }
            let taken = Set(devices.map(\.name.text))
            if let name = one.name, taken.contains(where: { $0.lowercased() == name.lowercased() }) {
                throw Diagnostics("two new devices are to be called `\(name)`", hint: "give each a name of its own")
            }
            let name = one.name ?? AdoptedNames.host("\(one.address)", taken: taken)
            devices.append(try device(one, named: name, beside: present))
        }
        return devices
    }

    /// A new device by the name that it has or gives itself; throws where the inventory knows it as another.
    private func named(
        _ new: NewDevice, _ device: Device, _ facts: DeviceFacts, among adopted: [AdoptedDevice],
        _ all: [NewDevice], _ present: [InventoryFile]
    ) throws -> Device {
        let office = workplace.office
        func refused(_ cause: String, _ hint: String) -> DeviceError {
            DeviceError(device: device.name.text, phase: .facts, cause: cause, hint: hint)
        }
        let known = office.deviceNames.compactMap { office.device($0) } + adopted.map(\.device)
        if let serial = facts.serial, !serial.isEmpty {
            let said = adopted.first { $0.facts.serial == serial && $0.device.platform == device.platform }?.device
            if let other = said
                ?? known.first(where: { $0.serial == serial && $0.platform == device.platform })
            {
                throw refused(
                    "\(new.address) has the serial number of `\(other.name)` at \(other.management)",
                    "it is the same device by another address: adopt it by its name")
            }
        }
        guard new.name == nil else { return device }
        let own = AdoptedNames.host(facts.name, taken: [])
        if let other = office.deviceNames.first(where: { $0.lowercased() == own }).flatMap({ office.device($0) }) {
            throw refused(
                "\(new.address) calls itself `\(other.name)`, which is in the inventory at \(other.management)",
                "if it is another device, name it: --new ADDRESS,PLATFORM,NAME; the known one stands at \(other.mark)")
        }
        let name = AdoptedNames.host(
            facts.name,
            // A name that was given belongs to that device, whoever is read first.
            taken: Set(office.deviceNames + adopted.map { $0.device.name.text } + all.compactMap(\.name)))
        return try self.device(new, named: name, beside: present)
    }

    /// What the next plans would send, by the office's playbooks and templates.
    private func forecasts(
        of adoption: Adoption, beside present: [InventoryFile], running: [String: DeviceReading]
    ) throws -> [AdoptionForecast] {
        guard !adoption.segments.isEmpty else { return [] }
        let files = adoption.files.filter(\.isInventory).map { InventoryFile(name: $0.name, text: $0.text) }
        let office = try Office.parse(files: present + files, knownPlatforms: Set(PlatformCatalogue.names))
        return AdoptionForecast.all(
            adoption.segments, playbooks: try LiveOperation.playbooks(in: workplace), in: office,
            library: try workplace.templates(), running: running)
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

    /// The office with the devices' host keys pinned.
    private func enrolled(
        _ devices: [Device], accept: (HostKeyOperation.Row) throws -> Bool
    ) async throws -> Workplace {
        let pinned = try workplace.pins.fingerprints(of: devices)
        let unknown = devices.filter { pinned[$0.name.text] == nil }
        guard !unknown.isEmpty else { return workplace }
        _ = try await HostKeyOperation(workplace: workplace).enrol(unknown, accept: accept)
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

    /// Writes the new files, those of the inventory first; a file that is there stays, and where one can't be written those
    /// before it are taken back.
    public func write(_ files: [(file: AdoptedFile, fate: Fate)]) throws {
        var written: [String] = []
        do {
            for (file, fate) in files where fate == .new {
                let path = workplace.absolute(file.name)
                try FileManager.default.createDirectory(
                    atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
                try AtomicFile.write(Array(file.text.utf8), to: path, mode: 0o644, replacing: false)
                written.append(path)
            }
        } catch {
            // A device whose segment is not there, or half of a report, would be taken for the whole.
            for path in written { unlink(path) }
            throw error
        }
    }
}
