/// What becomes of one item.
struct RouterOSTransition: Sendable {
    let id: ObjectID
    /// As it is, with no default named; `nil` when it is not there.
    let old: ConfigObject?
    /// As it will be; `nil` when it goes.
    var new: ConfigObject?
    /// What the intended config names of it, defaults included; what an `add` writes.
    var named: [String: String] = [:]

    /// The way back.
    var reversed: RouterOSTransition {
        RouterOSTransition(id: id, old: new, new: old, named: old?.properties ?? [:])
    }
}
