import PitaDiagnostics
import PitaInventory
import PitaJinja
import PitaNetwork
import PitaPlatforms
import PitaYAML

/// What proves the effect of a push, beside reading the config back.
public struct PlaybookVerification: Sendable {
    /// A check whose value is a template: it is rendered for each device like its config.
    struct Check: Sendable {
        /// What is asked.
        enum Kind: String, CaseIterable, Sendable { case ping, route, counter, queue }

        let kind: Kind
        /// Only on devices with this role; `nil` for all.
        let role: DeviceRole?
        /// Only on devices of this platform; `nil` for all.
        let platform: String?
        let value: String
        let source: String?
        let count: Int
        let seconds: Int
        let node: Node
    }

    /// Whether the device must answer by SNMP and its interfaces on the path must be up.
    public var snmp = true
    var checks: [Check] = []

    /// Reads the `verify:` block; what is wrong with it is collected.
    init(_ reader: MappingReader?) {
        guard let reader else { return }
        snmp = reader.optional("snmp", .bool) ?? true
        checks = (reader.optional("checks", .list(of: .node)) ?? []).compactMap { Self.check($0, reader.findings) }
        reader.finish()
    }

    private static func check(_ node: Node, _ findings: Findings) -> Check? {
        let reader = MappingReader(node, as: "a check", into: findings)
        let role = reader.optional("role", .choice(DeviceRole.self))
        let platform = reader.optional("platform", .oneOf(PlatformCatalogue.names))
        let given = Check.Kind.allCases.compactMap { kind in
            reader.optional(kind.rawValue, .line).map { (kind, $0) }
        }
        let source = reader.optional("source", .line)
        let count = reader.optional("count", .int(in: Probe.counts)) ?? 3
        let within = reader.optional("within", Conversion<Duration>.duration.marked)
        reader.finish()
        let seconds = within.map { Int($0.value.components.seconds) } ?? 30
        if let within, !(1...300).contains(seconds) {
            findings.add(within.node.diagnostic("a counter is watched between 1 second and 5 minutes"))
        }
        guard given.count == 1, let (kind, value) = given.first else {
            findings.add(
                node.diagnostic(
                    "a check is one of `ping`, `route`, `counter` and `queue`",
                    hint: "ping: \"{{ wan.gateway }}\"; give each check a list element of its own"))
            return nil
        }
        return Check(
            kind: kind, role: role, platform: platform, value: value, source: source, count: count, seconds: seconds,
            node: node)
    }

    /// The name of a queue that the device's platform can be asked for.
    private func queue(_ name: String, _ device: Device, _ check: Check) throws(Diagnostic) -> String {
        let facts = DeviceFacts(name: device.name.text, model: "-", serial: nil, version: device.version ?? "0")
        let platform = PlatformCatalogue.all.first { $0.name == device.platform }
        guard let names = platform?.queueNames else {
            throw check.node.diagnostic(
                "\(device.name) can't be asked for a queue: \(device.platform) has none that counts",
                hint: "give the check `platform:`, or ask by `counter:` for octets on an interface")
        }
        guard platform?.queueCounter(name, facts: facts) != nil else {
            throw check.node.diagnostic(
                "`\(TerminalText.sanitised(name))` is no queue to ask \(device.name) about",
                hint: "its platform is \(device.platform), which names them \(names); give the check `platform:`")
        }
        return name
    }

    /// The checks of a device, with their values rendered from its variables.
    ///
    /// - Parameter file: the playbook's file, which errors name.
    func checks(
        of device: Device, variables: Value, environment: TemplateEnvironment, file: String
    ) throws(Diagnostic) -> [EffectCheck] {
        var planned: [EffectCheck] = []
        for check in checks
        where (check.role == nil || check.role == device.role)
            && (check.platform == nil || check.platform == device.platform)
        {
            func text(_ source: String) throws(Diagnostic) -> String {
                try environment.template(source: source, name: "\(file) (verify)").render(variables)
            }
            func address(_ source: String) throws(Diagnostic) -> Address {
                let rendered = try text(source)
                // `10.11.255.1/30` stands in variables for an interface; the host is meant.
                guard let address = Address(rendered) ?? InterfaceAddress(rendered)?.address else {
                    throw check.node.diagnostic(
                        "`\(TerminalText.sanitised(rendered))` is no address to ask \(device.name) about")
                }
                return address
            }
            switch check.kind {
            case .ping:
                var source: Address?
                if let template = check.source { source = try address(template) }
                planned.append(.probe(.ping(address: try address(check.value), count: check.count, source: source)))
            case .route:
                let rendered = try text(check.value)
                guard let prefix = Prefix(rendered) else {
                    throw check.node.diagnostic(
                        "`\(TerminalText.sanitised(rendered))` is no network to ask \(device.name) about")
                }
                planned.append(.probe(.route(prefix: prefix)))
            case .counter:
                planned.append(.counter(interface: try text(check.value), seconds: check.seconds))
            case .queue:
                planned.append(.queue(name: try queue(text(check.value), device, check), seconds: check.seconds))
            }
        }
        return planned
    }
}
