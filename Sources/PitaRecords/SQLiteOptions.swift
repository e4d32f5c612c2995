/// How a SQLite store is opened.
public struct SQLiteOptions: Hashable, Sendable {
    /// Whether nothing may be written; the store must exist.
    public var isReadOnly: Bool
    /// How long a writer waits for another one.
    public var busyTimeout: Duration
    /// The most pages that the file may have (`max_page_count`); `nil` for SQLite's own bound.
    public var maximumPages: Int?
    /// The group that shares the store (directory 2770, file 0660); `nil` for the owner alone (0700, 0600).
    public var sharedGroup: UInt32?

    /// Options; by default the owner alone writes, and waits 30 s.
    public init(
        isReadOnly: Bool = false, busyTimeout: Duration = .seconds(30), maximumPages: Int? = nil,
        sharedGroup: UInt32? = nil
    ) {
        self.isReadOnly = isReadOnly
        self.busyTimeout = busyTimeout
        self.maximumPages = maximumPages
        self.sharedGroup = sharedGroup
    }
}
