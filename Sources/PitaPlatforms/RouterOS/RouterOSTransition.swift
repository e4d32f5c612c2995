/// What becomes of one item. An object, since a plan hands each on many times, and copies of it would take the most of a plan.
final class RouterOSTransition: Sendable {
    let id: ObjectID
    /// As it is, with no default named; `nil` when it is not there.
    let old: ConfigObject?
    /// As it will be; `nil` when it goes.
    let new: ConfigObject?
    /// What the intended config names of it, defaults included; what an `add` writes.
    let named: [String: String]

    init(id: ObjectID, old: ConfigObject?, new: ConfigObject?, named: [String: String] = [:]) {
        (self.id, self.old, self.new, self.named) = (id, old, new, named)
    }

    /// The way back.
    var reversed: RouterOSTransition {
        RouterOSTransition(id: id, old: new, new: old, named: old?.properties ?? [:])
    }
}
