/// How a dialect of the IOS kind speaks: prompts, refusals, the pager, the form of its configuration.
struct IOSManner: Sendable {
    /// Characters of the host name in the prompt of a configuration mode; nil for all.
    var nameLength: Int?
    /// Whether the prompt of a configuration mode says what is edited.
    var namesBlocks = false
    /// Whether a caret points at the word that is refused.
    var hasCaret = true
    /// What is said of a word that is not known, of a value that does not fit, and of a word too many.
    var unknown = "% Invalid input detected at '^' marker."
    var wrong = "% Invalid input detected at '^' marker."
    var tooMany = "% Invalid input detected at '^' marker."
    var incomplete = "% Incomplete command."
    /// Whether a single word that is no command is taken for the name of a computer.
    var translates = false
    var more = " --More-- "
    /// Blanks of one level of the configuration.
    var indent = 1
    var interfaceKinds: [String]
    /// Answers to the settings of the terminal; `N` is the number.
    var lengthAnswer = ""
    var widthAnswer = ""
    /// What a save says.
    var saved: [String]
    /// The longest line that is taken.
    var capacity = 254

    static func of(_ dialect: LabDevice.Kind) -> IOSManner {
        switch dialect {
        case .eos: eos
        case .rgos: rgos
        default: ios
        }
    }

    private static let ios = IOSManner(
        nameLength: 16, translates: true,
        interfaceKinds: [
            "Loopback", "Port-channel", "FastEthernet", "GigabitEthernet", "TenGigabitEthernet", "Vlan",
        ], saved: ["Building configuration...", "[OK]"])

    private static let eos = IOSManner(
        namesBlocks: true, hasCaret: false, unknown: "% Invalid input", wrong: "% Invalid input",
        tooMany: "% Invalid input", incomplete: "% Incomplete command", indent: 3,
        interfaceKinds: ["Ethernet", "Loopback", "Management", "Port-Channel", "Vlan"],
        lengthAnswer: "Pagination disabled.", widthAnswer: "Width set to N columns.",
        saved: ["Copy completed successfully."], capacity: 4000)

    private static let rgos = IOSManner(
        namesBlocks: true, unknown: "% Unrecognized command found at '^' position.",
        wrong: "% Wrong parameter found at '^' position.", tooMany: "% Too many parameters found at '^' position.",
        interfaceKinds: ["AggregatePort", "GigabitEthernet", "Loopback", "Mgmt", "TenGigabitEthernet", "Vlan"],
        saved: ["Building configuration...", "[OK]"])
}

extension IOSConsole {
    /// An interface as the device writes it: RGOS sets the number apart.
    func written(_ interface: String) -> String {
        guard model.dialect == .rgos, let digit = interface.firstIndex(where: \.isNumber) else { return interface }
        let kind = interface[..<digit]
        return (kind == "Vlan" ? "VLAN" : kind) + " " + interface[digit...]
    }

    /// What stands between the brackets of the prompt.
    var modeName: String {
        guard manner.namesBlocks else { return mode.kind.prompt }
        let open = session.map { "config-s-" + $0.prefix(6) } ?? "config"
        let block = mode.path.last.map { $0.split(separator: " ").last.map(String.init) ?? "" } ?? ""
        let isEOS = model.dialect == .eos
        return switch mode.kind {
        case .configuration, .user, .privileged: open
        case .interface, .subinterface: open + "-if-" + (isEOS ? Self.short(mode.interface) : written(mode.interface))
        case .vlan where isEOS: open + "-vlan-\(mode.vlans.map(String.init).joined(separator: ","))"
        case .bgp where isEOS: open + "-router-bgp"
        case .bgpFamily where isEOS: open + "-router-bgp-af"
        case .bgpInstance: open + "-router-bgp-vrf-" + block
        case .ospf where isEOS: open + "-router-ospf"
        case .vrf where isEOS: open + "-vrf-" + block
        case .standardList where isEOS: open + "-std-acl-" + block
        case .extendedList where isEOS: open + "-acl-" + block
        case .routeMap where isEOS: open + "-route-map-" + (mode.path[0].split(separator: " ").dropFirst().first ?? "")
        case .policyMap where isEOS: open + "-pmap-" + block
        case .policyClass where isEOS:
            open + "-pmap-c-\(mode.path[0].split(separator: " ").last ?? "")-" + block
        default: mode.kind.prompt.replacing("config", with: open)
        }
    }

    /// Whether the port is one of management.
    func isManagement(_ interface: String) -> Bool {
        interface == "GigabitEthernet0/0" || interface.hasPrefix("Management") || interface.hasPrefix("Mgmt")
    }
}
