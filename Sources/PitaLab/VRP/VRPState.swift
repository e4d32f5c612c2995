/// What a Huawei device runs or keeps.
struct VRPConfiguration: ConfigurationTree {
    var entries: [ConfigurationEntry] = []
    /// Descriptions of VLANs; empty for none.
    var vlans: [Int: String] = [:]
}

/// Everything that a Huawei device keeps.
struct VRPState: Codable {
    /// A commit that is rolled back unless it is confirmed.
    struct Trial: Codable {
        var before: VRPConfiguration
        var due: Double
        var seconds: Int
        /// Only this session may confirm it, or who knows the identifier.
        var session: String
        var persist: String?
    }

    struct Reboot: Codable {
        var due: Double
        /// Wall clock, for what is printed.
        var at: Double
    }

    /// A point that can be returned to.
    struct Commit: Codable {
        var id: Int
        var user: String
        var at: Double
        var description: String
        var before: VRPConfiguration
    }

    var running = VRPConfiguration()
    var saved: VRPConfiguration?
    var trial: Trial?
    var reboot: Reboot?
    /// The newest first.
    var commits: [Commit] = []
    var nextCommit = 1_000_000_001
    var changed: Double?
    var savedAt: Double?
    var indexes: [String: Int] = [:]
    var attached: [String: Double] = [:]
    var meter: TrafficMeter
}
