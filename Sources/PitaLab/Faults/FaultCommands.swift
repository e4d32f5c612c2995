import Foundation

/// Setting and clearing faults while the lab runs.
enum FaultCommands {
    /// Sets faults on a device, or on `all`.
    static func set(_ directory: LabDirectory, _ device: String, _ texts: [String]) throws {
        let parsed = try texts.map(FaultSet.parse)
        try change(directory, device, texts.joined(separator: " ")) { faults in
            for (name, value) in parsed { faults.faults[name] = value }
        }
    }

    static func clear(_ directory: LabDirectory, _ device: String) throws {
        try change(directory, device, "clear") { $0 = FaultSet() }
    }

    static func list(_ directory: LabDirectory, _ device: String) throws -> [String] {
        _ = try directory.loadDevice(device)
        return FaultSet.load(directory.device(device, "faults.json")).faults.sorted { $0.key < $1.key }
            .map { $0.value < 0 ? $0.key : "\($0.key)=\($0.value)" }
    }

    private static func change(
        _ directory: LabDirectory, _ device: String, _ words: String, _ body: (inout FaultSet) -> Void
    ) throws {
        let office = try directory.loadOffice()
        let names = office.devices.map(\.name).filter { device == "all" || $0 == device }
        guard !names.isEmpty else { throw LabError("no device \(device) in this lab") }
        for name in names {
            let lock = try FileLock(directory.device(name, "lock"))
            lock.lock()
            defer { lock.unlock() }
            var faults = FaultSet.load(directory.device(name, "faults.json"))
            let before = faults
            body(&faults)
            try faults.save(directory.device(name, "faults.json"))
            GroundTruth(directory: directory, device: name).write("fault", words)
            if faults.has("snmp-silent") != before.has("snmp-silent") {
                AgentConfiguration.signal(directory, name, faults.has("snmp-silent") ? SIGSTOP : SIGCONT)
            }
        }
    }
}
