/// What a device runs, or keeps in a file.
struct IOSConfiguration: ConfigurationTree {
    var entries: [ConfigurationEntry] = []
    /// Names of VLANs; empty for the standard name.
    var vlans: [Int: String] = [:]
}

/// Everything that an IOS device keeps.
struct IOSState: Codable {
    /// A change that is undone unless it is confirmed.
    struct Revert: Codable {
        var file: String
        var minutes: Int
        var due: Double
        /// When the sessions are warned; nil afterwards.
        var warning: Double?
        var configured: Double
        var user: String
    }

    struct Reload: Codable {
        var due: Double
        /// Wall clock, for what is printed.
        var at: Double
        var user: String
    }

    /// How an edit of the configuration is told in the header.
    struct Edit: Codable {
        var seconds: Double
        var user: String
    }

    var running = IOSConfiguration()
    var startup: IOSConfiguration?
    /// Files of the flash by URL, and the archive in order.
    var files: [String: IOSConfiguration] = [:]
    var archive: [String] = []
    var archived = 0
    var revert: Revert?
    var reload: Reload?
    /// Configuration sessions, and the commit that waits to be confirmed.
    var sessions: [EOSSession] = []
    var timer: EOSTimer?
    var changed: Edit?
    var saved: Edit?
    /// The last change as the saved configuration's header tells it.
    var savedChange: Edit?
    var indexes: [String: Int] = [:]
    /// Since when a policy is attached, by `INTERFACE DIRECTION`.
    var attached: [String: Double] = [:]
    var meter: TrafficMeter
    var boots = 1

    var isModified: Bool { startup != running }
}
