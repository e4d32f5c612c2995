/// A configuration of Junos: statements in a hierarchy.
struct JunosConfiguration: ConfigurationTree {
    var entries: [ConfigurationEntry] = []
    /// The paths of keys that are there and not in force.
    var inactive: Set<[String]> = []

    /// Whether a path is there.
    func has(_ path: [String]) -> Bool { entry(path) != nil }
}

/// Everything that a Junos device keeps.
struct JunosState: Codable {
    /// A configuration that was committed.
    struct Commit: Codable {
        var configuration: JunosConfiguration
        var at: Double
        var user: String
        var by: String
        var comment: String?
    }

    /// A commit that is rolled back unless it is confirmed.
    struct Confirmation: Codable {
        var before: JunosConfiguration
        var minutes: Int
        var due: Double
    }

    /// The lock of `configure exclusive`.
    struct Lock: Codable {
        var session: String
        var user: String
        var since: Double
    }

    /// What runs is the newest of them.
    var commits: [Commit] = []
    /// What all shared sessions edit; nil while it is as committed.
    var candidate: JunosConfiguration?
    var confirmation: Confirmation?
    var lock: Lock?
    var restart: Double?
    var indexes: [String: Int] = [:]
    var meter: TrafficMeter

    /// Committed configurations that are kept.
    static let depth = 50

    var running: JunosConfiguration { commits.first?.configuration ?? JunosConfiguration() }
}
