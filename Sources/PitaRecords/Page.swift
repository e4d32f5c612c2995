/// Which part of a list is asked for.
public struct Page: Hashable, Sendable {
    /// The cursor that the part before gave; `nil` for the beginning.
    public var after: Int64?
    /// How many rows at most, 1...1000.
    public var limit: Int

    /// A part of a list; a limit outside 1...1000 is taken as the nearest inside.
    public init(after: Int64? = nil, limit: Int = 100) {
        self.after = after
        self.limit = min(max(1, limit), 1000)
    }

    /// The first 100 rows.
    public static let first = Page()
}

/// A part of a list.
public struct PageOf<Row: Sendable>: Sendable {
    /// The rows.
    public let items: [Row]
    /// Where the next part begins; `nil` at the end.
    public let next: Int64?

    /// A part of a list.
    public init(items: [Row], next: Int64?) {
        self.items = items
        self.next = next
    }
}
