/// One step of a change.
enum RouterOSStep: Sendable {
    /// Makes an item that is not there; where it is, makes it the same.
    case add(ObjectID, [String: String])
    /// Gives properties to an item that is there; `nil` returns one to its default.
    case set(ObjectID, [String: String?])
    /// Ends an item; where it is not there, does nothing.
    case remove(ObjectID)
    /// Puts an item before another, or at the end.
    case move(ObjectID, before: ObjectID?)

    /// The item.
    var id: ObjectID {
        switch self {
        case .add(let id, _), .set(let id, _), .remove(let id), .move(let id, _): id
        }
    }
}
