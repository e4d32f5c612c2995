/// What a router says about itself.
struct DeviceFactsText {
    let router: Router

    func pairs(_ path: String) -> [(String, String)] {
        let hardware = router.state.hardware
        switch path {
        case "system resource": return resource(hardware)
        case "system routerboard":
            if hardware.board == "CHR" { return [("routerboard", "no")] }
            return [
                ("routerboard", "yes"), ("board-name", hardware.board), ("model", hardware.board),
                ("serial-number", hardware.serial), ("firmware-type", "al2"), ("factory-firmware", hardware.version),
                ("current-firmware", hardware.version), ("upgrade-firmware", hardware.version),
            ]
        case "system license":
            return [("software-id", hardware.softwareID), ("nlevel", "6"), ("features", "")]
        case "system device-mode":
            let mode = hardware.deviceMode ?? "enterprise"
            return [
                ("mode", mode), ("scheduler", mode == "home" ? "no" : "yes"), ("fetch", mode == "home" ? "no" : "yes"),
            ]
        default: return []
        }
    }

    private func resource(_ hardware: DeviceState.Hardware) -> [(String, String)] {
        let uptime = Int64(max(0, router.surroundings.monotonic() - router.state.started)) * 1000
        let isOld = router.version.major < 7
        return [
            ("uptime", Interval.short(uptime)), ("version", "\(hardware.version) (\(router.version.channel))"),
            ("build-time", isOld ? "Aug/08/2024 08:21:22" : "2024-10-10 14:03:32"),
            ("factory-software", isOld ? "6.44" : "7.4"), ("free-memory", "812.4MiB"), ("total-memory", "1024.0MiB"),
            ("cpu", hardware.board == "CHR" ? "QEMU" : "ARM64"), ("cpu-count", "4"), ("cpu-frequency", "1400MHz"),
            ("cpu-load", "3%"), ("free-hdd-space", "478.1MiB"), ("total-hdd-space", "512.0MiB"),
            ("write-sect-since-reboot", "1544"), ("write-sect-total", "57218"), ("bad-blocks", "0%"),
            ("architecture-name", hardware.board == "CHR" ? "x86_64" : "arm64"), ("board-name", hardware.board),
            ("platform", "MikroTik"),
        ]
    }
}
