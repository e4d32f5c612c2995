/// A router as it leaves the box: interfaces, services, queue types, and no configuration.
enum RouterFactory {
    /// The state of an empty device with these interfaces.
    static func state(hardware: DeviceState.Hardware, interfaces: [String], monotonic: Double) -> DeviceState {
        var state = DeviceState(hardware: hardware, started: monotonic)
        let version = Version(hardware.version) ?? Version(7, 16, 1)
        var ethernet: [Item] = []
        for (index, name) in interfaces.enumerated() {
            let seed = hardware.serial.utf8.reduce(UInt32(17)) { $0 &* 31 &+ UInt32($1) }
            let mac = [UInt8(seed >> 16 & 255), UInt8(seed >> 8 & 255), UInt8(truncatingIfNeeded: index + 1)]
            var item = Item(
                id: index + 1,
                values: [
                    "name": name, "default-name": name,
                    "mac-address": "48:8F:5A:" + mac.map(Quoting.hexadecimal).joined(separator: ":"),
                ])
            item.isBuiltIn = true
            ethernet.append(item)
        }
        state.configuration.tables["interface ethernet"] = ethernet
        state.configuration.nextID["interface"] = interfaces.count + 1
        state.configuration.tables["queue type"] = builtIn(
            QueueMenus.builtIn.map { ["name": $0.name, "kind": $0.kind] })
        state.configuration.nextID["queue type"] = QueueMenus.builtIn.count + 1
        state.configuration.tables["queue interface"] = builtIn(ethernet.map { ["interface": $0.reference] })
        state.configuration.tables["ip service"] = builtIn(
            ServiceMenus.services.map {
                ["name": $0.name, "port": String($0.port), "disabled": $0.off ? "yes" : "no"]
            })
        state.configuration.tables["snmp community"] = builtIn([["name": "public"]])
        state.configuration.nextID["snmp community"] = 2
        if version.major >= 7 {
            state.configuration.tables["user group"] = []
        }
        return state
    }

    private static func builtIn(_ rows: [[String: String]]) -> [Item] {
        rows.enumerated().map { index, values in
            var item = Item(id: index + 1, values: values)
            item.isBuiltIn = true
            return item
        }
    }

    /// The ports of the boards that the lab knows; others have five.
    static func interfaces(board: String) -> [String] {
        func ethers(_ count: Int) -> [String] { (1...count).map { "ether\($0)" } }
        switch board {
        case "CCR2116-12G-4S+": return ethers(13) + (1...4).map { "sfp-sfpplus\($0)" }
        case "RB4011iGS+": return ethers(10) + ["sfp-sfpplus1"]
        case "RB3011UiAS": return ethers(10) + ["sfp1"]
        case "CRS326-24G-2S+": return ethers(24) + ["sfp-sfpplus1", "sfp-sfpplus2"]
        default: return ethers(5)
        }
    }
}
