import Foundation
import PitaDevices
import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaSSH

/// Enrols, lists and forgets the host keys of devices.
public struct HostKeyOperation: Sendable {
    private let workplace: Workplace

    /// The host keys of an office.
    public init(workplace: Workplace) { self.workplace = workplace }

    /// A device's key as a row.
    public struct Row: TableRow {
        /// The device.
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

    /// Asks the devices for their keys and pins those that are not known yet; a key that differs is not replaced.
    ///
    /// - Parameter accept: asked with the row before a key is pinned.
    public func enrol(_ limit: String, accept: (Row) throws -> Bool) async throws -> [Row] {
        let devices = try workplace.office.select(limit).devices
        let connector = await workplace.connector()
        let keys = await BoundedTasks.map(devices, limit: 64) { device -> Result<HostKey, DeviceError> in
            do {
                return .success(try await connector.hostKey(of: device))
            } catch let error as DeviceError {
                return .failure(error)
            } catch {
                return .failure(DeviceError(device: device.name.text, phase: .connect, cause: "\(error)"))
            }
        }
        var rows: [Row] = []
        for (device, key) in zip(devices, keys) {
            switch key {
            case .failure(let error): rows.append(row(device, key: "-", state: error.cause))
            case .success(let key): rows.append(try pin(key, of: device, accept: accept))
            }
        }
        return rows
    }

    private func pin(_ key: HostKey, of device: Device, accept: (Row) throws -> Bool) throws -> Row {
        let place = try place(device)
        let known = KnownHosts.parse(place.text, file: place.path)
        let shown = "\(key.type) \(key.fingerprint)"
        switch known.verdict(for: key, host: place.host, port: place.port) {
        case .matching: return row(device, key: shown, state: "known")
        case .revoked: return row(device, key: shown, state: "REVOKED")
        case .changed:
            return row(device, key: shown, state: "CHANGED: find out why, then `pita host-key forget` and enrol again")
        case .unknown:
            guard try accept(row(device, key: shown, state: "new")) else {
                return row(device, key: shown, state: "not accepted")
            }
            let text = try KnownHostsEdit.appending(key, host: place.host, port: place.port, to: place.text)
            try AtomicFile.write(Array(text.utf8), to: place.path, mode: 0o644)
            return row(device, key: shown, state: "enrolled")
        }
    }

    /// The pinned keys of the devices.
    public func list(_ limit: String?) throws -> [Row] {
        let office = workplace.office
        let devices =
            try limit.map { limit throws(Diagnostics) in try office.select(limit).devices }
            ?? office.deviceNames.compactMap { office.device($0) }
        return try devices.flatMap { device in
            let place = try place(device)
            let keys = KnownHosts.parse(place.text, file: place.path).keys(for: place.host, port: place.port)
            if keys.isEmpty { return [row(device, key: "-", state: "not enrolled")] }
            return keys.map { row(device, key: "\($0.type) \($0.fingerprint)", state: "known") }
        }
    }

    /// Forgets the pinned keys of the devices.
    public func forget(_ limit: String) throws -> [Row] {
        try workplace.office.select(limit).devices.map { device in
            let place = try place(device)
            let text = KnownHostsEdit.forgetting(host: place.host, port: place.port, in: place.text)
            guard text != place.text else { return row(device, key: "-", state: "not enrolled") }
            try AtomicFile.write(Array(text.utf8), to: place.path, mode: 0o644)
            return row(device, key: "-", state: "forgotten")
        }
    }

    private func row(_ device: Device, key: String, state: String) -> Row {
        let address = "\(device.management):\(device.connection.ssh.port)"
        return Row(device: device.name.text, address: address, key: key, state: state)
    }

    private func place(_ device: Device) throws -> (path: String, text: String, host: String, port: Int) {
        let path = workplace.absolute(device.connection.ssh.knownHosts)
        let text = FileManager.default.fileExists(atPath: path) ? try BoundedFile.text(path, limit: 16 << 20) : ""
        return (path, text, device.management.description, Int(device.connection.ssh.port))
    }
}
