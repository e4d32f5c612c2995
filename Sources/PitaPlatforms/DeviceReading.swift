/// What a device said when it was read for a plan or a push.
public struct DeviceReading: Sendable {
    /// Who it is.
    public let facts: DeviceFacts
    /// Its running config, read completely.
    public let running: ConfigTree

    /// A reading of a device.
    public init(facts: DeviceFacts, running: ConfigTree) {
        self.facts = facts
        self.running = running
    }
}

extension ConfigTree {
    /// What differs between objects as they should be and a config as it was read; empty when it holds them all.
    ///
    /// An object that is marked absent must not be in the config; every other must be there with the same properties.
    public func deviations(from expected: ConfigTree) -> [ObjectDifference] {
        expected.objects.compactMap { object in
            let actual = self[object.id]
            if object.isAbsent {
                return actual.map { ObjectDifference(id: object.id, before: nil, after: $0.properties) }
            }
            guard actual?.properties != object.properties else { return nil }
            return ObjectDifference(id: object.id, before: object.properties, after: actual?.properties)
        }
    }
}
