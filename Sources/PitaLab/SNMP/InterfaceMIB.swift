/// The system group of a device.
struct ManagedSystem {
    var description: String
    var objectID: String
    var contact: String
    var name: String
    var location: String
    var services: Int
    /// Seconds since the start.
    var uptime: () -> Double
}

/// An interface as IF-MIB (RFC 2863) serves it.
struct ManagedInterface {
    var index: Int
    /// ifDescr and ifName.
    var description: String
    var name: String
    var alias: String
    /// ifType.
    var kind: Int
    var megabits: Int
    /// Twelve hexadecimal digits.
    var hardware: String
    var isOn: Bool
    var isUp: Bool
    var bytes: () -> (received: UInt64, sent: UInt64)
}

/// The objects of the system group and of IF-MIB.
struct InterfaceMIB: ObjectTree {
    let objects: [ManagedObject]

    private static let system: [UInt32] = [1, 3, 6, 1, 2, 1, 1]
    private static let interfaces: [UInt32] = [1, 3, 6, 1, 2, 1, 2]
    private static let extensions: [UInt32] = [1, 3, 6, 1, 2, 1, 31, 1, 1, 1]

    init(_ system: ManagedSystem, _ interfaces: [ManagedInterface]) {
        var objects = Self.systemGroup(system)
        let count = String(interfaces.count)
        objects.append(.init(oid: Self.interfaces + [1, 0], type: "integer") { count })
        for interface in interfaces { objects += Self.rows(interface) }
        self.objects = objects.sorted { $0.oid.lexicographicallyPrecedes($1.oid) }
    }

    private static func systemGroup(_ group: ManagedSystem) -> [ManagedObject] {
        [
            .init(oid: system + [1, 0], type: "string") { group.description },
            .init(oid: system + [2, 0], type: "objectid") { group.objectID },
            .init(oid: system + [3, 0], type: "timeticks") {
                String(UInt32(truncatingIfNeeded: Int64(max(0, group.uptime()) * 100)))
            },
            .init(oid: system + [4, 0], type: "string") { group.contact },
            .init(oid: system + [5, 0], type: "string") { group.name },
            .init(oid: system + [6, 0], type: "string") { group.location },
            .init(oid: system + [7, 0], type: "integer") { String(group.services) },
        ]
    }

    private static func rows(_ interface: ManagedInterface) -> [ManagedObject] {
        let index = UInt32(clamping: interface.index)
        var rows: [ManagedObject] = []
        func column(_ number: UInt32, _ type: String, _ value: @escaping () -> String) {
            rows.append(.init(oid: interfaces + [2, 1, number, index], type: type, value: value))
        }
        func extra(_ number: UInt32, _ type: String, _ value: @escaping () -> String) {
            rows.append(.init(oid: extensions + [number, index], type: type, value: value))
        }
        func low(_ value: UInt64) -> String { String(UInt32(truncatingIfNeeded: value)) }
        let octets = stride(from: 0, to: interface.hardware.count, by: 2).map {
            String(interface.hardware.dropFirst($0).prefix(2))
        }
        column(1, "integer") { String(index) }
        column(2, "string") { interface.description }
        column(3, "integer") { String(interface.kind) }
        column(4, "integer") { "1500" }
        column(5, "gauge") { String(min(interface.megabits * 1_000_000, 4_294_967_295)) }
        column(6, "octet") { octets.joined(separator: " ") }
        column(7, "integer") { interface.isOn ? "1" : "2" }
        column(8, "integer") { interface.isUp ? "1" : "2" }
        column(9, "timeticks") { "0" }
        column(10, "counter") { low(interface.bytes().received) }
        column(11, "counter") { low(interface.bytes().received / 900) }
        column(16, "counter") { low(interface.bytes().sent) }
        column(17, "counter") { low(interface.bytes().sent / 900) }
        for number: UInt32 in [13, 14, 19, 20] { column(number, "counter") { "0" } }
        extra(1, "string") { interface.name }
        for number: UInt32 in 2...5 { extra(number, "counter") { "0" } }
        extra(6, "counter64") { String(interface.bytes().received) }
        extra(7, "counter64") { String(interface.bytes().received / 900) }
        extra(10, "counter64") { String(interface.bytes().sent) }
        extra(11, "counter64") { String(interface.bytes().sent / 900) }
        for number: UInt32 in [8, 9, 12, 13] { extra(number, "counter64") { "0" } }
        extra(15, "gauge") { String(interface.megabits) }
        extra(18, "string") { interface.alias }
        extra(19, "timeticks") { "0" }
        return rows
    }
}
