import Foundation

/// The faults of one device. Those that end in `-after` count configuration commands and happen once.
struct FaultSet: Codable, Sendable, Equatable {
    /// Name to number; -1 for faults without one.
    var faults: [String: Int] = [:]

    static let plain: Set<String> = [
        "stall", "drop", "garbage", "lie", "full", "locked", "host-key", "snmp-silent", "snmp-wrong", "clock",
        "echo-log", "ping-silent", "wrong-prompt", "chatter", "remarks", "murmur", "asks", "asks-more", "prompt-state",
        "prompt-clock", "shell",
    ]
    static let numbered: Set<String> = [
        "reboot-after", "stall-after", "drop-after", "reject-after", "slow", "clock", "truncate", "busy",
    ]

    /// Reads `stall` or `stall-after=3`.
    static func parse(_ text: String) throws -> (name: String, value: Int) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        if parts.count == 1, plain.contains(parts[0]) { return (parts[0], -1) }
        if parts.count == 2, numbered.contains(parts[0]), let value = Int(parts[1]), value >= 0 {
            return (parts[0], value)
        }
        let known = plain.map { $0 } + numbered.map { $0 + "=N" }
        throw LabError("unknown fault \(text); known: \(known.sorted().joined(separator: ", "))")
    }

    func has(_ name: String) -> Bool { faults[name] != nil }

    /// Counts one configuration command; gives the faults that happen now.
    mutating func count() -> Set<String> {
        var happening: Set<String> = []
        for (name, left) in faults where name.hasSuffix("-after") {
            if left <= 1 {
                faults[name] = nil
                happening.insert(String(name.dropLast("-after".count)))
            } else {
                faults[name] = left - 1
            }
        }
        return happening
    }

    /// Seconds that the device's clock is off.
    var clockOffset: Double {
        guard let value = faults["clock"] else { return 0 }
        return value < 0 ? 10 * 365.25 * 86_400 : Double(value)
    }

    static func load(_ path: String) -> FaultSet {
        FileManager.default.contents(atPath: path).flatMap { try? JSONDecoder().decode(FaultSet.self, from: $0) }
            ?? FaultSet()
    }

    func save(_ path: String) throws {
        try StateFile.write(try JSONEncoder().encode(self), to: path)
    }
}
