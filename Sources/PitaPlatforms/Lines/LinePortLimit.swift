import PitaNetwork

/// A limit on an interface of a platform of lines, and what says it beside the interface: policies, classes.
struct LinePortLimit {
    let shaper: LiveView.Shaper
    let objects: [ObjectID]

    /// The limits that a rate makes: none where there is no rate, or one that limits nothing.
    ///
    /// - Parameters:
    ///   - side: the platform's word for the direction; name of the limit with the interface's.
    ///   - object: what holds the rate; the interface where it does itself.
    static func list(
        _ rate: Bandwidth?, _ direction: LiveView.Direction, called side: String, on interface: ConfigObject,
        by object: ObjectID? = nil, conditions: [String] = [], objects: [ObjectID] = []
    ) -> [LinePortLimit] {
        guard let rate, rate.bitsPerSecond > 0, rate <= Bandwidth.highest else { return [] }
        let name = interface.id.key
        let shaper = LiveView.Shaper(
            object: object ?? interface.id, name: "\(name) \(side)", scope: .interface(name, direction, rate),
            conditions: conditions)
        return [LinePortLimit(shaper: shaper, objects: objects)]
    }
}
