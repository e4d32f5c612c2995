/// The objects that RouterOS serves of a device, in order.
struct RouterMIB: ObjectTree {
    let objects: [ManagedObject]

    private static let system: [UInt32] = [1, 3, 6, 1, 2, 1, 1]
    private static let interfaces: [UInt32] = [1, 3, 6, 1, 2, 1, 2]
    private static let extensions: [UInt32] = [1, 3, 6, 1, 2, 1, 31, 1, 1, 1]
    private static let mikrotik: [UInt32] = [1, 3, 6, 1, 4, 1, 14988, 1, 1]

    init(_ router: Router) {
        var objects = Self.systemGroup(router)
        let items = router.interfaces().map(\.item)
        objects.append(.init(oid: Self.interfaces + [1, 0], type: "integer") { String(items.count) })
        for (menu, item) in router.interfaces() { objects += Self.rows(menu, item, router) }
        for item in router.items("queue simple") where !item.isDisabled { objects += Self.queue(item, router) }
        self.objects = objects.sorted { $0.oid.lexicographicallyPrecedes($1.oid) }
    }

    private static func systemGroup(_ router: Router) -> [ManagedObject] {
        let snmp = router.state.configuration.singles["snmp"] ?? [:]
        let name = router.state.configuration.singles["system identity"]?["name"] ?? "MikroTik"
        let hardware = router.state.hardware
        // One-second resolution, as the devices have it.
        let uptime: () -> String = {
            String(
                UInt32(truncatingIfNeeded: Int64(max(0, router.surroundings.monotonic() - router.state.started)) * 100))
        }
        return [
            .init(oid: system + [1, 0], type: "string") { "RouterOS \(hardware.board)" },
            .init(oid: system + [2, 0], type: "objectid") { ".1.3.6.1.4.1.14988.1" },
            .init(oid: system + [3, 0], type: "timeticks", value: uptime),
            .init(oid: system + [4, 0], type: "string") { snmp["contact"] ?? "" },
            .init(oid: system + [5, 0], type: "string") { name },
            .init(oid: system + [6, 0], type: "string") { snmp["location"] ?? "" },
            .init(oid: system + [7, 0], type: "integer") { "78" },
            .init(oid: [1, 3, 6, 1, 2, 1, 25, 1, 1, 0], type: "timeticks", value: uptime),
            .init(oid: mikrotik + [4, 4, 0], type: "string") { hardware.version },
            .init(oid: mikrotik + [7, 3, 0], type: "string") { hardware.serial },
            .init(oid: mikrotik + [7, 4, 0], type: "string") { hardware.version },
        ]
    }

    private static func rows(_ menu: Menu, _ item: Item, _ router: Router) -> [ManagedObject] {
        let index = UInt32(clamping: item.id)
        let reference = item.reference
        let name = item.values["name"] ?? ""
        let kind = ["interface vlan": "135", "interface bridge": "209", "interface bonding": "161"][menu.path] ?? "6"
        let speed = name.hasPrefix("sfp-sfpplus") ? 10_000 : 1000
        let isUp = router.isRunning(item)
        func current() -> (received: UInt64, sent: UInt64) {
            router.item(reference, in: "interface").map { Counters(router: router).interface($0) } ?? (0, 0)
        }
        func low(_ value: UInt64) -> String { String(UInt32(truncatingIfNeeded: value)) }
        var rows: [ManagedObject] = []
        func column(_ number: UInt32, _ type: String, _ value: @escaping () -> String) {
            rows.append(.init(oid: interfaces + [2, 1, number, index], type: type, value: value))
        }
        func extra(_ number: UInt32, _ type: String, _ value: @escaping () -> String) {
            rows.append(.init(oid: extensions + [number, index], type: type, value: value))
        }
        column(1, "integer") { String(index) }
        column(2, "string") { name }
        column(3, "integer") { kind }
        column(4, "integer") { Int(item.values["mtu"] ?? "1500").map(String.init) ?? "1500" }
        column(5, "gauge") { isUp ? String(min(speed * 1_000_000, 4_294_967_295)) : "0" }
        column(6, "octet") { (item.values["mac-address"] ?? "02:50:54:00:00:00").replacing(":", with: " ") }
        column(7, "integer") { item.isDisabled ? "2" : "1" }
        column(8, "integer") { isUp ? "1" : "2" }
        column(9, "timeticks") { "0" }
        column(10, "counter") { low(current().received) }
        column(11, "counter") { low(current().received / 900) }
        column(16, "counter") { low(current().sent) }
        column(17, "counter") { low(current().sent / 900) }
        for number: UInt32 in [13, 14, 19, 20] { column(number, "counter") { "0" } }
        extra(1, "string") { name }
        for number: UInt32 in 2...5 { extra(number, "counter") { "0" } }
        extra(6, "counter64") { String(current().received) }
        extra(7, "counter64") { String(current().received / 900) }
        extra(8, "counter64") { "0" }
        extra(9, "counter64") { "0" }
        extra(10, "counter64") { String(current().sent) }
        extra(11, "counter64") { String(current().sent / 900) }
        extra(12, "counter64") { "0" }
        extra(13, "counter64") { "0" }
        extra(15, "gauge") { isUp && menu.path != "interface bridge" ? String(speed) : "0" }
        extra(18, "string") { item.values["comment"] ?? "" }
        return rows
    }

    private static func queue(_ item: Item, _ router: Router) -> [ManagedObject] {
        let index = UInt32(clamping: item.id)
        let first = (item.values["target"] ?? "").split(separator: ",").first.flatMap { IPv4.parsePrefix($0) }
        let reference = item.reference
        func bytes() -> (download: UInt64, upload: UInt64) {
            router.item(reference, in: "queue simple").map { Counters(router: router).queueBytes($0) } ?? (0, 0)
        }
        var rows: [ManagedObject] = []
        func column(_ number: UInt32, _ type: String, _ value: @escaping () -> String) {
            rows.append(.init(oid: mikrotik + [2, 1, 1, number, index], type: type, value: value))
        }
        column(2, "string") { item.values["name"] ?? "" }
        column(3, "ipaddress") { first.map { IPv4.text($0.address) } ?? "0.0.0.0" }
        column(4, "ipaddress") { first.map { IPv4.text(IPv4.mask($0.length)) } ?? "0.0.0.0" }
        column(5, "ipaddress") { "0.0.0.0" }
        column(6, "ipaddress") { "0.0.0.0" }
        column(7, "integer") { "0" }
        column(8, "counter64") { String(bytes().download) }
        column(9, "counter64") { String(bytes().upload) }
        // Packets stay 0, as the recorded devices show them.
        for number: UInt32 in [10, 11, 12, 13, 14, 15] { column(number, "counter") { "0" } }
        return rows
    }
}
