/// A role that a person holds for somebody else, as *pelaksana tugas* (Plt) or *pelaksana harian* (Plh): by a letter, and
/// between two days.
public struct Delegation: Hashable, Sendable {
    /// The forms of acting for somebody.
    public enum Form: String, CaseIterable, Sendable {
        /// *Pelaksana tugas*: the office has no holder.
        case actingHead = "Plt"
        /// *Pelaksana harian*: the holder is away.
        case daily = "Plh"
    }

    /// How the person acts.
    public let form: Form
    /// The role whose rights the person has meanwhile.
    public let role: Role
    /// The office that the person acts in: `Kepala Seksi Infrastruktur dan Teknologi`.
    public let office: String
    /// The number of the letter that says so.
    public let letter: String
    /// The first day on which it holds.
    public let validFrom: CalendarDate
    /// The last day on which it holds.
    public let validUntil: CalendarDate

    /// Whether it holds on a day.
    public func isValid(on date: CalendarDate) -> Bool { validFrom <= date && date <= validUntil }

    /// What documents print: `Plt. Kepala Seksi Infrastruktur dan Teknologi`.
    public var title: String { "\(form.rawValue). \(office)" }
}

/// By what a person has the rights of a role: as its holder, or as a delegate.
public struct Mandate: Hashable, Sendable {
    /// The role.
    public let role: Role
    /// The delegation; `nil` for the holder.
    public let delegation: Delegation?

    /// A mandate.
    public init(role: Role, delegation: Delegation?) {
        self.role = role
        self.delegation = delegation
    }
}

extension User {
    /// What the person may act as on a day: the roles held, then those of delegations that hold on it.
    public func mandates(on date: CalendarDate) -> [Mandate] {
        roles.map { Mandate(role: $0, delegation: nil) }
            + delegations.filter { $0.isValid(on: date) }.map { Mandate(role: $0.role, delegation: $0) }
    }
}
