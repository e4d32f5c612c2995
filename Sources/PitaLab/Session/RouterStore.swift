import Foundation

/// A router's state on disk, under its lock.
final class RouterStore {
    let directory: LabDirectory
    let device: LabDevice
    private let lock: FileLock

    init(_ directory: LabDirectory, _ device: LabDevice) throws {
        self.directory = directory
        self.device = device
        lock = try FileLock(directory.device(device.name, "lock"))
    }

    private var path: String { directory.device(device.name, "state.json") }
    private var faultPath: String { directory.device(device.name, "faults.json") }

    /// Runs with the lock held.
    func locked<Result>(_ body: () throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body()
    }

    /// Lets others in for a while.
    func unlocked(_ body: () -> Void) {
        lock.unlock()
        body()
        lock.lock()
    }

    func load() throws -> DeviceState {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw LabError("\(device.name) has no state")
        }
        return try JSONDecoder().decode(DeviceState.self, from: data)
    }

    func save(_ router: Router) throws {
        try StateFile.write(try JSONEncoder().encode(router.state), to: path)
        let due = directory.due + "/" + device.name
        if let next = Scheduling(router: router).next {
            try StateFile.write(Data(String(next).utf8), to: due)
        } else {
            unlink(due)
        }
    }

    var faults: FaultSet {
        get { FaultSet.load(faultPath) }
        set { try? newValue.save(faultPath) }
    }

    /// The router with its clock and files; faults are added by the session.
    func router(_ state: DeviceState) -> Router {
        let offset = faults.clockOffset
        return Router(
            state: state,
            surroundings: .init(
                wall: { Date().addingTimeInterval(offset) }, monotonic: Clocks.monotonic,
                files: FileArea(directory: directory.device(device.name, "files"), isFull: faults.has("full"))))
    }

    /// The configuration as text, secrets included, without a header.
    static func truth(_ router: Router) -> String {
        let exporter = Exporter(router: router, form: .init(terse: true, showsSecrets: true))
        let lines = (try? exporter.body()) ?? []
        return lines.filter { !$0.hasPrefix("#") }.map { $0 + "\n" }.joined()
    }
}
