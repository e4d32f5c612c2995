import Foundation
import PitaDevices
import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaSSH

/// Enrols, lists and forgets the host keys of devices, and of the jump hosts before them.
public struct HostKeyOperation: Sendable {
    private let workplace: Workplace

    /// The host keys of an office.
    public init(workplace: Workplace) { self.workplace = workplace }

    /// The key of a device or a jump host as a row.
    public struct Row: TableRow {
        /// The device, or `jump host HOST:PORT`.
        public let device: String
        /// Its address and port.
        public let address: String
        /// The key's type and fingerprint.
        public let key: String
        /// What was done with it, or how it stands.
        public let state: String

        /// The headings.
        public static let columns = ["DEVICE", "ADDRESS", "KEY", "STATE"]
        /// The cells, one for each heading.
        public var cells: [String] { [device, address, key, state] }
        /// The row as JSON.
        public var json: JSONValue {
            [
                "device": .string(device), "address": .string(address), "key": .string(key), "state": .string(state),
            ]
        }
    }

    /// Asks the devices and the jump hosts before them for their keys, and pins those that are not known yet; a key that
    /// differs is not replaced. The jump hosts come first: nobody is reached through one that has no pin.
    ///
    /// - Parameter accept: asked with the row before a key is pinned.
    public func enrol(_ limit: String, accept: (Row) throws -> Bool) async throws -> [Row] {
        try await enrol(try workplace.office.select(limit).devices, accept: accept)
    }

    /// The same for devices that need not be in the inventory yet.
    func enrol(_ devices: [Device], accept: (Row) throws -> Bool) async throws -> [Row] {
        let jumps = Self.jumpHosts(before: devices)
        var rows = try await enrol(jumps, accept: accept) { try await $0.jumpHostKey(of: $1) }
        rows += try await enrol(devices.map { ($0, HostKeyPlace($0)) }, accept: accept) { try await $0.hostKey(of: $1) }
        return rows
    }

    private func enrol(
        _ places: [(device: Device, place: HostKeyPlace)], accept: (Row) throws -> Bool,
        asking: @escaping @Sendable (DeviceConnector, Device) async throws -> HostKey?
    ) async throws -> [Row] {
        // With the pins as they are on disk now.
        let connector = try await workplace.reloaded().connector()
        let keys = await BoundedTasks.map(places.map(\.device), limit: 64) { device -> Result<HostKey?, any Error> in
            do { return .success(try await asking(connector, device)) } catch { return .failure(error) }
        }
        var rows: [Row] = []
        for ((_, place), key) in zip(places, keys) {
            switch key {
            case .failure(let error):
                rows.append(place.row(key: "-", state: (error as? DeviceError)?.cause ?? "\(error)"))
            case .success(let key): if let key { rows.append(try pin(key, of: place, accept: accept)) }
            }
        }
        return rows
    }

    private func pin(_ key: HostKey, of place: HostKeyPlace, accept: (Row) throws -> Bool) throws -> Row {
        let (path, text) = try pins(place)
        let shown = "\(key.type) \(key.fingerprint)"
        switch KnownHosts.parse(text, file: path).verdict(for: key, host: place.host, port: place.port) {
        case .matching: return place.row(key: shown, state: "known")
        case .revoked: return place.row(key: shown, state: "REVOKED")
        case .changed: return place.row(key: shown, state: "CHANGED: find out why, then \(place.wayToForget)")
        case .unknown:
            guard try accept(place.row(key: shown, state: "new")) else {
                return place.row(key: shown, state: "not accepted")
            }
            let added = try KnownHostsEdit.appending(key, host: place.host, port: place.port, to: text)
            try AtomicFile.write(Array(added.utf8), to: path, mode: 0o644)
            return place.row(key: shown, state: "enrolled")
        }
    }

    /// The pinned keys of the devices and of the jump hosts before them.
    public func list(_ limit: String?) throws -> [Row] {
        let office = workplace.office
        let devices =
            try limit.map { limit throws(Diagnostics) in try office.select(limit).devices }
            ?? office.deviceNames.compactMap { office.device($0) }
        return try (Self.jumpHosts(before: devices).map(\.place) + devices.map(HostKeyPlace.init)).flatMap { place in
            let (path, text) = try pins(place)
            let keys = KnownHosts.parse(text, file: path).keys(for: place.host, port: place.port)
            if keys.isEmpty { return [place.row(key: "-", state: "not enrolled")] }
            return keys.map { place.row(key: "\($0.type) \($0.fingerprint)", state: "known") }
        }
    }

    /// Forgets the pinned keys of the devices; a jump host's stays, since other devices are reached through it.
    public func forget(_ limit: String) throws -> [Row] {
        try workplace.office.select(limit).devices.map { device in
            let place = HostKeyPlace(device)
            let (path, old) = try pins(place)
            let text = KnownHostsEdit.forgetting(host: place.host, port: place.port, in: old)
            guard text != old else { return place.row(key: "-", state: "not enrolled") }
            try AtomicFile.write(Array(text.utf8), to: path, mode: 0o644)
            return place.row(key: "-", state: "forgotten")
        }
    }

    /// The jump hosts before devices, each once, with a device behind it.
    private static func jumpHosts(before devices: [Device]) -> [(device: Device, place: HostKeyPlace)] {
        var seen: Set<HostKeyPlace> = []
        return devices.compactMap { device in
            HostKeyPlace(jumpHostBefore: device).flatMap { seen.insert($0).inserted ? (device, $0) : nil }
        }
    }

    /// The file that pins a key, as it is on disk now.
    private func pins(_ place: HostKeyPlace) throws -> (path: String, text: String) {
        let path = workplace.absolute(place.file)
        return (path, FileManager.default.fileExists(atPath: path) ? try BoundedFile.text(path, limit: 16 << 20) : "")
    }
}
