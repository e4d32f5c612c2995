/// How much of a file is taken before it is refused, so that no file can exhaust time or memory.
public struct YAMLLimits: Hashable, Sendable {
    /// The greatest size of a file in octets.
    public var bytes: Int
    /// How deep collections may stand in each other, aliases expanded.
    public var depth: Int
    /// How many nodes a document may have, aliases expanded.
    public var nodes: Int
    /// How many aliases a document may have.
    public var aliases: Int

    /// Limits; what is not given is the standard one.
    public init(bytes: Int = 1 << 20, depth: Int = 64, nodes: Int = 1_000_000, aliases: Int = 1000) {
        self.bytes = bytes
        self.depth = depth
        self.nodes = nodes
        self.aliases = aliases
    }

    /// 1 MiB, depth 64, a million nodes, a thousand aliases.
    public static let standard = YAMLLimits()
}
