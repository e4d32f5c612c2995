import PitaDevices
import PitaDiagnostics
import PitaInventory
import PitaPlatforms
import PitaSSH

/// Looks at devices, step by step: is there a way, do both sides have algorithms in common, is the host key the pinned one,
/// does the log-in work, does the device say who it is, does it answer by SNMP. Nothing is changed.
public struct DeviceDoctor: Sendable {
    private let workplace: Workplace
    private let events: EventSink

    /// A look at devices of an office.
    public init(workplace: Workplace, events: @escaping EventSink) {
        self.workplace = workplace
        self.events = events
    }

    /// The findings of the devices that are named, in the order of the inventory.
    ///
    /// - Parameter limit: names and globs, comma-separated.
    public func look(at limit: String) async throws -> [DoctorFinding] {
        let devices = try workplace.office.select(limit).devices
        let connector = await workplace.connector()
        let health = DeviceHealth(client: await workplace.snmp())
        events(.began(work: "looking at", devices: devices.count))
        return await BoundedTasks.map(devices, limit: DeviceReadings.atOnce) { device in
            var look = DeviceLook(device: device, connector: connector, pins: workplace.pins)
            events(.step(device: device.name.text, phase: .connecting, text: "connecting"))
            await look.goThrough()
            await look.askBySNMP(health)
            let failed = look.findings.first { $0.state == .failed }
            events(.ended(device: device.name.text, outcome: failed == nil ? "ok" : "failed", reason: failed?.detail))
            return look.findings
        }.flatMap(\.self)
    }
}

/// The look at one device.
private struct DeviceLook {
    let device: Device
    let connector: DeviceConnector
    let pins: PinnedHosts
    private(set) var findings: [DoctorFinding] = []

    init(device: Device, connector: DeviceConnector, pins: PinnedHosts) {
        self.device = device
        self.connector = connector
        self.pins = pins
    }

    /// The steps over SSH; what depends on one that failed is skipped.
    mutating func goThrough() async {
        let steps = ["reach", "algorithms", "host-key", "log-in", "facts"]
        var done = 0
        do throws(DeviceError) {
            let inspection = try await connector.inspection(of: device)
            add(steps[0], .ok, "\(device.management) port \(device.connection.ssh.port): \(inspection.server.version)")
            done = 1
            try compare(inspection)
            done = 2
            try await checkKey(inspection)
            done = 3
            try await logIn { done = 4 }
        } catch {
            add(steps[done], .failed, error.cause.split(separator: "\n").first.map(String.init) ?? "", hint: error.hint)
            for step in steps.dropFirst(done + 1) { add(step, .skipped, "needs `\(steps[done])`") }
        }
    }

    private mutating func add(
        _ step: String, _ state: DoctorFinding.State, _ detail: String, hint: String? = nil
    ) {
        findings.append(DoctorFinding(device.name.text, step, state, detail, hint: hint))
    }

    private func failure(_ cause: String, hint: String) -> DeviceError {
        DeviceError(device: device.name.text, phase: .connect, cause: cause, hint: hint)
    }

    private mutating func compare(_ inspection: DeviceInspection) throws(DeviceError) {
        let client = inspection.client
        let obstacles = inspection.obstacles(for: client)
        guard obstacles.isEmpty else {
            let other = client == .libssh2 ? SSHTransport.openssh : .libssh2
            let hint =
                inspection.obstacles(for: other).isEmpty
                ? "write `transport: \(other.rawValue)` for the device"
                : "allow what it offers in an ssh_config that `connection.ssh.config` names, or give the device newer "
                    + "algorithms"
            throw failure("\(client.rawValue): " + obstacles.joined(separator: "; "), hint: hint)
        }
        let built = inspection.obstacles(for: .libssh2)
        let reason = built.isEmpty || client == .libssh2 ? "" : "; libssh2: " + built.joined(separator: "; ")
        add("algorithms", .ok, "by \(client.rawValue)\(reason)")
    }

    private mutating func checkKey(_ inspection: DeviceInspection) async throws(DeviceError) {
        let place = HostKeyPlace(device)
        let shown: HostKey =
            if let key = inspection.server.hostKey { key } else { try await connector.hostKey(of: device) }
        let hosts = try pins.hosts(place.file)
        switch hosts.verdict(for: shown, host: place.host, port: place.port) {
        case .matching: add("host-key", .ok, "\(shown)")
        case .unknown:
            throw failure(
                "it shows \(shown), and none is pinned",
                hint: "compare it with the device's own, then `pita host-key enrol \(device.name)`")
        case .revoked: throw failure("it shows \(shown), which is revoked", hint: "give the device a new host key")
        case .changed(let pinned):
            throw failure(
                "CHANGED: it shows \(shown), pinned is \(pinned.map(\.description).joined(separator: " and "))",
                hint: "find out why before anything else, then \(place.wayToForget)")
        }
    }

    private mutating func logIn(_ loggedIn: () -> Void) async throws(DeviceError) {
        let session = try await connector.session(to: device)
        add("log-in", .ok, "one attempt")
        loggedIn()
        let result: Result<DeviceFacts, DeviceError>
        do throws(DeviceError) {
            result = .success(try await facts(session))
        } catch {
            result = .failure(error)
        }
        await session.close()
        let facts = try result.get()
        let serial = facts.serial.map { ", serial \($0)" } ?? ""
        add("facts", .ok, "\(facts.name): \(facts.model), \(device.platform) \(facts.version)\(serial)")
    }

    private func facts(_ session: DeviceSession) async throws(DeviceError) -> DeviceFacts {
        let platform: any Platform
        do {
            platform = try PlatformCatalogue.platform(named: device.platform)
        } catch {
            throw DeviceError(device: device.name.text, phase: .facts, cause: "\(error)")
        }
        return try await session.facts(platform)
    }

    /// The step by SNMP, which depends on no other.
    mutating func askBySNMP(_ health: DeviceHealth) async {
        switch await health.check(device, interfaces: [], connector: connector) {
        case .well: add("snmp", .ok, "it answers")
        case .problem(let problem):
            add("snmp", .failed, problem, hint: "check `connection.snmp`, and what the device allows from this address")
        }
    }
}
