/// Where a session stands.
struct IOSMode: Equatable {
    /// The raw value is what stands in the prompt.
    enum Kind: String, CaseIterable {
        case user = ">"
        case privileged = "#"
        case configuration = "config"
        case interface = "config-if"
        case subinterface = "config-subif"
        case vlan = "config-vlan"
        case classMap = "config-cmap"
        case policyMap = "config-pmap"
        case policyClass = "config-pmap-c"
        case police = "config-pmap-c-police"
        case standardList = "config-std-nacl"
        case extendedList = "config-ext-nacl"
        case line = "config-line"
        case archive = "config-archive"
        case vrf = "config-vrf"
        case vrfFamily = "config-vrf-af"
        case bgp = "config-router"
        case bgpFamily = "config-router-af"
        case ospf = "config-router-ospf"
        case routeMap = "config-route-map"
        case pool = "dhcp-config"
        case probe = "config-ip-sla"
        case echo = "config-ip-sla-echo"
        case track = "config-track"
        case serverGroup = "config-sg-tacacs+"
        case server = "config-server-tacacs"
        // Of EOS.
        case prefixList = "config-ip-pfx"
        case bgpInstance = "config-router-bgp-vrf"
        case spanningTree = "config-mst"
        case pair = "config-mlag"
        case api = "config-mgmt-api-http-cmds"
        case apiInstance = "config-mgmt-api-http-cmds-vrf"
        case secureShell = "config-mgmt-ssh"
        case secureShellInstance = "config-mgmt-ssh-vrf"
        case consoleLine = "config-mgmt-console"

        /// The mode whose commands are understood here too.
        var parent: Kind? {
            switch self {
            case .user, .privileged, .configuration: nil
            case .policyClass: .policyMap
            case .police: .policyClass
            case .bgpFamily, .bgpInstance: .bgp
            case .apiInstance: .api
            case .secureShellInstance: .secureShell
            case .vrfFamily: .vrf
            case .echo: .probe
            default: .configuration
            }
        }

        /// What stands in the prompt.
        var prompt: String { self == .ospf ? Kind.bgp.rawValue : rawValue }

        /// The kind whose table has the commands.
        var table: Kind { self == .subinterface ? .interface : self }
    }

    var kind: Kind
    /// The keys of the block that is edited.
    var path: [String] = []
    /// The VLANs that are edited.
    var vlans: [Int] = []

    static let user = IOSMode(kind: .user)
    static let privileged = IOSMode(kind: .privileged)
    static let configuration = IOSMode(kind: .configuration)

    var isConfiguration: Bool { kind != .user && kind != .privileged }

    /// The mode above.
    var parent: IOSMode {
        guard let parent = kind.parent else { return .privileged }
        return IOSMode(kind: parent, path: parent == .configuration ? [] : path.dropLast())
    }

    /// The interface that is edited.
    var interface: String { String(path.first?.dropFirst("interface ".count) ?? "") }
}
