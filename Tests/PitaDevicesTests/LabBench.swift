import PitaPlatforms
import Testing

@testable import PitaLab

/// A device of the lab whose tables are drawn from.
struct LabBench: CustomTestStringConvertible, Sendable {
    let name: String
    let platform: any Platform
    let kind: LabDevice.Kind
    let board: String
    let version: String
    /// A port that it has.
    let port: String
    /// How many changes are right at least.
    let least: Int

    var testDescription: String { name }

    static let all = [
        LabBench(
            name: "ios-router", platform: IOSPlatform(), kind: .ios, board: "ISR4321/K9", version: "17.06.05",
            port: "GigabitEthernet0/0/1", least: 769),
        LabBench(
            name: "ios-switch", platform: IOSPlatform(), kind: .ios, board: "C9200L-24P-4G", version: "17.09.04a",
            port: "GigabitEthernet1/0/2", least: 85),
        LabBench(
            name: "vrp-switch", platform: VRPPlatform(), kind: .vrp, board: "S5735-L24T4S-A",
            version: "V200R019C10SPC500", port: "GigabitEthernet0/0/2", least: 460),
        LabBench(
            name: "vrp8-switch", platform: VRPPlatform(), kind: .vrp, board: "CE6881-48S6CQ",
            version: "V200R020C10SPC600", port: "10GE1/0/3", least: 440),
        LabBench(
            name: "eos-switch", platform: IOSPlatform(dialect: .eos), kind: .eos, board: "CCS-720XP-24Y6",
            version: "4.29.2F", port: "Ethernet2", least: 1040),
        LabBench(
            name: "rgos-switch", platform: IOSPlatform(dialect: .rgos), kind: .rgos, board: "S5760C-24GT/8XS-X",
            version: "11.4(1)B70P2", port: "GigabitEthernet0/2", least: 605),
    ]

    /// The device with lines on it.
    func device(_ lines: [String]) -> LabDevice {
        ExampleConsoles.device(
            "dev-uji", kind, "127.0.0.1", version: version, board: board, serial: "2102000001",
            ports: ExampleConsoles.ports(board: board),
            commands: [(kind == .vrp ? "sysname" : "hostname") + " dev-uji"] + lines)
    }

    /// The lines of all rows that say by themselves what they do; what router and switch both have is drawn on the router.
    func lines() -> [LabLine] {
        let maker = LabLineMaker(port: port)
        if kind == .vrp {
            return VRPConfigurationTable.rows.sorted { "\($0.key)" < "\($1.key)" }.flatMap { view, rows in
                rows.filter { $0.hasCandidate ?? isTwoStage == isTwoStage }.compactMap(LabRow.init).flatMap { row in
                    place(view, row).map { maker.lines(of: row, setup: peers(row, $0), path: $0.path) } ?? []
                }
            }
        }
        if kind != .ios {
            let tables = kind == .eos ? EOSTables.configuration : RGOSTables.configuration
            return tables.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { mode, rows in
                rows.compactMap(LabRow.init).flatMap { row in
                    (kind == .eos ? placeOfEOS(mode, row) : placeOfRGOS(mode, row)).map {
                        maker.lines(of: row, setup: peers(row, $0), path: $0.path)
                    } ?? []
                }
            }
        }
        let feature: IOSModel.Feature = isRouter ? .routing : .switching
        return IOSConfigurationTable.rows.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { mode, rows in
            // Which mode of VTP is shown depends on the release.
            rows.filter { ($0.needs == feature || ($0.needs == nil && isRouter)) && !$0.form.hasPrefix("vtp mode") }
                .compactMap(LabRow.init)
                .flatMap { row in place(mode).map { maker.lines(of: row, setup: peers(row, $0), path: $0.path) } ?? [] }
        }
    }

    /// Lines of interfaces that have addresses.
    private static let routed = ["ip ", "ospf ", "arp ", "dhcp select", "dhcp relay", "vrrp "]

    /// Whether it works on a candidate.
    var isTwoStage: Bool { board.hasPrefix("CE") }

    private var isRouter: Bool { board.hasPrefix("ISR") }

    private typealias Place = (setup: [String], path: [String])

    /// What stands before a block, with the neighbours or users that its lines are said of.
    private func peers(_ row: LabRow, _ place: Place) -> [String] {
        guard row.needsLine else { return place.setup }
        if place.path.last?.hasPrefix("nqa") == true { return place.setup }
        if row.form.hasPrefix("aaa") { return place.setup + ["aaa new-model"] }
        if row.form.hasPrefix("ssh user") { return ["ssh user UJI-A", "ssh user UJI-B"] }
        if row.form.hasPrefix("port-security") { return place.path + ["port-security enable"] }
        if row.form.hasPrefix("vrrp vrid") {
            return place.setup + place.path + [64, 127, 128].map { "vrrp vrid \($0) virtual-ip 192.0.2.\($0)" }
        }
        if row.form.hasPrefix("vpn-target") { return place.path + ["route-distinguisher 65000:9"] }
        let said = kind == .vrp ? ("peer", "as-number") : ("neighbor", "remote-as")
        return (kind == .vrp ? ["bgp 65001"] : ["router bgp 65001"])
            + ["192.0.2.9", "192.0.2.77"].map { "\(said.0) \($0) \(said.1) 65002" }
    }

