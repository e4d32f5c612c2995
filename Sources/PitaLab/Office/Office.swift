/// The devices that a lab runs. The same form is read from `--office FILE` and written to `office.json`.
package struct Office: Codable, Sendable {
    /// Each with a name and an address of its own.
    package var devices: [LabDevice]

    /// Where every device listens.
    static let sshPort: UInt16 = 10022
    static let snmpPort: UInt16 = 10161

    /// An office of these devices.
    package init(devices: [LabDevice]) { self.devices = devices }
}

/// One device of a lab.
package struct LabDevice: Codable, Sendable {
    /// What the lab plays, or starts where it plays nothing itself.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case routeros, linux, openvswitch, ios, eos, rgos, vrp, junos, frr

        /// Whether the lab plays the device itself: no namespace, no root.
        var isSimulated: Bool { self == .routeros || hasConsole }
        /// Whether the device is spoken to at a prompt.
        var hasConsole: Bool { [.ios, .eos, .rgos, .vrp, .junos].contains(self) }
    }

    enum Agent: String, Codable, Sendable {
        case v2c, v3
    }

    /// Frames that the lab sends into a port of a device, at a steady rate.
    struct Flow: Codable, Sendable {
        /// The port of the device that receives them.
        var port: String
        /// The hardware address they are for and the one they come from.
        var to: String
        var from: String
        var source: String
        var destination: String
        /// 802.1Q tag; nil for none.
        var vlan: Int?
        /// Bits per second.
        var rate: Double
    }

    /// The host name, once in the office.
    package var name: String
    var kind: Kind
    /// An IPv4 address of the loopback.
    package var address: String
    var sshPort = Office.sshPort
    var snmpPort = Office.snmpPort
    var version: String
    var board: String
    var serial: String
    var deviceMode: String?
    var agent: Agent
    /// Ports that exist before any configuration.
    var ports: [String]
    /// The configuration it begins with: console lines, or shell lines.
    var commands: [String]
    /// Bits per second by interface, and by `queue:NAME`.
    var loads: [String: DeviceState.Load] = [:]
    /// Queues that the device made by itself.
    var dynamicQueues: [String] = []
    var flows: [Flow] = []
    /// What a console asks for before the commands that change something; nil where a log-in is enough.
    package var enable: String?
    /// Seconds that one minute of a console's timers lasts; 60 without it.
    package var minute: Double?
}
