import Foundation
import PitaDevices
import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaPlanning
import PitaPlatforms

/// Keeps the running configs of devices in a git repository: a file a device, secrets masked, and only what changed.
public struct ConfigBackupOperation: Sendable {
    private let workplace: Workplace
    private let events: EventSink

    /// Backups of the configs of an office's devices.
    public init(workplace: Workplace, events: @escaping EventSink) {
        self.workplace = workplace
        self.events = events
    }

    /// What became of a device's config.
    public struct Row: TableRow {
        /// What can become of it.
        public enum State: String, Sendable {
            /// It was kept before, and has changed since.
            case changed
            /// It is kept from now on.
            case added
            /// It is as it was kept.
            case same
            /// It could not be read.
            case failed
        }

        /// The device.
        public let device: String
        /// What became of it.
        public let state: State
        /// The file in the repository; why it could not be read.
        public let detail: String

        /// The headings.
        public static let columns = ["DEVICE", "CONFIG", "FILE"]
        /// The cells, one for each heading.
        public var cells: [String] { [device, state.rawValue, detail] }
        /// The row as JSON.
        public var json: JSONValue {
            ["device": .string(device), "state": .string(state.rawValue), "detail": .string(detail)]
        }
    }

    /// What a backup did.
    public struct Result: Sendable {
        /// A row a device, in the office's order.
        public let rows: [Row]
        /// The repository.
        public let repository: String
        /// The commit; `nil` when nothing had changed.
        public let commit: String?
    }

    /// Reads the devices that `limit` selects and keeps their configs. A device that can't be read keeps the file that it has.
    ///
    /// - Parameter directory: the repository; `.pita/configs` when `nil`.
    public func backUp(limit: String?, into directory: String?) async throws -> Result {
        let office = workplace.office
        let devices =
            try limit.map { limit throws(Diagnostics) in try office.select(limit).devices }
            ?? office.deviceNames.compactMap { office.device($0) }
        let path = try directory ?? workplace.state().prepare("configs")
        let lock = try FileLock(path + ".lock")
        defer { lock.release() }
        let repository = GitRepository(
            path: path, committer: ("Pita", "pita@\(office.shortName.lowercased().filter(\.isLetter))"))
        try await repository.prepare()
        events(.began(work: "reading", devices: devices.count))
        let connector = await workplace.connector()
        let texts = await BoundedTasks.map(devices, limit: DeviceReadings.atOnce) { device in
            await text(of: device, connector)
        }
        var written: Set<String> = []
        var rows: [Row] = []
        for (device, text) in zip(devices, texts) {
            let name = device.name.text
            switch text {
            case .failure(let failure): rows.append(Row(device: name, state: .failed, detail: failure.reason))
            case .success(let text):
                let file = name + ".cfg"
                let place = path + "/" + file
                let old = FileManager.default.contents(atPath: place)
                if old != Data(text.utf8) { try AtomicFile.write(Array(text.utf8), to: place, mode: 0o600) }
                written.insert(file)
                rows.append(Row(device: name, state: old == nil ? .added : .same, detail: file))
            }
        }
        // A run that ended between writing and committing is made good here: git says what differs, not this run.
        let changed = try await repository.changed().filter(written.contains)
        rows = rows.map { row in
            guard row.state == .same, changed.contains(row.detail) else { return row }
            return Row(device: row.device, state: .changed, detail: row.detail)
        }
        guard !changed.isEmpty else { return Result(rows: rows, repository: path, commit: nil) }
        let names = changed.map { String($0.dropLast(4)) }.sorted()
        let subject =
            "\(workplace.clock.now.text): "
            + (names.count <= 5 ? names.joined(separator: ", ") : "\(names.count) configs")
        let commit = try await repository.commit(
            changed.sorted(), message: names.count <= 5 ? subject : subject + "\n\n" + names.joined(separator: "\n"))
        return Result(rows: rows, repository: path, commit: commit)
    }

    private func text(of device: Device, _ connector: DeviceConnector) async -> Swift.Result<String, DeviceError> {
        let name = device.name.text
        do {
            let platform = try PlatformCatalogue.platform(named: device.platform)
            let recording = try await DeviceReadings(connector: connector, events: events).record(device, platform)
            let facts = try platform.facts(from: recording.replies(.fact))
            let text = try platform.backup(from: recording.replies(.config), facts: facts)
            events(.ended(device: name, outcome: "read", reason: nil))
            return .success(text)
        } catch {
            let failure =
                error as? DeviceError
                ?? DeviceError(device: name, phase: .read, cause: (error as? Diagnostics)?.description ?? "\(error)")
            events(.ended(device: name, outcome: "failed", reason: failure.cause))
            return .failure(failure)
        }
    }
}

/// A lock that a process holds on a file, and loses when it ends.
struct FileLock {
    private let descriptor: Int32

    /// Takes the lock, or refuses at once.
    init(_ path: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw OperationError("\(path): \(String(cString: strerror(errno)))") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw Refusal(.busy, "another process is at work on \(path.dropLast(5))", hint: "wait until it is done")
        }
    }

    func release() { close(descriptor) }
}
