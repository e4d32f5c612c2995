import Foundation

/// Makes a simulated router's state and starts it.
struct RouterBoot {
    let directory: LabDirectory
    let device: LabDevice

    /// A fresh state with the device's first configuration.
    func install(_ secrets: LabSecrets) throws {
        try directory.make([directory.device(device.name, "files")])
        let hardware = DeviceState.Hardware(
            version: device.version, board: device.board, serial: device.serial, softwareID: softwareID,
            deviceMode: device.deviceMode, loads: device.loads)
        let store = try RouterStore(directory, device)
        // A device that has been up for a while: its counters do not begin at zero.
        let state = RouterFactory.state(
            hardware: hardware, interfaces: device.ports, monotonic: Clocks.monotonic() - 90_000)
        let router = store.router(state)
        let isNew = !device.version.hasPrefix("6.")
        let community =
            isNew
            ? "/snmp community add name=pita security=private authentication-protocol=SHA1 encryption-protocol=AES "
                + "authentication-password=\(secrets.authentication) encryption-password=\(secrets.privacy)"
            : "/snmp community add name=\(secrets.community) addresses=127.0.0.0/8"
        for command in device.commands + [community] {
            router.output = []
            Interpreter(router: router).run(line: ByteText.received(command))
            guard router.output.isEmpty else {
                throw LabError("\(device.name): \(command): \(String(decoding: router.output, as: UTF8.self))")
            }
        }
        for name in device.dynamicQueues {
            var item = Item(
                id: router.newID("queue simple"),
                values: ["name": name, "target": "10.99.0.2/32", "max-limit": "2M/2M"])
            item.isDynamic = true
            router.update("queue simple") { $0.insert(item, at: 0) }
        }
        try store.save(router)
    }

    private var softwareID: String {
        if device.board == "CHR" { return "" }
        let digits = Array(GroundTruth.digest(device.name).uppercased())
        return String(digits[0..<4]) + "-" + String(digits[4..<8])
    }

    /// After a restart: counters and uptime from zero, scheduler entries counted anew. Configuration stays.
    func restarted() throws -> [Item] {
        let store = try RouterStore(directory, device)
        return try store.locked {
            var state = try store.load()
            state.started = Clocks.monotonic()
            state.boots += 1
            let router = store.router(state)
            for menu in router.menus(sharing: "interface") {
                router.update(menu.path) { items in
                    for index in items.indices {
                        items[index].offTotal = 0
                        if items[index].offSince != nil { items[index].offSince = state.started }
                    }
                }
            }
            let startup = Scheduling(router: router).started()
            router.note("system,info", "router rebooted")
            try store.save(router)
            return startup
        }
    }
}
