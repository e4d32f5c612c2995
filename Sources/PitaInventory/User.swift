/// A person who works with Pita, named by a short id; titles, not names of persons, stand in the example office.
public struct User: Sendable, Identifiable {
    /// The word that `--as` takes.
    public let id: String
    /// What documents print: the title.
    public let title: String
    /// The roles that the person holds.
    public let roles: [Role]
    /// The roles that the person holds for somebody else, each for a time.
    public let delegations: [Delegation]
    /// The keys whose signatures prove the person.
    public let keys: [SSHPublicKey]
    /// The first day on which the person may act; `nil`: since always.
    public let validFrom: CalendarDate?
    /// The last day on which the person may act; `nil`: without end.
    public let validUntil: CalendarDate?
    /// Whether the person is switched off, whatever the dates say.
    public let isDisabled: Bool

    /// Whether the person may act on a day.
    public func isActive(on date: CalendarDate) -> Bool {
        !isDisabled && validFrom.map { $0 <= date } != false && validUntil.map { date <= $0 } != false
    }
}
