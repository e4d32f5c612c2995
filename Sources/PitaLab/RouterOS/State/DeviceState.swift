/// Everything that a simulated router keeps.
struct DeviceState: Codable, Sendable {
    /// What the device is; a restored backup does not change it.
    struct Hardware: Codable, Sendable {
        var version: String
        var board: String
        var serial: String
        var softwareID: String
        /// Nil for versions without device modes.
        var deviceMode: String?
        /// Bits per second, in and out, by interface.
        var loads: [String: Load]
    }

    /// A steady load in bits per second.
    struct Load: Codable, Sendable, Equatable {
        var received: Double
        var sent: Double
    }

    /// What an export shows and a backup holds.
    struct Configuration: Codable, Sendable, Equatable {
        var tables: [String: [Item]] = [:]
        var singles: [String: [String: String]] = [:]
        /// The next internal id of each space of names.
        var nextID: [String: Int] = [:]
    }

    /// An entry of `/log`.
    struct LogLine: Codable, Sendable {
        var seconds: Double
        var topics: String
        var message: String
    }

    var hardware: Hardware
    var configuration = Configuration()
    var log: [LogLine] = []
    /// Monotonic seconds at the last start.
    var started: Double
    /// Starts so far.
    var boots = 1
}

/// An entry of a table.
struct Item: Codable, Sendable, Equatable {
    var id: Int
    /// Stored values: references as `*ID`, everything else as displayed.
    var values: [String: String]
    var isBuiltIn = false
    var isDynamic = false
    /// When a scheduler entry runs next, in monotonic seconds.
    var due: Double?
    var runs = 0
    /// Monotonic seconds since when an interface is off, and all seconds that it was off before.
    var offSince: Double?
    var offTotal = 0.0

    init(id: Int, values: [String: String]) {
        self.id = id
        self.values = values
    }

    var isDisabled: Bool { values["disabled"] == "yes" }

    /// `*1F`.
    var reference: String { "*" + String(id, radix: 16, uppercase: true) }
}
