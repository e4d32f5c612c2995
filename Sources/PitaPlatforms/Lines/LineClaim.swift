/// What one line of an intended config says of one object, for its account.
struct LineClaim: Hashable, Sendable {
    enum Meaning: Hashable, Sendable {
        /// The object, or its property, is there; with this value where there is one.
        case has(String?)
        /// It is not there.
        case gone
        /// It is not there, and if it is, it has this value.
        case goneIf(String)
        /// The flag is on or off.
        case flag(Bool, isOnByDefault: Bool)
        /// It is a part of a set that several lines make.
        case part
    }

    let id: ObjectID
    /// The property; `nil` for the object itself.
    let property: String?
    let meaning: Meaning
    /// Whether a rule knows the line.
    let isKnown: Bool
    /// Whether a secret stands in the line in clear.
    let holdsSecret: Bool
}
