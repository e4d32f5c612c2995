import PitaYAML

/// What an office says about all devices of a platform.
public struct PlatformSettings: Sendable {
    /// The platform's name.
    public let name: String
    /// Variables of its devices as written.
    public let variables: Node?
}

/// Where Pita keeps its state.
public struct StateSettings: Sendable, Hashable {
    /// The directory, relative to the office directory unless absolute; `.pita` unless said otherwise.
    public let directory: String
    /// The group that shares the state, when people share the machine.
    public let group: String?
}
