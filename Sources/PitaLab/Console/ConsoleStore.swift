import Foundation

/// A console device's state on disk, under its lock.
final class ConsoleStore {
    let directory: LabDirectory
    let device: LabDevice
    private let lock: FileLock

    init(_ directory: LabDirectory, _ device: LabDevice) throws {
        self.directory = directory
        self.device = device
        lock = try FileLock(directory.device(device.name, "lock"))
    }

    var path: String { directory.device(device.name, "state.json") }
    private var faultPath: String { directory.device(device.name, "faults.json") }
    /// What every session of the device is told.
    var broadcasts: String { directory.device(device.name, "broadcasts") }

    /// Runs with the lock held.
    func locked<Result>(_ body: () throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body()
    }

    func load(_ console: any ConsoleDevice) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw LabError("\(device.name) has no state")
        }
        try console.restore(data)
        let faults = faults
        console.surroundings.wall = { Date().addingTimeInterval(faults.clockOffset) }
        console.surroundings.hostsAnswer = !faults.has("ping-silent")
        console.surroundings.isFull = faults.has("full")
        console.surroundings.isLocked = faults.has("locked")
        console.surroundings.promptState =
            faults.has("prompt-state") ? .unit : faults.has("prompt-clock") ? .clock : .none
        console.surroundings.asks = (faults.has("asks"), faults.has("asks-more"))
        console.surroundings.startsShell = faults.has("shell")
        console.surroundings.promptName = faults.has("wrong-prompt") ? "gudang-lama" : nil
    }

    func save(_ console: any ConsoleDevice) throws {
        try StateFile.write(try console.encoded(), to: path)
        let due = directory.due + "/" + device.name
        if let next = console.due {
            try StateFile.write(Data(String(next).utf8), to: due)
        } else {
            unlink(due)
        }
    }

    var faults: FaultSet {
        get { FaultSet.load(faultPath) }
        set { try? newValue.save(faultPath) }
    }

    /// Counts one configuration command among the faults; tells what happens behind it.
    func count() -> Set<String> {
        var faults = faults
        let before = faults
        let happening = faults.count()
        if faults != before { self.faults = faults }
        return happening
    }
}
