import Foundation
import PitaDevices
import PitaInventory
import PitaSSH
import Synchronization

/// The pinned host keys of an office, each file read once: what a plan is checked by is what its sessions are checked by.
final class PinnedHosts: Sendable {
    private let directory: String
    private let read = Mutex<[String: KnownHosts]>([:])

    /// The pins in the files that an inventory names, relative to the office's directory unless absolute.
    init(directory: String) { self.directory = directory }

    /// The pins in a file. No file is no pins: every device is then unknown, and says so.
    func hosts(_ path: String) throws(DeviceError) -> KnownHosts {
        if let known = read.withLock({ $0[path] }) { return known }
        let file = path.hasPrefix("/") ? path : directory + "/" + path
        var text = ""
        if FileManager.default.fileExists(atPath: file) {
            do {
                text = try BoundedFile.text(file, limit: 16 << 20)
            } catch {
                throw DeviceError(device: path, phase: .connect, cause: "\(error)")
            }
        }
        let hosts = KnownHosts.parse(text, file: path)
        return read.withLock { kept in
            // The first reading counts for everybody.
            let first = kept[path] ?? hosts
            kept[path] = first
            return first
        }
    }

    /// The pinned keys of devices and of the jump hosts before them, types with fingerprints, as a plan keeps them.
    func fingerprints(of devices: [Device]) throws(DeviceError) -> [String: String] {
        var found: [String: String] = [:]
        for place in devices.flatMap({ [HostKeyPlace($0), HostKeyPlace(jumpHostBefore: $0)].compactMap(\.self) }) {
            let keys = try hosts(place.file).keys(for: place.host, port: place.port).map(\.description).sorted()
            if !keys.isEmpty { found[place.name] = keys.joined(separator: ", ") }
        }
        return found
    }
}
