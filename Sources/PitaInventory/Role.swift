/// A role in the SOPs: `kasi`, `kabid`, `kadis`, `staf` ...
public struct Role: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The word that files use.
    public let id: String

    /// A role by its word.
    public init(_ id: String) { self.id = id }

    /// The roles of the four SOPs; an office adds its own under `roles` in `pita.yaml`.
    public static let standard: [Role] = [
        "opd", "kadis", "sekretaris", "kabid", "kasi", "pranata-komputer", "technical-support", "staf",
    ].map(Role.init)

    /// By word.
    public static func < (left: Role, right: Role) -> Bool { left.id < right.id }
    /// The word.
    public var description: String { id }
}
