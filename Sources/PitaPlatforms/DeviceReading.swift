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

    /// As ``deviations(from:)``, and where the platform's order matters: the objects that stand in another order among
    /// each other than expected. Of those both sides have a `place`: `2 of 5` among the expected objects of the section.
    public func deviations(from expected: ConfigTree, on platform: any Platform) -> [ObjectDifference] {
        var found = deviations(from: expected)
        let present = expected.objects.filter { !$0.isAbsent && platform.isOrdered($0.id.section) }
        let sections = Dictionary(grouping: present.filter { self[$0.id] != nil }, by: Self.surroundings)
        guard !sections.isEmpty else { return found }
        let actual = Dictionary(grouping: objects, by: Self.surroundings)
        for section in sections.keys.sorted() {
            let wanted = sections[section] ?? []
            let names = Set(wanted.map(\.id))
            let order = (actual[section] ?? []).filter { names.contains($0.id) }
            let places = Dictionary(order.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
            for (index, object) in wanted.enumerated() {
                guard let place = places[object.id], place != index else { continue }
                func placed(_ properties: [String: String], _ index: Int) -> [String: String] {
                    properties.merging(["place": "\(index + 1) of \(wanted.count)"]) { $1 }
                }
                found.removeAll { $0.id == object.id }
                found.append(
                    ObjectDifference(
                        id: object.id, before: placed(object.properties, index),
                        after: placed(order[place].properties, place)))
            }
        }
        return found
    }

    /// Where an object's order counts: in its section, and of blocks that stand in another in that one alone.
    private static func surroundings(_ object: ConfigObject) -> ObjectID {
        guard object.id.section.contains(LinePath.separator) else {
            return ObjectID(section: object.id.section, key: "")
        }
        return ObjectID(section: object.id.section, key: LinePath(object.id).parent.id.key)
    }
}
