import Foundation

/// One exec channel on a Linux router or an Open vSwitch switch.
struct PeerSession {
    let directory: LabDirectory
    let peer: PeerDevice
    let truth: GroundTruth
    private let lock: FileLock

    init(_ directory: LabDirectory, _ device: LabDevice) throws {
        self.directory = directory
        peer = PeerDevice(directory: directory, device: device)
        truth = GroundTruth(directory: directory, device: device.name)
        lock = try FileLock(directory.device(device.name, "lock"))
    }

    private var faultPath: String { directory.device(peer.device.name, "faults.json") }

    private static let changing: Set<String> = [
        "add", "change", "replace", "del", "delete", "set", "create", "destroy", "clear", "remove", "-batch", "-b",
        "restore", "tee", "mv", "rm", "cp", "install", "systemctl", "systemd-run", "sh", "bash", "add-port", "del-port",
        "configure", "memory",
    ]

    /// Whether a command line changes something, judged by its words.
    static func isChange(_ command: String) -> Bool {
        let words = command.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
        return words.contains(where: changing.contains)
    }

    /// Runs a command inside the device with its real exit status.
    func exec(_ command: String) throws -> Int32 {
        truth.write("command", command)
        let faults = FaultSet.load(faultPath)
        try misbehave(faults)
        let isChange = Self.isChange(command)
        let happening = isChange ? try count() : []
        if isChange, let refusal = refusal(faults, happening) {
            truth.write("fault", refusal.text)
            _ = StateFile.writeAll(2, Array((refusal.text + "\n").utf8))
            return refusal.status
        }
        if isChange, faults.has("lie") {
            truth.write("fault", "lie")
            return 0
        }
        let before = isChange ? GroundTruth.digest(try peer.truth()) : nil
        let status = try run(command, faults)
        if isChange {
            let after = GroundTruth.digest((try? peer.truth()) ?? "")
            truth.write("effect", "exit status \(status)", before: before, after: after)
        }
        try behind(happening)
        return status
    }

    private func misbehave(_ faults: FaultSet) throws {
        for name in ["slow", "drop", "stall", "garbage"] where faults.has(name) { truth.write("fault", name) }
        if let milliseconds = faults.faults["slow"] { Clocks.sleep(Double(milliseconds) / 1000) }
        if faults.has("drop") { Wire.cut() }
        if faults.has("stall") { Wire.stall() }
        if faults.has("garbage") {
            Wire.write(Noise.bytes(seed: try LabSecrets.load(directory).seed ^ UInt64(getpid())))
            exit(0)
        }
    }

    private func count() throws -> Set<String> {
        lock.lock()
        defer { lock.unlock() }
        var faults = FaultSet.load(faultPath)
        let happening = faults.count()
        try faults.save(faultPath)
        return happening
    }

    private func refusal(_ faults: FaultSet, _ happening: Set<String>) -> (text: String, status: Int32)? {
        let isSwitch = peer.device.kind == .openvswitch
        if peer.device.kind == .frr {
            if happening.contains("reject") { return ("% Configuration failed.", 1) }
            if faults.has("locked") { return ("VTY configuration is locked by other VTY", 1) }
        }
        if happening.contains("reject") {
            return isSwitch
                ? ("ovs-vsctl: transaction error: {\"details\":\"rejected\",\"error\":\"constraint violation\"}", 1)
                : ("RTNETLINK answers: Invalid argument", 2)
        }
        if faults.has("locked") {
            return isSwitch ? ("Alarm clock", 142) : ("RTNETLINK answers: Device or resource busy", 2)
        }
        if faults.has("full") { return ("write error: No space left on device", 1) }
        return nil
    }

    private func run(_ command: String, _ faults: FaultSet) throws -> Int32 {
        let arguments = try peer.namespace.prefix() + ["/bin/sh", "-c", command]
        guard let limit = faults.faults["truncate"] else {
            return try Launch(arguments: arguments, environment: peer.environment, descriptors: [0, 1, 2]).run()
        }
        let (status, text) = try Launch.output(arguments, environment: peer.environment)
        Wire.write(Array(text.utf8.prefix(limit)))
        return status
    }

    private func behind(_ happening: Set<String>) throws {
        guard !happening.isDisjoint(with: ["reboot", "stall", "drop"]) else { return }
        truth.write("fault", happening.sorted().joined(separator: ","))
        if happening.contains("reboot") { StateFile.append("", to: directory.restarts + "/" + peer.device.name) }
        if happening.contains("stall") { Wire.stall() }
        Wire.cut()
    }

    /// A log-in without a command: a shell inside the device.
    func interactive() throws -> Int32 {
        try Launch(
            arguments: try peer.namespace.prefix() + ["/bin/sh", "-i"], environment: peer.environment,
            descriptors: [0, 1, 2]
        ).run()
    }
}