    /// What stands before the lines of each block, and what opens it.
    private func place(_ mode: IOSMode.Kind) -> Place? {
        switch mode {
        case .configuration: ([], [])
        case .interface: (isRouter ? ["vrf definition UJI-A", "vrf definition UJI-B"] : [], ["interface \(port)"])
        case .line: ([], ["line vty 0 4"])
        case .vrf: ([], ["vrf definition UJI-V"])
        case .vrfFamily: ([], ["vrf definition UJI-V", "address-family ipv4"])
        case .bgp: ([], ["router bgp 65001"])
        case .bgpFamily: ([], ["router bgp 65001", "address-family ipv4"])
        case .ospf: ([], ["router ospf 1"])
        case .routeMap: ([], ["route-map UJI-M permit 10"])
        case .pool: ([], ["ip dhcp pool UJI-P"])
        case .probe: ([], ["ip sla 5"])
        case .echo: ([], ["ip sla 5", "icmp-echo 192.0.2.9"])
        case .track: ([], ["track 5 interface \(port) line-protocol"])
        case .serverGroup: (["aaa new-model"], ["aaa group server tacacs+ UJI-G"])
        case .server: ([], ["tacacs server UJI-S"])
        default: nil
        }
    }

    /// The same of an EOS device, whose neighbours need not have an AS before anything is said of them.
    private func placeOfEOS(_ mode: IOSMode.Kind, _ row: LabRow) -> Place? {
        let isOfNeighbor = row.form.hasPrefix("neighbor") && !row.form.hasSuffix("peer group")
        let peers = isOfNeighbor ? ["192.0.2.9", "192.0.2.77"].map { "neighbor \($0) remote-as 65002" } : []
        let isOfAddress = ["vrf ", "ip ", "arp ", "pim ", "vrrp ", "encapsulation"].contains { row.form.hasPrefix($0) }
        switch mode {
        case .interface:
            let setup = ["vrf instance UJI-A", "vrf instance UJI-B"]
            return (isOfAddress ? setup + ["interface \(port)", "no switchport"] : setup, ["interface \(port)"])
        case .vrf: return ([], ["vrf instance UJI-V"])
        case .bgp:
            let isFirst = row.form.hasPrefix("neighbor WORD remote-as")
            return (isFirst ? [] : ["router bgp 65001"] + peers, ["router bgp 65001"])
        case .bgpFamily:
            // Else a neighbour is in the family without a word.
            return (
                ["router bgp 65001", "no bgp default ipv4-unicast"] + peers,
                ["router bgp 65001", "address-family ipv4"]
            )
        case .bgpInstance: return (["vrf instance UJI-V"], ["router bgp 65001", "vrf UJI-V"])
        case .standardList: return ([], ["ip access-list standard UJI-L"])
        case .extendedList: return ([], ["ip access-list UJI-L"])
        case .prefixList: return ([], ["ip prefix-list UJI-L"])
        case .pair: return ([], ["mlag configuration"])
        case .api: return ([], ["management api http-commands"])
        case .apiInstance: return (["vrf instance UJI-V"], ["management api http-commands", "vrf UJI-V"])
        case .secureShell: return ([], ["management ssh"])
        case .secureShellInstance: return (["vrf instance UJI-V"], ["management ssh", "vrf UJI-V"])
        case .consoleLine: return ([], ["management console"])
        case .spanningTree: return ([], ["spanning-tree mst configuration"])
        case .serverGroup: return ([], ["aaa group server tacacs+ UJI-G"])
        case .configuration, .ospf, .routeMap: return place(mode)
        default: return nil
        }
    }

    /// The same of an RGOS device.
    private func placeOfRGOS(_ mode: IOSMode.Kind, _ row: LabRow) -> Place? {
        switch mode {
        case .interface:
            let isRouted = ["ip ospf", "ip helper", "ip proxy", "arp ", "vrrp "].contains { row.form.hasPrefix($0) }
            return (isRouted ? ["interface \(port)", "no switchport"] : [], ["interface \(port)"])
        case .standardList: return ([], ["ip access-list standard UJI-L"])
        case .extendedList: return ([], ["ip access-list extended UJI-L"])
        default: return place(mode)
        }
    }

    /// The same of a VRP device.
    private func place(_ view: VRPView.Kind, _ row: LabRow) -> Place? {
        switch view {
        case .system: ([], [])
        case .interface where Self.routed.contains { row.form.hasPrefix($0) }:
            (["ip vpn-instance UJI-A", "ip vpn-instance UJI-B", "vlan batch 10"], ["interface Vlanif10"])
        case .interface: ([], ["interface \(port)"])
        case .pool: ([], ["ip pool UJI-P"])
        case .probe: (["nqa test-instance UJI uji", "test-type icmp"], ["nqa test-instance UJI uji"])
        case .routePolicy: ([], ["route-policy UJI-M permit node 10"])
        case .ospf: ([], ["ospf 1"])
        case .area: ([], ["ospf 1", "area 0.0.0.1"])
        case .bgp: ([], ["bgp 65001"])
        case .bgpFamily: ([], ["bgp 65001", "ipv4-family unicast"])
        case .instance: ([], ["ip vpn-instance UJI-V"])
        case .instanceFamily: ([], ["ip vpn-instance UJI-V", "ipv4-family"])
        default: nil
        }
    }
}
